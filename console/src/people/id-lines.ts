import { parse } from 'papaparse';

const MOST_BYTES = 1024 * 1024;
const ID_NAMES = /^(?:mixpanel|mp|properties)?(?:distinct|user)ids?$/;

export interface Ids {
  readonly ids: readonly string[];
  /** How many came again. */
  readonly repeated: number;
}

/** The ids of lines, each once; what stands around them is not theirs. */
export function idsOfLines(text: string): Ids {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const ids = [...new Set(lines)];
  return { ids, repeated: lines.length - ids.length };
}

export type FileFault = 'not-text' | 'empty' | 'which-column';

/** The ids of a file, one a line, for people to look through before they are sent; or what is wrong with the file. */
export async function linesOfFile(file: File): Promise<{ lines: string } | { fault: FileFault }> {
  const text = file.size > MOST_BYTES ? null : textOf(await file.arrayBuffer());
  if (text === null) return { fault: 'not-text' };
  const rows = parse<string[]>(text, { delimitersToGuess: ['\t', ';', ','], skipEmptyLines: 'greedy' }).data;
  const [first = []] = rows;
  const named = first.findIndex(isIdName);
  if (named === -1 && rows.some((cells) => cells.filter((cell) => cell.trim() !== '').length > 1)) {
    return { fault: 'which-column' };
  }
  const ids = (named === -1 ? rows : rows.slice(1)).map((cells) => (cells[Math.max(named, 0)] ?? '').trim());
  const lines = ids.filter((id) => id !== '').join('\n');
  return lines === '' ? { fault: 'empty' } : { lines };
}

/** Null for what is no text: spreadsheets, images. */
function textOf(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function isIdName(cell: string): boolean {
  return ID_NAMES.test(cell.toLowerCase().replace(/[^a-z]/g, ''));
}
