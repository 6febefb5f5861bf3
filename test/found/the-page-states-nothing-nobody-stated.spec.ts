import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'csv-parse/sync';
import { RecordTable } from '../../src/exports/folder/record-table.js';
import { renderIndexHtml } from '../../src/exports/folder/subject-page.js';
import type { CollectionFinding, SubjectStatement } from '../../src/exports/folder/subject-statement.js';
import { pageTexts, readable } from '../../src/page-texts/index.js';
import { LANGUAGES } from '../../src/platform/index.js';
import { BUILT_IN_COLLECTIONS, builtInCollections } from '../../src/subject-data/data-map/built-in-collections.js';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';

const ENGLISH = pageTexts('en').answer;
const AT = new Date('2026-03-09T10:30:00Z');

const table = (shape: 'event' | 'profile' | 'row', ...lines: string[]): RecordTable => {
  const kept = new RecordTable(shape, ENGLISH);
  for (const [at, line] of lines.entries()) kept.keep(line, new Date(AT.getTime() + at * 60_000).toISOString());
  return kept;
};
const event = (name: string, properties: object): string =>
  JSON.stringify({ event: name, properties: { time: 1, distinct_id: 'ada', ...properties } });

function pageOf(change: Partial<CollectionFinding>, disclosure: SubjectStatement['disclosure'] = 'Data'): string {
  const events: CollectionFinding = {
    name: 'events',
    title: 'Events',
    purpose: 'Running the shop',
    recipients: null,
    presumed: [],
    retention: '13 months',
    sourceCategory: 'you',
    categories: ['usage'],
    transfers: null,
    automatedDecisions: null,
    rows: 3,
    firstAt: AT.toISOString(),
    lastAt: AT.toISOString(),
    months: [],
    file: 'a-events.jsonl',
    sheet: 'a-events.csv',
    isSheetCut: false,
    newest: [],
    notCopied: [],
    withheld: [],
    ambiguousRows: 0,
    ...change,
  };
  return renderIndexHtml({
    controller: 'Acme',
    contact: null,
    regime: disclosure === 'Data' ? 'GDPR' : 'CCPA',
    disclosure,
    language: 'en',
    reference: 'r',
    subjectId: 'ada',
    receivedAt: AT,
    preparedAt: AT,
    window: { from: null, to: null },
    collections: [events],
    sharedDevice: false,
    company: { automatedDecisions: null, transferSafeguards: null, saleOrSharing: null, supervisoryAuthority: null },
  });
}

const text = (page: string): string =>
  page
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page states nothing nobody stated', () => {
  it('says that nobody else is given it only where the company says so', () => {
    expect(text(pageOf({}))).toContain('Given to The company has not stated this; ask it.');
    expect(text(pageOf({ recipients: [] }))).toContain('Given to Nobody else');
    expect(text(pageOf({ recipients: ['Mail Corp'] }))).toContain('Given to Mail Corp');
    const words = 'policy: erase, purpose: p, sourceCategory: s, retention: r';
    const declared = parseDataMap(
      `collections:
  - { name: a, table: a, project: 1, subject: u, ${words} }
  - { name: b, table: b, project: 1, subject: u, recipients: [], ${words} }`,
      {},
    ).collections;
    expect(declared.map(({ recipients }) => recipients)).toEqual([null, []]);
    expect(BUILT_IN_COLLECTIONS.map(({ recipients }) => recipients)).toEqual([null, null, null, null]);
  });

  it('says of a built-in collection what the company has said, and what is presumed', () => {
    const [events] = builtInCollections(new Map(), new Map([['events', { retention: '13 months' }]]));
    expect(events?.presumed).toEqual(['purpose', 'sourceCategory']);
    const page = text(pageOf({ presumed: ['purpose'] }));
    expect(page).toContain('Used for Running the shop (as the software that keeps it presumes; the company has not');
    expect(page).toContain('Kept for 13 months Every');
  });

  it.each(['Categories', 'Sources'] as const)('does not say that every record is in the file of %s', (disclosure) => {
    const page = text(pageOf({ file: 'a-events.x.json', sheet: null }, disclosure));
    expect(page).toContain(`names ${disclosure.toLowerCase()}, not the records`);
    expect(page).not.toContain('Every record');
    expect(page).toContain('a-events.x.json');
  });

  it('shows the newest records of each kind with their times, the newest first, and no more than some', () => {
    const lines = Array.from({ length: 30 }, (_, at) => event('Song played', { song: `number ${at}` }));
    const page = text(pageOf({ rows: 30, newest: table('event', ...lines).newest(20) }));
    expect(page).toContain('The newest 20 of 30');
    expect(page).toContain('9 March 2026 at 10:59');
    expect(page.indexOf('number 29')).toBeLessThan(page.indexOf('number 10'));
    expect(page).not.toContain('number 9 ');
    expect(page).toContain('event Song played');
  });

  it('calls records the newest only where each has a time', () => {
    const undated = new RecordTable('row', ENGLISH);
    for (let at = 0; at < 30; at++) undated.keep(`{"n":${at}}`, null);
    const page = text(pageOf({ rows: 30, isSheetCut: true, newest: undated.newest(20) }));
    expect(page).toContain(' 20 of 30');
    expect(page).toContain('a table for a spreadsheet, 10,000 at the most in');
    expect(page).not.toContain('newest');
  });

  it('shows a property beside the member whose name it has', () => {
    const [bought] = table('event', event('Bought', { event: 'click', 'properties.event': 'x' })).newest(1);
    expect([...(bought?.cells ?? [])]).toEqual([
      ['event', 'Bought'],
      ['distinct_id', 'ada'],
      ['properties.properties.event', 'click'],
      ['properties.event', 'x'],
    ]);
    const profile = { $distinct_id: 'ada', $properties: { $distinct_id: 'other' } };
    const [shown] = table('profile', JSON.stringify(profile)).newest(1);
    expect(shown?.cells.get('$distinct_id')).toBe('ada');
    expect(shown?.cells.get('$properties.$distinct_id')).toBe('other');
  });

  it('says of properties that are not in the export why, and of a record without values that it has none', () => {
    const profile = '{"$distinct_id":"ada","$properties":{"held":true,"tooLarge":true,"bytes":9}}';
    const newest = table('profile', profile).newest(1);
    expect([...(newest[0]?.cells ?? [])].at(-1)).toEqual(['$properties', '(too large to be copied: 9 bytes)']);
    expect(text(pageOf({ newest: table('row', '{"a":null}').newest(1) }))).toContain('nothing is filled in');
    const long = `{"a":"${'x'.repeat(100_000)}"}`;
    expect(text(pageOf({ newest: table('row', long).newest(1) }))).toContain('too long to be shown here');
  });

  it('shows hostile records as text, and never half of a long one', () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const long = `${'x'.repeat(159)}😀${'y'.repeat(5_000)}`;
    const newest = table(
      'row',
      JSON.stringify({ [hostile]: hostile, long, secret: { held: true, disclosed: false } }),
    ).newest(20);
    const page = pageOf({ newest });
    expect(page).not.toMatch(/<script|<img|yyy|\uD83D…/);
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).toContain('(held, not disclosed)');
  });
});

