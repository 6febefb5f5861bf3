import { openConsole, type OpenConsole } from '../support/console-browser.js';
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
  let open: OpenConsole;

  beforeAll(async () => {
    open = await openConsole();
  });
  afterAll(() => open.close());

  it('lets its owner in', async () => {
    expect(await open.owner.page.title()).toBe('Overview · Habeas');
  });

  it.each(PAGES)('shows %s without a complaint of the browser, readable by everybody', async (path) => {
    await open.owner.open(path);
    expect(await open.owner.violations()).toEqual([]);
    expect(open.owner.complaints).toEqual([]);
  });
});
