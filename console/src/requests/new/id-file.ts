import { parse, unparse } from 'papaparse';
import { isColumnWord } from './column-words';

/** A file of ids as it was chosen. Its bytes are kept: the file itself may change, or be gone, before it is sent. */
export interface IdFile {
  readonly name: string;
  readonly bytes: ArrayBuffer;
  /** The same for the same file chosen again. */
  readonly identity: string;
  readonly look: FileLook;
}

/** Why a line is no id, as far as it can be told here. */
export type LineFault = 'cells' | 'empty' | 'long' | 'control' | 'shortened' | 'error' | 'quote';

/** What can be told of a file before it is sent. How it is read in the end, the API decides. */
export interface FileLook {
  /** What it is instead of a list of ids. */
  readonly wrong: 'empty' | 'large' | 'spreadsheet' | 'image' | 'document' | null;
  /** Different ids. */
  readonly ids: number;
  readonly repeated: number;
  /** The first line that is not empty. */
  readonly firstRow: readonly string[];
  /** Its number in the file, from 1. */
  readonly firstLine: number;
  /** Whether that line names columns; `unclear`: it may be an id. */
  readonly header: 'yes' | 'no' | 'unclear';
  /** Whether there are several columns, and none is known to hold the ids. */
  readonly columnUnclear: boolean;
  readonly faults: readonly { readonly fault: LineFault; readonly lines: readonly number[] }[];
}

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ID_CHARACTERS = 255;
const ID_NAMES = /^(?:mixpanel|mp|properties)?(?:distinct|user)ids?$/;

export async function readIdFile(file: File): Promise<IdFile> {
  const identity = `${file.name} ${file.size} ${file.lastModified}`;
  if (file.size > MOST_BYTES) {
    return { name: file.name, bytes: new ArrayBuffer(0), identity, look: nothingBut('large') };
  }
  const bytes = await file.arrayBuffer();
  return { name: file.name, bytes, identity, look: lookAt(new Uint8Array(bytes)) };
}

/** What whoever chose a file says of it. `column`: its number from 0. */
export interface FileAnswers {
  readonly header: boolean | null;
  readonly column: number | null;
}

/** The ids of a file that are as they should be, each once, for people to look through. */
export function idsIn({ bytes }: IdFile, answers: FileAnswers): readonly string[] {
  const { counted, column, width } = layoutOf(rowsOf(textOf(new Uint8Array(bytes))), answers);
  const good = counted.filter(({ cells, isBroken }) => !isBroken && faultOf(cells, column, width) === null);
  return [...new Set(good.map(({ cells }) => cells[column] ?? ''))];
}

/** What is told of lines of a text field: the lines are counted as they stand there. */
export function faultsOfLines(text: string): FileLook['faults'] {
  const rows = text.split(/\r?\n/).map((line, at) => ({ line: at + 1, cells: [line.trim()], isBroken: false }));
  return faultsOf(
    rows.filter(({ cells }) => cells[0] !== ''),
    0,
    1,
  );
}

/** A file that holds these ids, whatever signs they hold. */
export async function fileOfIds(name: string, ids: readonly string[]): Promise<IdFile> {
  const text = unparse({ fields: ['distinct_id'], data: ids.map((id) => [id]) }, { quotes: true });
  return readIdFile(new File([text], name, { type: 'text/csv', lastModified: 0 }));
}

/** @param answers what was asked about the file before */
export function lookAt(bytes: Uint8Array, answers: FileAnswers = NOTHING_SAID): FileLook {
  const wrong = otherKind(bytes);
  if (wrong !== null) return nothingBut(wrong);
  const rows = rowsOf(textOf(bytes));
  const [first] = rows;
  if (first === undefined) return nothingBut('empty');
  const { header, counted, column, width, columnUnclear } = layoutOf(rows, answers);
  if (counted.length === 0) return nothingBut('empty');
  const found = { ...nothingBut(null), firstRow: first.cells, firstLine: first.line };
  if (columnUnclear) return { ...found, ids: counted.length, columnUnclear };
  const ids = new Set(counted.map(({ cells }) => cells[column]));
  const faults = faultsOf(counted, column, width);
  const repeated = counted.length - ids.size;
  return { ...found, ids: ids.size, repeated, header, faults };
}

const NOTHING_SAID: FileAnswers = { header: null, column: null };

/** Where the ids stand, and which rows hold them, as far as that can be told or was said. */
function layoutOf(rows: readonly Row[], answers: FileAnswers) {
  const [first, ...others] = rows;
  const cells = first?.cells ?? [];
  const known = cells.findIndex((cell) => isIdName(cell, cells.length === 1));
  const column = answers.column ?? Math.max(known, 0);
  const isNamed = known !== -1 && known === column;
  const header =
    answers.header === null ? headerOf(cells[column] ?? '', isNamed, others, column) : saidOf(answers.header);
  const columnUnclear = answers.column === null && known === -1 && filled(cells) > 1;
  // A row whose column is asked about is no id yet, and is counted.
  const counted = header === 'no' || columnUnclear ? rows : others;
  return { header, counted, column, columnUnclear, width: Math.max(filled(cells), column + 1) };
}

