import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ListedRecording } from '../../src/exports/folder/subject-statement.js';
import { PersonRecordings } from '../../src/exports/recordings/person-recordings.js';
import type { RecordedEvent } from '../../src/exports/recordings/recorded-event.js';
import type { Language } from '../../src/platform/index.js';
import type { StoredRow } from '../../src/subject-data/index.js';
import { BEGAN, change, FolderInMemory, picture, storedRow, streamed } from './recordings-fixture.js';

const everything = (): boolean => false;
const link = {
  type: 2,
  id: 9,
  tagName: 'link',
  attributes: { rel: 'preconnect', href: 'https://away.example' },
  childNodes: [],
};

interface Written {
  readonly files: ReadonlyMap<string, string>;
  readonly listed: readonly ListedRecording[];
  readonly rows: readonly StoredRow[];
}

async function written(
  rows: readonly StoredRow[],
  { language = 'en', isWithheld = everything }: { language?: Language; isWithheld?: (name: string) => boolean } = {},
): Promise<Written> {
  const recordings = new PersonRecordings(isWithheld, language, new AbortController().signal);
  const passed: StoredRow[] = [];
  for (const row of rows) passed.push(await recordings.pass(row));
  const folder = new FolderInMemory();
  const listed = await recordings.write(streamed(rows), folder, 'session_replays.jsonl');
  return { files: folder.files, listed, rows: passed };
}

function eventsIn(page: string): RecordedEvent[] {
  const elements = [...page.matchAll(/<script type="application\/gzip" class="events">([^<]*)<\/script>/g)];
  return elements.flatMap(([, base64 = '']) => {
    return JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString('utf8')) as RecordedEvent[];
  });
}

const seconds = (page: string): number[] => eventsIn(page).map(({ timestamp }) => (timestamp - BEGAN) / 1_000);
const pageOf = ({ files }: Written, name = 'recording-0001.html'): string => files.get(name) ?? '';

describe('a page that plays a recording', () => {
  const whole = [storedRow(0, [...picture(0), change(4_000, { source: 5 })]), storedRow(1, [change(11_000)])];

  it('holds the events of all its batches, and the script that plays them', async () => {
    const page = pageOf(await written(whole));
    expect(seconds(page)).toEqual([0, 0, 4, 11]);
    expect(page).toContain('rrwebReplay');
    expect(page).toContain('Permission is hereby granted, free of charge');
    expect(page).toContain('<title>Your session of 9 March 2026 at 10:00</title>');
    expect(page).toContain('href="3f2a-0001-index.html"');
    expect(page).toContain('href="3f2a-0001-session_replays.jsonl"');
  });

  it('may execute its own scripts, and load nothing', async () => {
    const page = pageOf(await written(whole));
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
    const hashes = scripts.map((script) => createHash('sha256').update(script, 'utf8').digest('base64'));
    expect(scripts).toHaveLength(2);
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; script-src ${hashes.map((hash) => `'sha256-${hash}'`).join(' ')}; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toContain('sourceMappingURL=replay');
    expect(page).not.toMatch(/<(?:link|img|iframe|source|object|embed)\b/);
  });

  it('tells what happened without a script, in the language asked for', async () => {
    const english = pageOf(await written(whole));
    expect(english).toMatch(
      /2026-03-09 10:00:00<\/td>\s*<td><bdi>https:\/\/shop\.example\/<\/bdi><\/td>\s*<td>1 entry<\/td>/,
    );
    const german = pageOf(await written(whole, { language: 'de' }));
    expect(german).toContain('<html lang="de">');
    expect(german).toContain('Ihre Sitzung vom 9. März 2026 um 10:00 Uhr');
    expect(german).toMatch(/<td>1 Eingabe<\/td>/);
    expect(german).not.toMatch(/Your session|What happened|1 entry/);
  });

  it('begins with the next whole picture, where those before are not of the person, and says so', async () => {
    const page = pageOf(await written([storedRow(3, [change(30_000), ...picture(34_000), change(35_000)])]));
    expect(seconds(page)).toEqual([34, 34, 35]);
    expect(page).toContain('3 pieces of this recording are not here');
    expect(page).toContain('so it is played from 9 March 2026 at 10:00 on');
  });

  it('leaves out what follows a missing piece, until the next whole picture', async () => {
    const rows = [0, 2, 3].map((seq) => storedRow(seq, seq === 2 ? [change(20_000)] : picture(seq * 10_000)));
    const page = pageOf(await written(rows));
    expect(seconds(page)).toEqual([0, 0, 30, 30]);
    expect(page).toContain('1 piece of this recording is not here');
  });

  it.each([
    ['half a gzip', gzipSync(JSON.stringify(picture(0))).subarray(0, 30)],
    ['no gzip', Buffer.from('not a recording')],
    ['no events', Buffer.from('{"video":"AAAA"}')],
  ])('is a plain account where nothing can be played: %s', async (_, payload) => {
    const result = await written([storedRow(0, payload)]);
    const page = pageOf(result);
    expect(page).toContain('1 piece of this recording could not be read');
    expect(page).toContain('Nothing here can be played');
    expect(page).toContain('https://shop.example/cart');
    expect(page).not.toContain('<script');
    expect(result.listed).toMatchObject([{ isPartly: true, isPlayed: false }]);
  });

  it('leads nowhere, whatever was recorded', async () => {
    const [meta, snapshot] = picture(0);
    const hostile = { ...snapshot, data: { node: { type: 0, id: 1, childNodes: [link] } } } as RecordedEvent;
    const page = pageOf(await written([storedRow(0, [meta as RecordedEvent, hostile, change(1)])]));
    expect(JSON.stringify(eventsIn(page))).not.toContain('away.example');
    expect(JSON.stringify(eventsIn(page))).toContain('preconnect');
  });

  it('shows hostile text as text, wherever it stands', async () => {
    const text = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
    const properties = JSON.stringify({ $current_url: text, $os: text });
    const page = pageOf(await written([storedRow(0, picture(0, text), { properties, replay_id: text })]));
    expect(page).not.toContain('<img');
    expect(page.match(/alert\(1\)/g)?.length).toBeGreaterThan(2);
    expect(page).not.toContain('<script>alert');
  });

  it('is written where something is nested deeper than JSON can be written, without that', async () => {
    const deep = `[${JSON.stringify(picture(10_000)[0])},{"type":2,"timestamp":${BEGAN + 10_000},"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`;
    const page = pageOf(
      await written([storedRow(0, picture(0)), storedRow(1, gzipSync(deep)), storedRow(2, picture(20_000))]),
    );
    expect(seconds(page)).toEqual(expect.arrayContaining([0, 20]));
  });
});

