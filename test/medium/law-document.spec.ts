import { existsSync, readFileSync } from 'node:fs';

/** A file, or the title of a test in the file named before it. */
const CITED = /`([^`\n]+)`/g;
const isPath = (text: string): boolean => /^(src|test|docs)\/[\w./-]+$/.test(text);

/** The last cell of each rule: the tests that hold it. */
function heldBy(line: string): string | null {
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  return cells.length === 7 && !/^(rule|-+)$/.test(cells[1] ?? '') ? (cells[5] ?? '') : null;
}

describe('docs/law.md', () => {
  const text = readFileSync('docs/law.md', 'utf8');
  const rules = text.split('\n').flatMap((line) => heldBy(line) ?? []);
  const cited = (cell: string) => [...cell.matchAll(CITED)].map(([, each = '']) => each);

  it('names no file that is not there', () => {
    const paths = cited(text).filter(isPath);
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names no test that is not there, and for each rule one or none', () => {
    expect(rules.length).toBeGreaterThan(40);
    const missing: string[] = [];
    for (const cell of rules) {
      let file = '';
      if (cell !== '—' && cited(cell).length < 2) missing.push(cell);
      for (const each of cited(cell)) {
        if (isPath(each)) file = each;
        else if (!file.endsWith('.spec.ts') || !isTitle(each, file)) missing.push(`${file}: ${each}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

function isTitle(title: string, file: string): boolean {
  const source = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\\', '') : '';
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));
}
