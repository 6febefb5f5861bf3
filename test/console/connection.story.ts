import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';

const GONE = 'There is no connection to Habeas. What you typed is still here.';

needsProgram('chromium', 'apt-get install chromium')('a connection that is gone', () => {
  let open: OpenConsole;
  let client: ApiClient;
  /** Everything but questions that the page has sent, as `POST /api/v1/sweeps`. */
  const sent: string[] = [];

  beforeAll(async () => {
    // The sweep comes at night: what waits for it waits for the owner.
    open = await openConsole({ settings: { SWEEP_SCHEDULE: '0 2 * * *', DELETION_GRACE: '0s' } });
    client = new ApiClient(open.app, open.project);
    open.owner.page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
  });
  afterAll(() => open.close());

  const page = () => open.owner.page;
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const link = (name: string) => page().getByRole('link', { name, exact: true });
  const heading = (name: string) => page().getByRole('heading', { level: 1, name });
  const isOffline = (offline: boolean) => page().context().setOffline(offline);
  const saysThatItIsGone = () => page().getByText(GONE).first().waitFor();

  it('is told in a list, which goes on by itself when there is one again', async () => {
    await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['nobody'] });
    await open.owner.open('/requests');
    await isOffline(true);
    await page().getByLabel('Law', { exact: true }).selectOption('GDPR');
    await saysThatItIsGone();
    expect(await open.owner.violationsHere()).toEqual([]);
    await isOffline(false);
    await page().getByText(GONE).first().waitFor({ state: 'detached' });
    await page()
      .getByRole('link', { name: /^Export/ })
      .first()
      .waitFor();
  });

  it('is told on the page of a request, beside what was known before', async () => {
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['nobody'] });
    await open.owner.open(`/requests/${id}`);
    const status = page().getByRole('region', { name: 'Status', exact: true });
    await status.waitFor();
    await isOffline(true);
    await saysThatItIsGone();
    expect(await status.isVisible()).toBe(true);
    await isOffline(false);
    await page().getByText(GONE).first().waitFor({ state: 'detached' });
  });

  it('starts no sweep that was given up, neither at once nor when it is there again', async () => {
    const id = await client.open({ kind: 'deletion', regime: 'CCPA', distinctIds: ['cleo'] });
    await until('the deletion to wait for the sweep', async () => (await client.show(id)).waitingFor === 'sweep');
    await open.owner.open('/');
    await button('Sweep now').click();
    const dialog = page().getByRole('dialog', { name: 'Start the sweep now?' });
    await dialog.waitFor();
    await isOffline(true);
    await dialog.getByRole('button', { name: 'Erase now' }).click();
    await dialog.getByText(GONE).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    sent.length = 0;
    await isOffline(false);
    await link('Requests').click();
    await page()
      .getByRole('link', { name: `Deletion ${id.slice(0, 8)}` })
      .waitFor();
    expect(sent).toEqual([]);
    expect(await open.app.prisma.auditEntry.count({ where: { action: 'sweep.ordered' } })).toBe(0);
    expect((await client.show(id)).waitingFor).toBe('sweep');
  });

  it('keeps what was typed into a form, and sends it when somebody says so again', async () => {
    await open.owner.open('/requests/new/export');
    const ids = page().getByRole('textbox', { name: 'distinct_id of each person' });
    await ids.fill('ada');
    await isOffline(true);
    await button('Show the preview').click();
    await page().getByText('The connection was lost').waitFor();
    expect(await ids.inputValue()).toBe('ada');
    sent.length = 0;
    await isOffline(false);
    await button('Show the preview').click();
    await page().getByRole('heading', { name: 'Preview' }).waitFor();
    expect(sent).toEqual(['POST /api/v1/requests/preview']);
  });

  it('takes no more than the page that cannot be fetched', async () => {
    await open.owner.open('/requests');
    await isOffline(true);
    await link('Projects').click();
    await heading('This page cannot be shown').waitFor();
    await page().getByText('There is no connection to Habeas. Try again once there is.').waitFor();
    expect(await open.owner.violationsHere()).toEqual([]);
    await button('Try again').click();
    await page().getByText('There is no connection to Habeas. Try again once there is.').waitFor();
    await page().getByRole('navigation', { name: 'Main' }).waitFor();
    await isOffline(false);
    await button('Try again').click();
    await heading('Projects').waitFor();
  });
});
