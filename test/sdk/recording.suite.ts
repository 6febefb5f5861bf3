import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { TestProject } from '../support/app.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';
import { readZip } from '../support/zip.js';
import { startClickHouse, type TestClickHouse } from '../clickhouse/clickhouse.js';
import type { KeptBatch } from './kept.js';
import { Scene } from './scene.js';
import type { Visit } from './visit.js';

const STORES = ['PostgreSQL', 'ClickHouse'] as const;
const ADA = 'ada@example.com';
const RECORDING = `return mixpanel.get_session_recording_properties().$mp_replay_id ?? null`;
const SCREEN_HEADING = `document.querySelector('#screen iframe')?.contentDocument?.querySelector('h1')?.textContent ?? ''`;
/** Longer than the ten seconds after which a recorder sends. */
const PATIENCE = 60_000;

const withChromium = needsProgram('chromium', 'apt-get install chromium');
for (const store of STORES)
  withChromium(`recordings of the SDK for browsers, unmodified, in ${store}`, () => {
    let scene: Scene;
    let clickHouse: TestClickHouse | null = null;
    let project: TestProject;
    let visit: Visit;

    beforeAll(async () => {
      if (store === 'ClickHouse') clickHouse = await startClickHouse();
      scene = await Scene.open(clickHouse === null ? {} : { settings: { CLICKHOUSE_URL: clickHouse.url } });
    });
    afterAll(async () => {
      await scene?.close();
      await clickHouse?.stop();
    });
    beforeEach(async () => {
      project = await scene.project();
      visit = await scene.visit(project);
    });
    afterEach(() => visit.end());

    const batches = async (): Promise<KeptBatch[]> => {
      if (clickHouse === null) return scene.kept.batches(project.projectId);
      const rows = await clickHouse.engine().query<Omit<KeptBatch, 'recording'> & { readonly bytes: string }>(
        `SELECT sent_distinct_id AS sentDistinctId, replay_id AS replayId, seq, events, encoding, base64Encode(recording) AS bytes
       FROM subject_data.session_replays FINAL WHERE project_id = ${project.projectId} ORDER BY replay_id, seq`,
      );
      return rows.map(({ bytes, ...row }) => ({ ...row, recording: Buffer.from(bytes, 'base64') }));
    };
    const links = async () => {
      if (clickHouse === null) return (await scene.kept.links(project.projectId)).length;
      const from = `subject_data.identity_links FINAL WHERE project_id = ${project.projectId}`;
      const [row] = await clickHouse
        .engine()
        .query<{ links: string }>(`SELECT toString(count()) AS links FROM ${from}`);
      return Number(row?.links);
    };
    const batchOf = (id: (sent: string) => boolean) =>
      until(
        'a batch of the recording',
        async () => (await batches()).find(({ sentDistinctId }) => id(sentDistinctId)),
        PATIENCE,
      );
    const ended = async (kind: 'export' | 'deletion') => {
      const api = scene.api(project);
      const id = await api.open({ kind, regime: 'GDPR', distinctIds: [ADA] });
      await until(`the end of the ${kind}`, async () => /SUCCESS|FAILURE/.test((await api.show(id)).status));
      expect(await api.show(id)).toMatchObject({ status: 'SUCCESS' });
      return id;
    };

    /** What the screen of a recording shows at its end, on somebody's disk and without a network. */
    async function played(page: string) {
      const folder = mkdtempSync(join(tmpdir(), 'habeas-played-'));
      const file = join(folder, 'recording.html');
      writeFileSync(file, page);
      const context = await scene.browser.newContext({ offline: true });
      const reader = await context.newPage();
      const [complaints, asked]: [string[], string[]] = [[], []];
      reader.on('pageerror', (error) => complaints.push(error.message));
      reader.on('requestfinished', (request) => {
        if (!/^(?:file|data|about|blob):/.test(request.url())) asked.push(request.url());
      });
      try {
        await reader.goto(pathToFileURL(file).href);
        await reader.getByRole('button', { name: 'Play' }).click();
        const position = reader.getByRole('slider', { name: 'Position' });
        const most = Number(await position.getAttribute('max'));
        await position.fill(String(most - (most % 1_000)));
        const heading = await until('the recorded page to be on the screen', async () => {
          const text = await reader.evaluate<string>(SCREEN_HEADING);
          return text === '' ? null : text;
        });
        return { heading, complaints, asked };
      } finally {
        await context.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }

    it('of nobody and then of a user come in, are handed over as the user’s in a page that plays without a network, and go with them', async () => {
      await scene.change(project, { recordSessions: 100 });
      await visit.start({ record_sessions_percent: 100, record_mask_all_text: false });
      await visit.page.getByLabel('Search').fill('shoes');
      await batchOf((id) => id.startsWith('$device:'));
      const replayId = await visit.run(RECORDING);
      await visit.run(`mixpanel.identify('${ADA}')`);
      await visit.page.getByRole('button', { name: 'Buy' }).click();
      await batchOf((id) => id === ADA);
      await visit.run('return mixpanel.stop_session_recording()');
      await visit.settled();

      const kept = await batches();
      expect(new Set(kept.map((batch) => batch.replayId))).toEqual(new Set([replayId]));
      expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, at) => at));
      expect(kept.map(({ encoding }) => encoding)).toEqual(kept.map(() => 'gzip'));
      const events = kept.map(({ recording }) => JSON.parse(gunzipSync(recording).toString('utf8')) as RrwebEvent[]);
      expect(events.map(({ length }) => length)).toEqual(kept.map((batch) => batch.events));
      expect(events[0]?.map(({ type }) => type).slice(0, 2)).toEqual([4, 2]);
      expect(JSON.stringify(events)).toContain('A shop');
      expect(JSON.stringify(events)).not.toContain('shoes');
      expect(visit.complaints).toEqual([]);

      const exportId = await ended('export');
      const { url, token } = { url: scene.app.url, token: project.oauthToken };
      const download = await fetch(`${url}/api/v1/requests/${exportId}/download`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const files = await readZip(Buffer.from(await download.arrayBuffer()));
      expect([...files.values()].filter((text) => text.includes(String(replayId)))).not.toEqual([]);
      const [, page = ''] = [...files].find(([name]) => name.endsWith('-recording-0001.html')) ?? [];
      expect(await played(page)).toEqual({ heading: 'A shop', complaints: [], asked: [] });
      const { subjects } = await scene.api(project).show(exportId);
      expect(subjects[0]).toMatchObject({
        tallies: expect.arrayContaining([
          expect.objectContaining({ collection: 'session_replays', rows: kept.length }),
        ]),
      });

      await ended('deletion');
      expect(await batches()).toEqual([]);
      expect(await links()).toBe(0);
    }, 120_000);

    it('begin where the project says so, and do not where it records nothing, whatever the page says', async () => {
      await scene.change(project, { recordSessions: 100 });
      await visit.start({ remote_settings_mode: 'fallback', record_sessions_percent: 0 });
      await until('the recording to begin', async () => (await visit.run(RECORDING)) !== null, 10_000);
      await visit.run('return mixpanel.stop_session_recording()');
      await visit.settled();

      await scene.change(project, { recordSessions: 0, lookUpPlaces: false });
      const another = await scene.visit(project);
      await another.start({ remote_settings_mode: 'fallback', record_sessions_percent: 100 });
      await until(
        'the settings',
        async () => (await another.run(`return mixpanel.get_config('ip') === false`)) === true,
      );
      await another.settled();
      expect(await another.run(RECORDING)).toBeNull();
      expect(another.sent.filter(({ path }) => path === '/record')).toEqual([]);
      expect([visit.complaints, another.complaints]).toEqual([[], []]);
      await another.end();
    });
  });

interface RrwebEvent {
  readonly type: number;
}
