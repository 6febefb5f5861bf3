import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { renderMonthChart, spanOf } from '../../src/exports/folder/month-chart.js';
import { pageTexts } from '../../src/page-texts/index.js';
import { earliestOf, latestOf } from '../../src/platform/index.js';
import { momentOf } from '../../src/subject-data/store/moments.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';
import { fileOf, readZip } from '../support/zip.js';

/** Type of a time column, what it holds of somebody, and the moments from first to last that this says. */
const COLUMNS: readonly (readonly [type: string, values: readonly string[], from: string | null, to: string | null])[] =
  [
    // As a clock in New York showed the last second of 9999.
    ['timestamptz', ['9999-12-31 23:59:59-05'], '+010000-01-01T04:59:59.000Z', '+010000-01-01T04:59:59.000Z'],
    ['timestamptz', ['294000-01-01Z', '2026-03-09Z'], '2026-03-09T00:00:00.000Z', '+294000-01-01T00:00:00.000Z'],
    ['timestamptz', ['0044-03-15 11:00Z BC', '2026-03-09Z'], '-000043-03-15T11:00:00.000Z', '2026-03-09T00:00:00.000Z'],
    ['timestamptz', ['infinity', '-infinity', '2026-03-09Z'], '2026-03-09T00:00:00.000Z', '2026-03-09T00:00:00.000Z'],
    ['timestamptz', ['infinity'], null, null],
    [
      'timestamp',
      ['294276-12-31 23:59:59', '4714-11-24 BC'],
      '-004713-11-24T00:00:00.000Z',
      '+294276-12-31T23:59:59.000Z',
    ],
    ['date', ['5874897-12-31', '0001-01-01'], '0001-01-01T00:00:00.000Z', '+5874897-12-31T00:00:00.000Z'],
    ['date', ['4714-11-24 BC', '-infinity'], '-004713-11-24T00:00:00.000Z', '-004713-11-24T00:00:00.000Z'],
    ['bigint', ['1772000000', '1773095335078'], '2026-02-25T06:13:20.000Z', '2026-03-09T22:28:55.078Z'],
    ['bigint', ['-86400', '1773095335078315000'], '1969-12-31T00:00:00.000Z', '2026-03-09T22:28:55.078Z'],
    ['bigint', ['9223372036854775807', '-9223372036854775808'], '1677-09-21T00:12:43.145Z', '2262-04-11T23:47:16.854Z'],
    ['integer', ['2147483647', '0'], '1970-01-01T00:00:00.000Z', '2038-01-19T03:14:07.000Z'],
    ['numeric', ['1773095335.078', '1e90', 'NaN'], '2026-03-09T22:28:55.078Z', '2026-03-09T22:28:55.078Z'],
    ['double precision', ['1773095335078', 'Infinity'], '2026-03-09T22:28:55.078Z', '2026-03-09T22:28:55.078Z'],
  ];

const DAY = 86_400_000;
const ZONES = ['Asia/Tokyo', 'America/New_York'];
const named = (at: number) => `times_${String(at)}`;

function dataMap(projectId: number): string {
  const collection = (name: string, time: string) => `
  - { name: ${name}, table: public.${name}, project: ${projectId}, subject: owner, time: ${time}, arrival: ${time}, policy: erase,
      purpose: p, sourceCategory: s, retention: r, headers: { at: { category: other, source: true } } }`;
  const zoned = ZONES.map((zone, at) => collection(`zoned_${String(at)}`, `{ column: at, zone: ${zone} }`));
  return `collections:${COLUMNS.map((_, at) => collection(named(at), 'at')).join('')}${zoned.join('')}`;
}

interface Span {
  readonly collection: string;
  readonly rows: number;
  readonly earliest: string | null;
  readonly latest: string | null;
}
interface Shown {
  readonly status: string;
  readonly subjects: readonly { readonly outcome: string; readonly tallies: readonly Span[] }[];
}

