import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { fileOf, readZip } from '../support/zip.js';

const HOSTILE = '<img src=x onerror=alert(1)>\u202E';
const LONG = 'x'.repeat(255);
const LANGUAGES = ['en', 'de'] as const;
const NARROW = { width: 320, height: 640 };
const BEYOND = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const HEADING = { en: /holds about you$/, de: /über Sie gespeichert hat$/ };

needsProgram('chromium', 'apt-get install chromium')('the pages a person is given', () => {
  const clock = new TestClock();
  const folder = mkdtempSync(join(tmpdir(), 'habeas-pages-'));
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let browser: Browser;
  let reader: Reader;
  const records: string[] = [];

  beforeAll(async () => {
    const settings = { ...STEP_BY_STEP, DELETION_GRACE: '0s', SWEEP_SCHEDULE: '* * * * * *' };
    [app, browser] = await Promise.all([startApp({ clock, settings }), openChromium()]);
    project = await createProject(app);
    client = new ApiClient(app, project);
    for (const id of [HOSTILE, LONG]) {
      await client.engage([{ $distinct_id: id, $set: { $email: 'ada@example.com', [`note ${LONG}`]: HOSTILE } }]);
      await client.importEvents([
        { event: LONG, properties: { time: 1_760_000_000, distinct_id: id, $insert_id: '1', path: HOSTILE } },
        { event: 'Song played', properties: { time: 1_765_000_000, distinct_id: id, $insert_id: '2' } },
      ]);
    }
    reader = await Reader.at(browser, app.url);
    await reader.signIn(project.ownerEmail, project.ownerPassword);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });

  /** The page of an export as it lies on a person's disk. */
  async function exported(language: string, distinctId: string): Promise<string> {
    const id = await client.open({ kind: 'export', distinctIds: [distinctId], language });
    records.push(`/api/v1/requests/${id}/record.html`);
    await service(ExportRun).run(id);
    const address = `${app.url}/api/v1/requests/${id}/download`;
    const zip = await fetch(address, { headers: { authorization: `Bearer ${project.oauthToken}` } });
    const page = fileOf(await readZip(Buffer.from(await zip.arrayBuffer())), 1, 'index.html') ?? '';
    const path = join(folder, `${id}.html`);
    writeFileSync(path, page);
    return pathToFileURL(path).href;
  }

  /** What is wrong with a page for somebody who uses a telephone, the dark, a keyboard or a screen reader. */
  async function troubles(address: string): Promise<string[]> {
    const { page } = reader;
    await page.goto(address);
    const wrong = await reader.violationsHere();
    const before = page.viewportSize();
    await page.setViewportSize(NARROW);
    const beyond = await page.evaluate<number>(BEYOND);
    if (beyond > 0) wrong.push(`${beyond} pixels wider than a telephone`);
    if (before !== null) await page.setViewportSize(before);
    return wrong.map((each) => `${address}: ${each}`);
  }

  it.each(LANGUAGES)('of an export are read by everybody, in the language asked for: %s', async (language) => {
    for (const id of [HOSTILE, LONG]) {
      const address = await exported(language, id);
      expect(await troubles(address)).toEqual([]);
      await reader.page.getByRole('heading', { level: 1, name: HEADING[language] }).waitFor();
      expect(await reader.page.getByText(id, { exact: true }).first().isVisible()).toBe(true);
    }
  });

  it('are gone through by their table of contents, with the keyboard alone', async () => {
    const { page } = reader;
    await page.goto(await exported('en', HOSTILE));
    const contents = page.getByRole('navigation', { name: 'On this page' });
    expect(await contents.getByRole('link').count()).toBeGreaterThan(4);
    await page.keyboard.press('Tab');
    for (let presses = 0; presses < 20; presses += 1) {
      if ((await page.locator(':focus').innerText()) === 'What you may do') break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/#rights$/);
    expect(await page.locator(':target').innerText()).toBe('What you may do');
  });

  it('are printed without what one clicks, in dark colours too', async () => {
    const { page } = reader;
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(await exported('en', HOSTILE));
    expect(await page.getByRole('navigation', { includeHidden: true }).isVisible()).toBe(false);
    const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(paper).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: null, colorScheme: null });
  });

  it('of a completion record are read by everybody, of exports and of deletions, in each language', async () => {
    const id = await client.open({ kind: 'deletion', distinctIds: [HOSTILE], language: 'de' });
    await service(DeletionStaging).stage(id);
    clock.forward(5_000);
    await sweepPastNeighbours(app, clock);
    expect((await client.show(id)).status).toBe('SUCCESS');
    records.push(`/api/v1/requests/${id}/record.html`, `/api/v1/requests/${id}/record.html?language=en`);
    for (const path of records) expect(await troubles(path)).toEqual([]);
    await reader.page.goto(`/api/v1/requests/${id}/record.html`);
    await reader.page.getByRole('heading', { level: 1, name: 'Antrag auf Löschung' }).waitFor();
    await reader.page.getByText('Unterschrieben ist der Bericht auf Englisch').waitFor();
    await reader.page.goto('/download/none');
    await reader.page.getByRole('heading', { level: 1, name: 'This link does not work' }).waitFor();
    expect(await troubles('/download/none')).toEqual([]);
  });

  it('run no script, ask no network, and leave the browser nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
    const asked = reader.addresses.filter((address) => !/^(file|data):/.test(address) && !address.startsWith(app.url));
    expect(asked).toEqual([]);
  });
});
