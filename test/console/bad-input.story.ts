import type { Browser, Route } from 'playwright-core';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';

const PASSWORD = 'correct horse battery staple';
const IDS = ['<img src=x onerror=alert(1)>', 'معرف-المستخدم\u202E', 'x'.repeat(255)];
const TOMORROW = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

needsProgram('chromium', 'apt-get install chromium')('what goes wrong while somebody works', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let browser: Browser;
  let owner: Reader;
  let number = 0;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp({ settings: STEP_BY_STEP }), openChromium()]);
    project = await createProject(app);
    client = new ApiClient(app, project);
    owner = await Reader.at(browser, app.url);
    await owner.signIn(project.ownerEmail, project.ownerPassword);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const button = (name: string, by = owner) => by.page.getByRole('button', { name, exact: true });
  const dialog = (name: string, by = owner) => by.page.getByRole('dialog', { name, exact: true });
  const deletion = () => client.open({ kind: 'deletion', distinctIds: [`nobody-${(number += 1)}`] });
  const startDenial = async (id: string): Promise<void> => {
    await owner.open(`/requests/${id}`);
    await button('Deny').click();
    await dialog('Deny').getByLabel('Unfounded or excessive').check();
    await dialog('Deny').getByLabel('Note for the record').fill('The third in a week');
  };

  it('a role that is taken away says who may go on, and loses nothing of a form', async () => {
    const email = 'admin@example.com';
    const { id } = await joinApp(app.application, project.organizationId, { email, role: 'admin', password: PASSWORD });
    const admin = await Reader.signedIn(browser, app.url, { email, password: PASSWORD });
    await admin.open('/requests/new/export');
    const ids = admin.page.getByRole('textbox', { name: 'distinct_id of each person' });
    await ids.fill('ada');
    await app.prisma.member.updateMany({ where: { userId: id }, data: { role: 'member' } });
    await button('Show the preview', admin).click();
    await admin.page.getByText('ask an owner for the role').waitFor();
    expect(await ids.inputValue()).toBe('ada');
    expect(await app.prisma.request.count()).toBe(0);
    await admin.close();
  });

  it('a session that ends while a denial is written keeps what was written', async () => {
    const id = await deletion();
    await startDenial(id);
    await app.prisma.session.deleteMany({});
    await dialog('Deny').getByRole('button', { name: 'Deny' }).click();
    const again = dialog('Your session has ended');
    await again.getByRole('textbox', { name: 'Password' }).fill(project.ownerPassword);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await again.waitFor({ state: 'hidden' });
    expect(await dialog('Deny').getByLabel('Note for the record').inputValue()).toBe('The third in a week');
    await dialog('Deny').getByRole('button', { name: 'Deny' }).click();
    await owner.page.getByText('The request was denied.').waitFor();
    expect(await client.show(id)).toMatchObject({ status: 'DENIED', denialCode: 'excessive' });
  });

  it('a connection that is lost on the way decides nothing twice, and keeps what was written', async () => {
    const id = await deletion();
    await startDenial(id);
    const lost = (route: Route) => route.abort();
    await owner.page.route('**/deny', lost);
    await dialog('Deny').getByRole('button', { name: 'Deny' }).click();
    await dialog('Deny').getByText('There is no connection to Habeas. What you typed is still here.').waitFor();
    expect(await owner.violationsHere()).toEqual([]);
    expect((await client.show(id)).status).toBe('PENDING');
    await owner.page.unroute('**/deny', lost);
    const sent: string[] = [];
    owner.page.on('request', (request) => void sent.push(`${request.method()} ${request.url()}`));
    await dialog('Deny').getByRole('button', { name: 'Deny' }).dblclick();
    await owner.page.getByText('The request was denied.').waitFor();
    expect(sent.filter((each) => each.endsWith('/deny'))).toHaveLength(1);
    owner.page.removeAllListeners('request');
  });

  it('two who click at once place one hold a person, whose ids are shown as text and stand nowhere else', async () => {
    const { page } = owner;
    await owner.open('/holds');
    await page.getByRole('textbox', { name: 'Ids of the people, one a line' }).fill(IDS.join('\n'));
    await page.getByRole('textbox', { name: 'Why they must not be erased' }).fill('Litigation');
    await page.getByLabel('Until the end of').fill(TOMORROW);
    await button('Place a hold').dblclick();
    await page.getByText('3 holds were placed.').waitFor();
    expect(await app.prisma.hold.count()).toBe(3);
    const table = page.getByRole('table', { name: 'In force' });
    for (const id of IDS) await table.getByText(id, { exact: true }).waitFor();
    for (const id of IDS) expect(await owner.tracesOf(id)).toEqual([]);
    expect(await owner.violationsHere()).toEqual([]);
    expect(await owner.tooWide(['/holds'])).toEqual([]);
  });

  it.each([
    ['an image', 'people.png', '\x89PNG\r\n\x1a\n', 'That is not a text file.'],
    ['an empty file', 'people.csv', '', 'There is no id in that file.'],
    ['a file of which no column is the ids', 'people.csv', 'a;b\n1;2\n', 'It is not clear which column holds the ids'],
  ])('people on hold are not read from %s, which is told at once', async (_case, name, content, words) => {
    await owner.open('/holds');
    const buffer = Buffer.from(content, 'latin1');
    await owner.page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await owner.page.getByText(words).waitFor();
  });

  it('nothing of it made the browser complain', () => {
    expect(owner.complaints).toEqual([]);
  });
});
