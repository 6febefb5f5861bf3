import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { loadSampleData, SAMPLE } from '../../src/demo/sample-data/sample-data.js';
import { IngestStore } from '../../src/subject-data/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { createTestDatabase } from '../support/database.js';
import { needsProgram } from '../support/needs-program.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { KEPT_MAP, KEPT_TABLES, leaveDuties } from './duties-fixture.js';

const PAGES = {
  overview: '/',
  requests: '/requests',
  'new-deletion': '/requests/new/deletion',
  find: '/people',
  retention: '/retention',
  duties: '/duties',
  project: '/projects',
  profile: '/profile',
};

/** What is chosen on a page before its picture is taken. */
const CHOSEN: Readonly<Record<string, (reader: Reader) => Promise<unknown>>> = {
  duties: ({ page }) => page.getByLabel('State', { exact: true }).selectOption(''),
};

/** Where the pictures of docs/console.md go: `HABEAS_SCREENSHOTS=docs/images/console`, else a folder of this run. */
const FOLDER = process.env['HABEAS_SCREENSHOTS'] ?? mkdtempSync(join(tmpdir(), 'habeas-screenshots-'));
const FITS = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 320, height: 720 };

needsProgram('chromium', 'apt-get install chromium')('the pictures of the console', () => {
  let app: TestApp;
  let project: TestProject;
  let browser: Browser;
  let exportId = '';

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(KEPT_TABLES));
    const starting = startApp({ database, dataMap: KEPT_MAP, settings: { DELETION_GRACE: '24h' } });
    [app, browser] = await Promise.all([starting, openChromium()]);
    project = await createProject(app, 'corner-coffee');
    await loadSampleData(app.application.get(IngestStore), project.projectId, new Date());
    mkdirSync(FOLDER, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('shows requests in their states, as a year of work leaves them', async () => {
    const client = new ApiClient(app, project);
    exportId = await client.open({ kind: 'export', distinctIds: [SAMPLE.regular.distinctId], reference: 'DSR-2031' });
    await client.open({
      kind: 'export',
      regime: 'CCPA',
      disclosure: 'Categories',
      distinctIds: [SAMPLE.regular.distinctId],
    });
    await client.open({ kind: 'deletion', distinctIds: ['nobody-of-ours'], reference: 'DSR-2032' });
    await until('the export', async () => (await client.show(exportId)).status === 'SUCCESS');
    await leaveDuties(app, project, client);
  });

  it.each([
    ['light', WIDE, 'light'],
    ['dark', WIDE, 'dark'],
    ['narrow', NARROW, 'light'],
  ] as const)('takes them %s', async (name, viewport, colorScheme) => {
    const reader = await Reader.at(browser, app.url, { viewport, colorScheme, reducedMotion: 'reduce' });
    await reader.signIn(project.ownerEmail, project.ownerPassword);
    for (const [page, path] of Object.entries({ ...PAGES, request: `/requests/${exportId}` })) {
      await reader.open(path);
      await CHOSEN[page]?.(reader);
      await reader.page.waitForLoadState('networkidle');
      await until(`${page} to fit`, () => reader.page.evaluate<boolean>(FITS), 5_000);
      const picture = await reader.page.screenshot({ animations: 'disabled' });
      writeFileSync(join(FOLDER, `${page}-${name}.png`), picture);
    }
    expect(reader.complaints).toEqual([]);
    await reader.close();
  });
});