describe('what a built-in collection says of itself', () => {
  it.each(LANGUAGES.filter((language) => language !== 'en'))(
    'has words for every built-in collection: %s',
    (language) => {
      const texts = pageTexts(language);
      const said = BUILT_IN_COLLECTIONS.flatMap(({ title, purpose, sourceCategory, retention }) => {
        return [title, purpose, sourceCategory, retention];
      });
      expect(said.filter((text) => readable(texts, text) === text)).toEqual([]);
    },
  );

  it.each(LANGUAGES)('calls every category of a built-in collection by a name, and no code: %s', (language) => {
    const texts = pageTexts(language);
    const categories = BUILT_IN_COLLECTIONS.flatMap(({ headers }) => headers.map(({ category }) => category));
    expect([...new Set(categories)].filter((each) => readable(texts, each).includes('_'))).toEqual([]);
    expect(readable(texts, 'constructor')).toBe('constructor');
  });
});

describe('the table for a spreadsheet', () => {
  const csvOf = (kept: RecordTable): string => [...kept.csv()].join('');
  const rowsOf = (kept: RecordTable): Record<string, string>[] => parse(csvOf(kept), { bom: true, columns: true });

  it('holds every record with a column a member, times first, digits kept', () => {
    const kept = table(
      'event',
      event('Bought', { price: 3, 'with, comma': 'a "quote"' }),
      `{"event":"Seen","properties":{"time":2,"distinct_id":"ada","big":12345678901234567890,"list":[1,2],"none":null}}`,
    );
    expect(csvOf(kept).startsWith('\uFEFFtime (UTC),event,')).toBe(true);
    expect(rowsOf(kept)).toEqual([
      expect.objectContaining({
        'time (UTC)': AT.toISOString(),
        event: 'Bought',
        price: '3',
        'with, comma': 'a "quote"',
        big: '',
      }),
      expect.objectContaining({ event: 'Seen', big: '12345678901234567890', list: '[1,2]', none: '', price: '' }),
    ]);
  });

  it.each([
    ['=HYPERLINK("http://evil")', `'=HYPERLINK("http://evil")`],
    ['+1+1', `'+1+1`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t'=1`],
    ['\r=1', `'\r'=1`],
    [`x;=cmd|' /C calc'!A0;y`, `x;'=cmd|' /C calc'!A0;y`],
    ['x;"=1', `x;'"=1`],
    ['a\n=1+1', `a\n'=1+1`],
    [`a;${' '.repeat(40)}@b;-5`, `a;'${' '.repeat(40)}@b;-5`],
    [' =1', `' =1`],
    ['＝1', `'＝1`],
    ['-12.5', '-12.5'],
    ['+49', '+49'],
    ['plain', 'plain'],
    ['semi;colon', 'semi;colon'],
  ])('lets no spreadsheet take %j for a formula', (given, shown) => {
    const kept = table('row', JSON.stringify({ a: given, [given]: 'as a heading' }));
    const [heading, cells] = parse(csvOf(kept), { bom: true }) as [string[], string[]];
    expect(cells[1]).toBe(shown);
    expect(heading).toContain(shown);
  });

  it('keeps no line in memory that it does not show', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    const kept = new RecordTable('row', ENGLISH);
    for (let at = 0; at < 1_000; at++) kept.keep(Buffer.alloc(90_000, 97).toString('latin1'), null);
    expect([kept.rows, kept.isCut]).toEqual([44, true]);
    expect(used() - before).toBeLessThan(30_000_000);
    expect(kept.rows).toBe(44);
  });

  it('holds the newest where there are more than a spreadsheet is good for, and says so', () => {
    const kept = new RecordTable('row', ENGLISH);
    for (let at = 0; at < 25_000; at++) kept.keep(`{"n":${at}}`, null);
    expect([kept.rows, kept.isCut, kept.newest(1)[0]?.cells.get('n')]).toEqual([10_000, true, '24999']);
    expect(rowsOf(kept)[0]).toEqual({ n: '15000' });
  });
});
