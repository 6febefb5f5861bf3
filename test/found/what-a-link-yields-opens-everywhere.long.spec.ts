import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { ExportRun } from '../../src/exports/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';
import { fileOf, manifestIn, readZip } from '../support/zip.js';

const HOUR = 3_600_000;
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

/** Names and texts, read from the front on without the directory at the end, as Java's ZipInputStream and others do. */
function streamed(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = 0;
  while (zip.readUInt32LE(at) === 0x04034b50) {
    // No descriptor, no Zip64.
    expect([zip.readUInt16LE(at + 6) & 8, zip.readUInt16LE(at + 28)]).toEqual([0, 0]);
    const name = at + 30;
    const content = name + zip.readUInt16LE(at + 26);
    const end = content + zip.readUInt32LE(at + 18);
    const text = inflateRawSync(zip.subarray(content, end));
    expect([text.length, crc32(text)]).toEqual([zip.readUInt32LE(at + 22), zip.readUInt32LE(at + 14)]);
    files.set(zip.toString('latin1', name, content), text.toString());
    at = end;
  }
  return files;
}

describe('what a link yields opens everywhere', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'habeas-link-'));
    app = await startApp({ clock, settings: STEP_BY_STEP });
    project = await createProject(app);
    client = new ApiClient(app, project);
    await client.importEvents(
      Array.from({ length: 400 }, (_, at) => ({
        event: 'Song played',
        properties: {
          time: 1_770_000_000 + at,
          distinct_id: at < 399 ? 'ada' : 'bea',
          $insert_id: `e${at}`,
          text: 'x'.repeat(900),
        },
      })),
    );
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  const run = (id: string) => app.application.get(ExportRun, { strict: false }).run(id);
  async function exported(...distinctIds: string[]): Promise<string> {
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds });
    await run(id);
    return id;
  }
  async function linkTo(id: string): Promise<string> {
    const path = `/api/app/data-retrievals/v3.0/${id}?token=${project.projectToken}`;
    const { results } = (await client.call<{ results: { results: string } }>('GET', path)).body;
    return app.url + new URL(results.results).pathname;
  }
  const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
  const download = (id: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api/v1/requests/${id}/download`, {
      headers: { authorization: `Bearer ${project.oauthToken}`, ...headers },
    });

  it('every entry is a file at the top, under a name no other export has, and a reader of streams can read it', async () => {
    const [one, other] = [await exported('ada', 'bea'), await exported('ada', 'bea')];
    const zips = [await bytesOf(await fetch(await linkTo(one))), await bytesOf(await fetch(await linkTo(other)))];
    const names = (await Promise.all(zips.map(readZip))).flatMap((files) => [...files.keys()]);
    expect(names.filter((name) => name.includes('/'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    const files = streamed(zips[0] as Buffer);
    expect(fileOf(files, 1, 'events.jsonl')?.length).toBeGreaterThan(1 << 18);
    expect(files).toEqual(await readZip(zips[0] as Buffer));
    const page = fileOf(files, 1, 'index.html') ?? '';
    for (const [, link = ''] of page.matchAll(/href="([^"#]+)"/g)) expect([...files.keys()]).toContain(link);
    expect(JSON.parse(manifestIn(files)).request).toBe(one);
  });

  it('unpacked by other programs into one folder, exports leave each other whole', async () => {
    const ids = [await exported('ada'), await exported('ada')];
    const programs: [string, (zip: string, into: string) => void][] = [
      ['/usr/bin/unzip', (zip, into) => void execFileSync('/usr/bin/unzip', ['-qqn', zip, '-d', into])],
      ['/usr/bin/python3', (zip, into) => void execFileSync('/usr/bin/python3', ['-m', 'zipfile', '-e', zip, into])],
    ];
    for (const [program, unpack] of programs.filter(([path]) => existsSync(path))) {
      const into = mkdtempSync(join(directory, 'unpacked-'));
      for (const id of ids) {
        const zip = join(directory, `${id}.zip`);
        writeFileSync(zip, await bytesOf(await fetch(await linkTo(id))));
        unpack(zip, into);
      }
      const found = readdirSync(into, { withFileTypes: true });
      expect([program, found.every((each) => each.isFile())]).toEqual([program, true]);
      expect(found.filter(({ name }) => name.endsWith('events.jsonl'))).toHaveLength(2);
    }
  });

  it('/api/v1 gives a folder a person, whose name tells the request too', async () => {
    const id = await exported('ada', 'bea');
    const names = [...(await readZip(await bytesOf(await download(id)))).keys()];
    const short = id.slice(-12);
    const folders = new Set(names.filter((name) => name.includes('/')).map((name) => name.split('/')[0]));
    expect([...folders]).toEqual([`subject-${short}-0001`, `subject-${short}-0002`]);
    expect(names.filter((name) => !name.includes('/'))).toEqual([`${short}-manifest.json`]);
  });

  it('a download that broke off is resumed, and begun anew where the file is another one since', async () => {
    const id = await exported('ada');
    const link = await linkTo(id);
    const whole = await fetch(link);
    const bytes = await bytesOf(whole);
    const tag = whole.headers.get('etag') ?? '';
    expect([whole.headers.get('accept-ranges'), whole.headers.get('content-length')]).toEqual([
      'bytes',
      String(bytes.length),
    ]);
    const head = await fetch(link, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.headers.get('etag')]).toEqual([
      200,
      String(bytes.length),
      tag,
    ]);
    const rest = await fetch(link, { headers: { range: 'bytes=5000-', 'if-range': tag } });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([
      206,
      `bytes 5000-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(await bytesOf(rest)).toEqual(bytes.subarray(5000));
    const middle = await download(id, { range: 'bytes=10-19' });
    expect([middle.status, (await bytesOf(middle)).length]).toEqual([206, 10]);
    const other = await fetch(link, { headers: { range: 'bytes=5000-', 'if-range': '"another"' } });
    expect([other.status, await bytesOf(other)]).toEqual([200, bytes]);
    const behind = await fetch(link, { headers: { range: `bytes=${bytes.length}-` } });
    expect([behind.status, behind.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    expect([behind.headers.get('content-type'), behind.headers.get('content-disposition')]).toEqual([
      expect.stringContaining('application/problem+json'),
      null,
    ]);
    expect(await behind.json()).toMatchObject({ status: 416, code: 'range-unsatisfiable' });
    expect((await fetch(link, { headers: { range: 'bytes=0-1,5-6' } })).status).toBe(200);
  });

  it('an expired link shows people a page, and programs a problem', async () => {
    const link = await linkTo(await exported('ada'));
    clock.forward(2 * HOUR);
    const page = await fetch(link, { headers: BROWSER });
    expect([page.status, page.headers.get('content-type')]).toEqual([410, expect.stringContaining('text/html')]);
    expect(await page.text()).toContain('This link has expired');
    const problem = await fetch(link);
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
    expect([problem.status, await problem.json()]).toEqual([410, expect.objectContaining({ code: 'link-expired' })]);
    const forged = await fetch(`${app.url}/download/nobody.signed.this`, { headers: BROWSER });
    expect([forged.status, (await forged.text()).includes('This link does not work')]).toEqual([401, true]);
  });

  describe('a file that is missing or damaged', () => {
    const told: string[] = [];
    beforeAll(() => {
      const error = (message: string): void => void told.push(message);
      app.application.useLogger({ log: () => undefined, warn: () => undefined, error });
    });
    const stored = (id: string): string => {
      const folder = join(app.dataDirectory, 'artifacts', id);
      return join(folder, readdirSync(folder)[0] ?? '');
    };
    const faultIn = async (id: string) => ((await client.show(id))['artifact'] as { fault: string | null }).fault;

    it.each(['missing', 'damaged'] as const)('is known before the first byte where it is %s', async (fault) => {
      const id = await exported('ada');
      expect(await faultIn(id)).toBeNull();
      if (fault === 'missing') rmSync(stored(id));
      else writeFileSync(stored(id), readFileSync(stored(id)).subarray(0, -7));
      for (const answer of [await fetch(await linkTo(id)), await download(id)]) {
        expect([answer.status, await answer.json()]).toEqual([
          410,
          expect.objectContaining({ code: `artifact-${fault}` }),
        ]);
      }
      const page = await fetch(await linkTo(id), { headers: BROWSER });
      expect([page.status, page.headers.get('content-type')]).toEqual([410, expect.stringContaining('text/html')]);
      expect(await faultIn(id)).toBe(fault);
      expect(told.filter((line) => line.includes(id) && line.includes(`artifact-${fault}`))).toHaveLength(3);
      expect((await client.show(id))['looks']).toEqual([]);
    });

    it('is known at its first piece where a bit is wrong, and breaks the connection where a later one is', async () => {
      const id = await exported('ada');
      const bytes = readFileSync(stored(id));
      bytes[40] = (bytes[40] as number) ^ 1;
      writeFileSync(stored(id), bytes);
      expect((await download(id)).status).toBe(410);

      const two = await exported('ada', 'bea');
      const sound = await bytesOf(await download(two));
      const looks = (await client.show(two))['looks'];
      const whole = readFileSync(stored(two));
      whole[whole.length - 20] = (whole[whole.length - 20] as number) ^ 1;
      writeFileSync(stored(two), whole);
      const broken = await fetch(await linkTo(two));
      expect(broken.status).toBe(200);
      await expect(broken.arrayBuffer()).rejects.toThrow();
      expect(told.at(-1)).toContain(two);
      const header = sound.lastIndexOf('PK\x03\x04', sound.indexOf('-0002/'), 'latin1');
      const content = header + 30 + sound.readUInt16LE(header + 26);
      const resumed = await download(two, { range: `bytes=${content}-` });
      expect([resumed.status, resumed.headers.get('content-disposition')]).toEqual([410, null]);
      expect(await resumed.json()).toMatchObject({ code: 'artifact-damaged' });
      expect((await client.show(two))['looks']).toEqual(looks);
    });
  });
});