describe('times are what their column says', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, async (sql) => {
      for (const [at, [type, values]] of COLUMNS.entries()) {
        await sql.query(`CREATE TABLE ${named(at)} (owner text, at ${type}); CREATE INDEX ON ${named(at)} (owner)`);
        await sql.query(`INSERT INTO ${named(at)} SELECT 'ada', at::${type} FROM unnest($1::text[]) AS at`, [values]);
      }
      for (const at of ZONES.keys()) {
        const edges = `('ada', '294276-12-31 23:59:59'), ('ada', '4714-11-24 BC'), ('ada', '2026-03-09 12:00'), ('ada', 'infinity')`;
        await sql.query(
          `CREATE TABLE zoned_${String(at)} (owner text, at timestamp); INSERT INTO zoned_${String(at)} VALUES ${edges}`,
        );
      }
    });
    app = await startApp({ database, clock, settings: STEP_BY_STEP, dataMap: dataMap(100_001) });
    project = await createProject(app, 'times');
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  const expected = COLUMNS.map(([, values, earliest, latest], at) => ({
    ...{ collection: named(at), rows: values.length, earliest, latest },
  }));
  const bytes = async (path: string): Promise<Buffer> => {
    const response = await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${project.oauthToken}` } });
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return Buffer.from(await response.arrayBuffer());
  };
  const preview = async (order: object) =>
    client.call<{ collections: Span[] }>('POST', '/api/v1/requests/preview', {
      ...{ projectId: project.projectId, kind: 'export', distinctIds: ['ada'] },
      ...order,
    });
  const isDone = async (id: string, outcome: string) => {
    const { status, body } = await client.call<Shown>('GET', `/api/v1/requests/${id}`);
    expect({ status, ended: body.status, outcome: body.subjects[0]?.outcome }).toEqual({
      status: 200,
      ended: 'SUCCESS',
      outcome,
    });
    for (const form of ['json', 'html'])
      expect((await bytes(`/api/v1/requests/${id}/record.${form}`)).length).toBeGreaterThan(9);
    return body.subjects[0]?.tallies ?? [];
  };

  it('in a preview, for all that is held and for the year before the request', async () => {
    const { status, body } = await preview({});
    expect(status).toBe(200);
    for (const span of expected) expect(body.collections).toContainEqual(expect.objectContaining(span));
    const lastYear = await preview({ regime: 'CCPA', receivedAt: '2026-04-01T00:00:00Z' });
    expect(lastYear.status).toBe(200);
    const within = (at: number) => lastYear.body.collections.find(({ collection }) => collection === named(at))?.rows;
    // What is beyond the year is left out; `infinity`, and a number that is no time, say nothing of the kind.
    expect(expected.map((_, at) => within(at))).toEqual([0, 1, 1, 3, 1, 0, 0, 1, 2, 1, 0, 0, 3, 2]);
  });

  it.each(['Data', 'Categories', 'Sources'])(
    'in an export of %s, its pages and what is shown of it',
    async (disclosure) => {
      const regime = disclosure === 'Data' ? 'GDPR' : 'CCPA';
      const id = await client.open({ kind: 'export', regime, disclosure, distinctIds: ['ada'] });
      await app.application.get(ExportRun, { strict: false }).run(id);
      const tallies = await isDone(id, 'exported');
      const files = await readZip(await bytes(`/api/v1/requests/${id}/download`));
      const [page, about] = ['index.html', 'about.json'].map((name) => fileOf(files, 1, name) ?? '');
      expect(page).toContain('</html>');
      if (disclosure !== 'Data') return;
      for (const span of expected) expect(tallies).toContainEqual({ newRows: 0, ...span });
      const held = (JSON.parse(about ?? '') as { collections: { name: string; held: object }[] }).collections;
      for (const { collection: name, rows: records, earliest: firstAt, latest: lastAt } of expected) {
        expect(held).toContainEqual(expect.objectContaining({ name, held: { records, firstAt, lastAt } }));
      }
      expect(page).toContain('1 January 10000');
      expect(page).toContain('15 March 44 BC to 9 March 2026');
      // In its own words where no ISO text of four digits says it.
      const lines = [...files].filter(([name]) => name.endsWith('.jsonl')).map(([, text]) => text);
      for (const text of [
        '"10000-01-01 04:59:59+00"',
        '"0044-03-15 11:00:00+00 BC"',
        '"infinity"',
        '"5874897-12-31"',
      ]) {
        expect(lines.join('')).toContain(`"at":${text}`);
      }
    },
  );

  it('in a deletion, which takes them all', async () => {
    const id = await client.open({ kind: 'deletion', distinctIds: ['ada'] });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(id);
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    const tallies = await isDone(id, 'erased');
    for (const span of expected) expect(tallies).toContainEqual({ newRows: 0, ...span });
    const tables = [...COLUMNS.keys()].map(named);
    const left = tables.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ');
    const [row] = await withClient(
      app.databaseUrl,
      async (sql) => (await sql.query<{ n: string }>(`SELECT ${left} AS n`)).rows,
    );
    expect(row?.n).toBe('0');
  });

  it.each([
    ['POST', '/api/v1/requests', { receivedAt: '0001-01-01T00:00:00+14:00' }, 'receivedAt'],
    ['POST', '/api/v1/holds', { basis: 'b', until: '9999-12-31T23:59:59-14:00' }, 'until'],
  ])('%s %s takes none that nobody could give back', async (method, path, more, field) => {
    const order = { projectId: project.projectId, distinctIds: ['ada'], ...more };
    const kind = path.endsWith('requests') ? { kind: 'export' } : {};
    const { status, body } = await client.call(method, path, { ...order, ...kind });
    expect({ status, title: body['title'] }).toEqual({
      status: 400,
      title: expect.stringMatching(`^${field}: must .*within the years 1 to 9999`),
    });
  });

  it.each([
    ['openedFrom=0000-01-01T00:00:00Z', 400],
    ['dueUntil=9999-12-31T23:59:59-01:00', 400],
    [`cursor=${Buffer.from('999999999999999 7c1e9a52-4f0b-4d36-9b8e-2f60c5a4d913').toString('base64url')}`, 400],
    ['openedFrom=0001-01-01T00:00:00Z&dueUntil=9999-12-31T23:59:59Z', 200],
  ])('the list asked for %s answers %i', async (query, status) => {
    expect((await client.call('GET', `/api/v1/requests?${query}`)).status).toBe(status);
  });
});

describe('a moment', () => {
  it.each([
    ['2026-03-09 22:28:55.078315+00', '2026-03-09T22:28:55.078Z'],
    ['2026-03-09 22:28:55', '2026-03-09T22:28:55.000Z'],
    ['2026-03-09', '2026-03-09T00:00:00.000Z'],
    ['10000-01-01 04:59:59+00', '+010000-01-01T04:59:59.000Z'],
    ['5874897-12-31', '+5874897-12-31T00:00:00.000Z'],
    ['0001-12-31 00:00:00+00 BC', '0000-12-31T00:00:00.000Z'],
    ['0002-01-01 BC', '-000001-01-01T00:00:00.000Z'],
    // As ClickHouse writes its first and its last.
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
    ['2299-12-31T23:59:59.999999999Z', '2299-12-31T23:59:59.999Z'],
    ['2299-12-31', '2299-12-31T00:00:00.000Z'],
    ['infinity', null],
    ['-infinity', null],
    ['12:00:00', null],
  ])('%s is %s', (written, moment) => {
    expect(momentOf(written)).toBe(moment);
  });

  it('is before or after another, whatever their years', () => {
    const ordered = ['-004713-11-24', '-000043-03-15', '0000-12-31', '2026-03-09', '+010000-01-01', '+5874897-12-31'];
    const shuffled = [3, 0, 5, 1, 4, 2].map((at) => ordered[at] ?? '');
    expect([earliestOf([null, ...shuffled]), latestOf([...shuffled, null])]).toEqual([ordered[0], ordered[5]]);
    expect([earliestOf([]), latestOf([null])]).toEqual([null, null]);
  });

  it('is said as people say it', () => {
    const { day, monthName, period } = pageTexts('en').words;
    expect([day('-000043-03-15T00:00:00.000Z'), day(new Date('2026-03-09T23:59:59Z'))]).toEqual([
      '15 March 44 BC',
      '9 March 2026',
    ]);
    expect([monthName('0000-12'), monthName('+294000-01'), monthName('2026-03')]).toEqual([
      'December 1 BC',
      'January 294000',
      'March 2026',
    ]);
    expect(period('2026-03-09T00:00:00.000Z', '2026-03-09T10:00:00.000Z')).toBe('9 March 2026');
  });

  it('has its place in a chart of months, in no more time than it takes to draw it', () => {
    const months = [
      { month: '-004713-11', rows: 1 },
      { month: '+5874897-12', rows: 2 },
    ];
    const span = spanOf([months]) ?? { first: 0, last: 0 };
    expect(span.last - span.first).toBe((5_874_897 + 4713) * 12 + 1);
    const { source } = renderMonthChart(months, span, 'Visits', pageTexts('en').words);
    expect([source.split('<rect').length - 1, source.includes('NaN'), source.length < 5000]).toEqual([2, false, true]);
  });
});
