import { Readable } from 'node:stream';
import type { HabeasError } from '../../platform/index.js';
import type { FileTerms } from './id-column.js';
import { readCsv, type CsvIds } from './read-csv.js';

const LIMIT = 4 * 1024 * 1024;

const read = (content: string | Buffer, chunk = 1 << 16, limit = LIMIT): Promise<CsvIds> => {
  const bytes = Buffer.from(content);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunk) pieces.push(bytes.subarray(at, at + chunk));
  return readCsv(Readable.from(pieces), { limit, most: 2000 });
};
const ids = async (content: string | Buffer, terms: FileTerms = {}): Promise<readonly string[]> =>
  (await readCsv([Buffer.from(content)], { ...terms, limit: LIMIT, most: 2000 })).ids;
const refusal = async (content: string | Buffer, limit = LIMIT): Promise<HabeasError> =>
  read(content, 1 << 16, limit).then(
    () => Promise.reject(new Error('it was accepted')),
    (error: HabeasError) => error,
  );

describe('a CSV file of ids', () => {
  it.each([
    ['one column without a header', 'a\nb\n'],
    ['no line end at the end', 'a\nb'],
    ['a header', 'distinct_id\na\nb\n'],
    ['a header in capitals', 'DISTINCT_ID\na\nb\n'],
    ['a quoted header', '"Distinct_Id"\na\nb\n'],
    ['a byte order mark', '\ufeffdistinct_id\na\nb\n'],
    ['a byte order mark before a quote', '\ufeff"a"\nb\n'],
    ['CRLF', 'a\r\nb\r\n'],
    ['CR', 'a\rb\r'],
    ['mixed line ends', 'distinct_id\r\na\nb\r'],
    ['quotes', '"a"\n"b"\n'],
    ['blank lines', '\n\na\n\n   \nb\n\n'],
    ['white space around cells', '  a\t\n b \n'],
    ['white space around quotes', ' "a" \n"b"\n'],
    ['several columns', 'email,distinct_id,plan\nx@y.z,a,Pro\n,b,\n'],
    ['blank rows of several columns', 'distinct_id,plan\na,1\n,\nb,2\n'],
  ])('may have %s', async (_, content) => {
    expect(await ids(content)).toEqual(['a', 'b']);
  });

  it('keeps a character whole wherever the file is cut', async () => {
    const line = `${'x'.repeat(127)}\n`;
    for (const more of [-1, 0, 1]) {
      const before = `${line.repeat(255)}${'y'.repeat(126 + more)}\n`;
      expect((await ids(`${before}👩x\n`)).at(-1)).toBe('👩x');
    }
  });

  it('never changes what stands in quotes', async () => {
    const quoted = '" a "\n"b""c"\n"d,e"\n"f\r\ng"\n"h\ni"\n"ü\u0308 "\n';
    expect(await ids(quoted)).toEqual([' a ', 'b"c', 'd,e', 'f\r\ng', 'h\ni', 'ü\u0308 ']);
  });

  it('reads the same whatever the pieces in which it arrives', async () => {
    const content = '\ufeffdistinct_id,x\r\n"ü ",1\r\n🦔🦔,2\r\n" a\r\nb",3\r\n\r\nשלום,4';
    const whole = await read(content);
    expect(whole.ids).toEqual(['ü ', '🦔🦔', ' a\r\nb', 'שלום']);
    for (const chunk of [1, 2, 3, 5, 7]) expect(await read(content, chunk)).toEqual(whole);
  });

  it('keeps ids that look like something else', async () => {
    expect(await ids('"\'; drop table"\n../../etc/passwd\n__proto__\n=1+1\n#x\n')).toEqual([
      "'; drop table",
      '../../etc/passwd',
      '__proto__',
      '=1+1',
      '#x',
    ]);
  });

  it('merges duplicates and names their lines', async () => {
    expect(await read('a\nb\n\n"a"\nA\nb\n')).toMatchObject({
      ids: ['a', 'b', 'A'],
      duplicates: [4, 6],
      duplicateCount: 2,
    });
  });

  it.each([
    ['an empty quoted id', 'a\n""\n', 'Line 2 of the file holds an id that is empty.'],
    ['a row without its id', 'x,distinct_id\n1,a\n2,\n', 'Line 3 of the file holds an id that is empty.'],
    ['NUL', 'a\nb\0\n', 'Line 2 of the file holds an id that contains a NUL character.'],
    ['a long id', `a\n\n${'b'.repeat(256)}\n`, 'Line 3 of the file holds an id that is longer than 255 characters.'],
    [
      'a quote that stays open',
      'a\r\n"x\r\ny"\r\n"b\r\nc\r\n',
      'Line 4 of the file opens a quote that is never closed.',
    ],
    ['an open quote after blank lines', 'a\n\n\n"b\nc\n', 'Line 4 of the file opens a quote that is never closed.'],
    ['a bad row after a cell of many lines', 'a\n"x\r\ny\nz"\r\n\r\nb,c\n', 'Line 6 of the file has 2 cells'],
    ['a quote in the midst', 'a\nb"c\n', 'Line 2 of the file has a quote inside an unquoted cell'],
    ['text after a quote', 'a\n"b"c\n', 'Line 2 of the file goes on after a closing quote'],
    ['an unquoted comma', 'a\nb\nc,d\n', 'Line 3 of the file has 2 cells where 1 is expected'],
    ['a short row', 'distinct_id,x\na,1\nb\n', 'Line 3 of the file has 1 cell where 2 are expected'],
    ['a header that comes again', 'distinct_id\na\ndistinct_id\nb\n', 'Line 3 of the file names a column'],
  ])('refuses %s and names the line', async (_, content, sentence) => {
    const error = await refusal(content);
    expect(error).toMatchObject({ kind: 'invalid', code: 'csv-invalid' });
    expect(error.message).toContain(sentence);
  });

  it.each([['', '\n\n', 'distinct_id\n', '\ufeff']])('refuses a file without any id', async (...contents) => {
    for (const content of contents) expect(await refusal(content)).toMatchObject({ code: 'csv-empty' });
  });

  it('refuses what is no text with a clear sentence', async () => {
    const mixed = Buffer.concat([Buffer.from('a\r\nü\r\n'), Buffer.from('m\xfcller\n', 'latin1')]);
    expect(await refusal(mixed)).toMatchObject({ kind: 'invalid', code: 'csv-not-utf8' });
    expect((await refusal(mixed)).message).toContain('Line 3');
    const cut = Buffer.from('a\nü').subarray(0, 3);
    expect((await refusal(cut)).message).toContain('Line 2');
  });

  it('refuses a file beyond the size limit', async () => {
    expect(await read('aaaa\nbbbb\n', 4, 10)).toMatchObject({ ids: ['aaaa', 'bbbb'] });
    expect(await refusal('aaaa\nbbbb\nc', 10)).toMatchObject({ kind: 'too-large', code: 'csv-too-large' });
  });

  it('counts every duplicate of a long file, and names the lines of the first thousand', async () => {
    const { ids: found, duplicateCount, duplicates } = await read('a\n'.repeat(200_000));
    expect([found, duplicateCount]).toEqual([['a'], 199_999]);
    expect(duplicates).toEqual(Array.from({ length: 1000 }, (_, index) => index + 2));
  });

  it('is read no further than to the first id too many', async () => {
    const ids = Array.from({ length: 2005 }, (_, index) => index).join('\n');
    expect(await read(ids.slice(0, ids.indexOf('\n2000')))).toMatchObject({ more: false });
    const many = await read(`${ids}\n"never closed`);
    expect(many.ids).toHaveLength(2000);
    expect(many.more).toBe(true);
  });

  it('may have a hundred rows an id, and no more', async () => {
    expect(await refusal('a\n'.repeat(200_001))).toMatchObject({ kind: 'invalid', code: 'csv-too-many-rows' });
  });

  it('is refused for a line that nobody could read in a turn', async () => {
    const error = await refusal(`distinct_id,x\na,${'y'.repeat(400_000)}\n`);
    expect(error).toMatchObject({ code: 'csv-invalid' });
    expect(error.message).toContain('Line 2');
  });

  it('never repeats an id in a complaint', async () => {
    for (const content of ['fine\nsecret"x\n', 'fine\n"secret"x\n', 'fine\n"secret\n', 'fine\nsecret,secret\n']) {
      const error = await refusal(content);
      expect(`${error.message}${JSON.stringify(error.details)}`).not.toContain('secret');
    }
  });
});
