import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { ExportRun } from '../../src/exports/index.js';
import { IngestStore } from '../../src/subject-data/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { recordingBatch } from '../support/recording-batches.js';
import { openShop, recordVisit, type RecordedShop, type TestEvent } from '../support/recorded-shop.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { readZip } from '../support/zip.js';

const NARROW = { width: 320, height: 640 };
const BEYOND = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** What is on the recorded screen. */
const SCREEN = `document.querySelector('#screen iframe')?.contentDocument`;
const ENTRY = `${SCREEN}?.querySelector('#name')?.value ?? ''`;
const HEADING = `${SCREEN}?.querySelector('h1')?.textContent ?? ''`;
/** What the policy and the frame of the recorded page refuse is said by the browser. */
const REFUSED = /Content Security Policy|sandboxed/;

needsProgram('chromium', 'apt-get install chromium')('a recording that a person is given', () => {
  const folder = mkdtempSync(join(tmpdir(), 'habeas-recordings-'));
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let browser: Browser;
  let shop: RecordedShop;
  let visit: [TestEvent[], TestEvent[]];
  let connectedBefore = 0;

  beforeAll(async () => {
    [app, browser, shop] = await Promise.all([startApp({ clock, settings: STEP_BY_STEP }), openChromium(), openShop()]);
    project = await createProject(app);
    client = new ApiClient(app, project);
    visit = await recordVisit(browser, shop);
    connectedBefore = shop.connections();
    await store('ada', 'replay-of-ada', visit);
    await store('ben', 'replay-of-ben', [visit[0], visit[1]], [1]);
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** `only`: the batches that are kept, by their numbers. */
  async function store(
    distinctId: string,
    replayId: string,
    batches: readonly TestEvent[][],
    only = [0, 1],
  ): Promise<void> {
    const kept = batches.flatMap((events, seq) => {
      const startedAt = new Date(events[0]?.timestamp ?? 0);
      return only.includes(seq) ? [recordingBatch({ distinctId, replayId, seq, events, startedAt })] : [];
    });
    await app.application.get(IngestStore, { strict: false }).writeRecordings(project.projectId, kept);
  }

  /** The files of an export as they lie on a person's disk, by the ends of their names. */
  async function exported(distinctId: string, language = 'en'): Promise<(name: string) => string> {
    const id = await client.open({ kind: 'export', distinctIds: [distinctId], language });
    await app.application.get(ExportRun, { strict: false }).run(id);
    const address = `${app.url}/api/v1/requests/${id}/subjects/0/download`;
    const zip = await fetch(address, { headers: { authorization: `Bearer ${project.oauthToken}` } });
    const files = await readZip(Buffer.from(await zip.arrayBuffer()));
    for (const [path, text] of files) writeFileSync(join(folder, path.split('/').at(-1) ?? ''), text);
    return (name) => {
      const path = [...files.keys()].find((each) => each.endsWith(`-${name}`)) ?? 'none';
      return pathToFileURL(join(folder, path.split('/').at(-1) ?? '')).href;
    };
  }

  /** A browser with what it has asked for beside the files on the disk, save what the policy of the page has kept it from. */
  async function opened(options: BrowserContextOptions = {}): Promise<{ reader: Reader; asked: string[] }> {
    const reader = await Reader.at(browser, app.url, options);
    const asked: string[] = [];
    const isAway = (address: string) => !/^(?:file:.*\/habeas-recordings-|data:|about:)/.test(address);
    reader.page.on('requestfinished', (request) => isAway(request.url()) && asked.push(request.url()));
    reader.page.on('requestfailed', (request) => {
      if (isAway(request.url()) && request.failure()?.errorText !== 'csp') asked.push(request.url());
    });
    return { reader, asked };
  }

  /** Asked of the page again and again: its own policy lets nobody put a question into it. */
  async function shows({ page }: Reader, what: string, text: string): Promise<void> {
    await until(`"${text}" on the screen`, async () => (await page.evaluate<string>(what)) === text);
  }

  async function play(reader: Reader): Promise<void> {
    await reader.page.getByRole('button', { name: 'Play' }).click();
    await shows(reader, ENTRY, 'Ada of the story');
    await reader.page.getByRole('slider', { name: 'Position' }).fill(await last(reader));
    await shows(reader, HEADING, 'The cart of the story');
  }

  async function last({ page }: Reader): Promise<string> {
    const position = page.getByRole('slider', { name: 'Position' });
    const [most, step] = [Number(await position.getAttribute('max')), 1_000];
    return String(most - (most % step));
  }

  it('is found on the page that says what is held, and played without a network', async () => {
    const { reader, asked } = await opened({ offline: true });
    const file = await exported('ada');
    await reader.page.goto(file('index.html'));
    await reader.page.getByText('The recordings').waitFor();
    await reader.page.getByRole('link', { name: /recording-0001\.html$/ }).click();
    await reader.page.getByRole('heading', { level: 1, name: /^Your session of/ }).waitFor();
    await play(reader);
    expect(asked).toEqual([]);
    expect(reader.complaints.filter((complaint) => !REFUSED.test(complaint))).toEqual([]);
    await reader.close();
  });

  it('asks nothing of the website it shows, and executes nothing of it, where there is a network', async () => {
    const { reader, asked } = await opened();
    const file = await exported('ada');
    await reader.page.goto(file('recording-0001.html'));
    await play(reader);
    expect(await reader.page.title()).toMatch(/^Your session of/);
    expect(
      await reader.page.evaluate(`[...document.querySelectorAll('iframe')].map((frame) => frame.sandbox.value)`),
    ).toEqual(['allow-same-origin']);
    expect(asked).toEqual([]);
    expect(shop.connections()).toBe(connectedBefore);
    await reader.close();
  });

  it('keeps its styles, as far as they were recorded', async () => {
    const { reader } = await opened();
    const file = await exported('ada');
    await reader.page.goto(file('recording-0001.html'));
    await shows(reader, HEADING, 'The shop of the story');
    const colour = await reader.page.evaluate(`getComputedStyle(${SCREEN}.querySelector('h1')).color`);
    expect(colour).toBe('rgb(10, 20, 30)');
    await reader.close();
  });

  it('is played from the next whole picture on where its beginning is not of the person, and says so', async () => {
    const { reader } = await opened();
    const file = await exported('ben');
    await reader.page.goto(file('recording-0001.html'));
    await reader.page.getByText('1 piece of this recording is not here').waitFor();
    await shows(reader, HEADING, 'The cart of the story');
    expect(await reader.page.evaluate(`(${SCREEN}).body.textContent`)).not.toContain('The shop of the story');
    await reader.close();
  });

  it.each(['en', 'de'])(
    'is read and played by everybody, with a keyboard, in the dark and on a telephone: %s',
    async (language) => {
      const { reader } = await opened();
      const { page } = reader;
      const file = await exported('ada', language);
      await page.goto(file('recording-0001.html'));
      const toggle = page.getByRole('button', { name: /^(?:Play|Abspielen)$/ });
      await toggle.waitFor();
      expect(await reader.violationsHere()).toEqual([]);
      await page.setViewportSize(NARROW);
      expect(await page.evaluate<number>(BEYOND)).toBeLessThanOrEqual(0);
      // Nothing on the recorded screen takes the keyboard: behind the way back come the controls.
      await page.getByRole('link').first().focus();
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.id')).toBe('toggle');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^(?:Pause|Anhalten)$/ }).waitFor();
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.id')).toBe('position');
      await page.keyboard.press('Home');
      expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toMatch(/^0:0\d \/ \d+:\d\d$/);
      await reader.close();
    },
  );

  it('tells what happened where no script may run', async () => {
    const { reader } = await opened({ javaScriptEnabled: false });
    const file = await exported('ada');
    await reader.page.goto(file('recording-0001.html'));
    await reader.page.getByRole('cell', { name: `${shop.url}/cart` }).waitFor();
    await reader.page.getByText('Where no script may run').waitFor();
    expect(await reader.page.getByRole('button').count()).toBe(0);
    await reader.close();
  });
});
