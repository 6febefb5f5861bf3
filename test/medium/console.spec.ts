import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';

// A short walk; the whole of the console is gone through by the stories (`npm run test:console`).
needsProgram('chromium', 'apt-get install chromium')('the console in a browser', () => {
  let open: OpenConsole;
  let owner: Reader;

  beforeAll(async () => {
    open = await openConsole();
    ({ owner } = open);
  });
  afterAll(() => open.close());

  it('lets its owner in, and shows the overview', async () => {
    expect(await owner.page.title()).toBe('Overview · Habeas');
    await owner.page
      .getByRole('region', { name: 'Open by deadline' })
      .getByRole('img')
      .locator('svg')
      .first()
      .waitFor();
    expect(await owner.violations()).toEqual([]);
  });

  it('shows a request, and follows it to its end', async () => {
    const id = await new ApiClient(open.app, open.project).open({ kind: 'export', distinctIds: ['ada'] });
    await owner.open(`/requests/${id}`);
    const status = owner.page.getByRole('region', { name: 'Status', exact: true });
    // On a machine that did much else its end was once not there after a minute.
    await status.getByText('The file is finished and was read back.').waitFor({ timeout: 150_000 });
    expect(await owner.violations()).toEqual([]);
  });

  it('leaves the browser nothing to complain about', () => {
    expect(owner.complaints).toEqual([]);
  });
});