describe('the recordings of a person', () => {
  it('have a page each, numbered by their times, and are listed so', async () => {
    const one = { replay_id: 'b', sent_distinct_id: 'ada' };
    const rows = [storedRow(6, picture(60_000), { replay_id: 'a' }), storedRow(0, picture(0), one)];
    const { files, listed } = await written(rows);
    expect([...files.keys()].sort()).toEqual(['recording-0001.html', 'recording-0002.html']);
    expect(listed.map(({ startedAt, pages }) => [startedAt, pages])).toEqual([
      ['2026-03-09T10:00:00.000Z', ['3f2a-0001-recording-0001.html']],
      ['2026-03-09T10:01:00.000Z', ['3f2a-0001-recording-0002.html']],
    ]);
    expect(listed[0]).toMatchObject({
      devices: ['Mac OS X, web'],
      addresses: ['https://shop.example/'],
      isPartly: false,
    });
  });

  it('stand for programs as the events themselves, under the ids they were sent under', async () => {
    const { rows } = await written([storedRow(0, picture(0)), storedRow(1, Buffer.from('none'))]);
    expect(rows.map(({ columns }) => columns['distinct_id'])).toEqual(['$device:one', '$device:one']);
    expect(rows.map(({ columns }) => 'sent_distinct_id' in columns)).toEqual([false, false]);
    expect(JSON.parse(rows[0]?.columns['recording'] as string)).toEqual(picture(0));
    expect([rows[0], rows[1]].map((row) => row?.json.has('recording'))).toEqual([true, false]);
    expect(rows[1]?.columns['recording']).toEqual(Buffer.from('none'));
  });

  it('are listed without a page where what was recorded is not disclosed', async () => {
    const { files, listed, rows } = await written([storedRow(0, picture(0))], {
      isWithheld: (name) => ['recording', '$os'].includes(name),
    });
    expect([...files.keys()]).toEqual([]);
    expect(listed).toMatchObject([{ pages: [], addresses: ['https://shop.example/cart'], devices: ['web'] }]);
    expect(rows[0]?.json.has('recording')).toBe(false);
  });

  it('are cut into parts that lead to each other, each with a whole picture', async () => {
    // Twelve megabytes of JSON each.
    const filler = 'x'.repeat(12 << 20);
    const rows = [0, 1, 2].map((seq) => {
      return storedRow(seq, [change(seq * 10_000, { filler }), ...picture(seq * 10_000 + 5_000)]);
    });
    const result = await written(rows);
    expect([...result.files.keys()]).toEqual(['recording-0001-part-1.html', 'recording-0001-part-2.html']);
    const [first, second] = [...result.files.values()] as [string, string];
    expect(seconds(first)).toEqual([5, 5, 10, 15, 15, 20, 25, 25]);
    expect(seconds(second)).toEqual([25, 25]);
    expect(first).toContain('href="3f2a-0001-recording-0001-part-2.html"');
    expect(second).toContain('Part 2 of 2');
    expect(result.listed[0]?.pages).toHaveLength(2);
  });

  it('are written batch by batch, with one in hand at a time', async () => {
    const recordings = new PersonRecordings(everything, 'en', new AbortController().signal);
    const rows = Array.from({ length: 50 }, (_, seq) => storedRow(seq, picture(seq * 10_000)));
    for (const row of rows) await recordings.pass(row);
    let [asked, most, pieces] = [0, 0, 0];
    async function* counted(): AsyncGenerator<StoredRow> {
      for (const row of rows) {
        asked += 1;
        yield row;
      }
    }
    const write = async (_: string, content: AsyncIterable<string> | Iterable<string>): Promise<void> => {
      for await (const piece of content) {
        if (piece.includes('class="events"')) pieces += 1;
        most = Math.max(most, asked - pieces);
      }
    };
    await recordings.write(counted(), { nameOf: (file) => file, write }, 'session_replays.jsonl');
    expect([asked, pieces, most]).toEqual([50, 50, 1]);
  });

  it('are given up with the export', async () => {
    const given = new AbortController();
    const recordings = new PersonRecordings(everything, 'en', given.signal);
    await recordings.pass(storedRow(0, picture(0)));
    given.abort(new Error('revoked'));
    const folder = new FolderInMemory();
    await expect(recordings.write(streamed([storedRow(0, picture(0))]), folder, 'x')).rejects.toThrow('revoked');
  });
});