function saidOf(header: boolean): FileLook['header'] {
  return header ? 'yes' : 'no';
}

/** Whether the first line is a name. Of what has no known name it may be one all the same. */
function headerOf(cell: string, isNamed: boolean, below: readonly Row[], column: number): FileLook['header'] {
  if (isNamed) return 'yes';
  // What stands alone is an id, whatever it is called.
  if (below.length === 0) return 'no';
  return isColumnWord(cell) || standsOut(cell, below, column) ? 'unclear' : 'no';
}

interface Row {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly isBroken: boolean;
}

/** The lines that hold something, with their numbers. */
function rowsOf(text: string): Row[] {
  const said = /^"?sep=[^A-Za-z0-9"\r\n]"?[ \t,;]*(?:\r\n|\n|\r)/i.exec(text)?.[0] ?? '';
  const body = text.slice(said.length);
  // A bar is in too many ids. Blank lines would make the guess wrong, and are needed for the numbers of the others.
  const { delimiter } = parse<string[]>(body, {
    delimitersToGuess: ['\t', ';', ','],
    skipEmptyLines: 'greedy',
    preview: 100,
  }).meta;
  const rows: Row[] = [];
  let line = said === '' ? 1 : 2;
  let at = 0;
  parse<string[]>(body, {
    delimiter,
    step: ({ data, errors, meta }) => {
      const cells = data.map((cell) => cell.trim());
      const isBroken = errors.some(({ type }) => type === 'Quotes');
      if (cells.some((cell) => cell !== '')) rows.push({ line, cells, isBroken });
      line += lineBreaksIn(body, at, meta.cursor);
      at = meta.cursor;
    },
  });
  return rows;
}

function lineBreaksIn(text: string, from: number, until: number): number {
  let breaks = 0;
  for (let at = from; at < until; at += 1) {
    const sign = text[at];
    if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) breaks += 1;
  }
  return breaks;
}

function faultsOf(rows: readonly Row[], column: number, width: number): FileLook['faults'] {
  const lines = new Map<LineFault, number[]>();
  for (const { line, cells, isBroken } of rows) {
    const fault = isBroken ? 'quote' : faultOf(cells, column, width);
    if (fault === null) continue;
    const known = lines.get(fault);
    if (known === undefined) lines.set(fault, [line]);
    else known.push(line);
  }
  return [...lines].map(([fault, numbers]) => ({ fault, lines: numbers }));
}

function faultOf(cells: readonly string[], column: number, width: number): LineFault | null {
  const id = cells[column] ?? '';
  if (filled(cells) > width) return 'cells';
  if (id === '') return 'empty';
  if ([...id].length > MOST_ID_CHARACTERS) return 'long';
  if (/[^\P{Cc}\t\r\n]/u.test(id)) return 'control';
  if (/^[+-]?\d[.,]?\d{0,15}E[+]?\d{1,3}$/i.test(id) && /[.,+]/.test(id)) return 'shortened';
  return /^#(?:N\/A|NV|REF!|BEZUG!|NAME\?|VALUE!|WERT!|DIV\/0!|NULL!|NUM!|ZAHL!)$/i.test(id) ? 'error' : null;
}

/** How files begin that are no text, and what they are. */
const SIGNATURES: readonly (readonly [string, FileLook['wrong']])[] = [
  ['PK\x03\x04', 'spreadsheet'],
  ['\xd0\xcf\x11\xe0', 'spreadsheet'],
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['II*\0', 'image'],
  ['MM\0*', 'image'],
  ['%PDF-', 'document'],
  ['{\\rtf1', 'document'],
];

function otherKind(bytes: Uint8Array): FileLook['wrong'] {
  if (bytes.length === 0) return 'empty';
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const isWebp = start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP';
  if (isWebp || start.slice(4, 8) === 'ftyp') return 'image';
  return SIGNATURES.find(([sign]) => start.startsWith(sign))?.[1] ?? null;
}

/** As the API reads it: UTF-8, UTF-16 with its mark, or what a western Windows calls CSV. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function isIdName(cell: string, isOnly: boolean): boolean {
  const plain = cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return ID_NAMES.test(plain) || (isOnly && /^ids?$/.test(plain));
}

/** Words above what all has a digit, or an @: a name, or an id. */
function standsOut(cell: string, below: readonly Row[], column: number): boolean {
  if (/[\p{N}@]/u.test(cell)) return false;
  const ids = below.map(({ cells }) => cells[column] ?? '');
  return ids.every((id) => /\p{N}/u.test(id)) || ids.every((id) => id.includes('@'));
}

function filled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

function nothingBut(wrong: FileLook['wrong']): FileLook {
  return { wrong, ids: 0, repeated: 0, firstRow: [], firstLine: 1, header: 'no', columnUnclear: false, faults: [] };
}
