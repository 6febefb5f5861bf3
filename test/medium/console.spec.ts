import type { Browser } from 'playwright-core';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';

const PAGES = [
  '/',
  '/requests',
  '/requests/new/export',
  '/people',
  '/holds',
  '/approvals',
  '/members',
  '/projects',
  '/profile',
];

needsProgram('chromium', 'apt-get install chromium')('the console in a browser', () => {
  let app: TestApp;
  let project: TestProject;
  let browser: Browser;
  let reader: Reader;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), openChromium()]);
    project = await createProject(app);
    reader = await Reader.at(browser, app.url);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('lets its owner in', async () => {
    await reader.signIn(project.ownerEmail, project.ownerPassword);
    expect(await reader.page.title()).toBe('Overview · Habeas');
  });

  it.each(PAGES)('shows %s without a complaint of the browser, readable by everybody', async (path) => {
    await reader.open(path);
    expect(await reader.violations()).toEqual([]);
    expect(reader.complaints).toEqual([]);
  });
});
