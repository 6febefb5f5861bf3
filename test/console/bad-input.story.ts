import type { Browser, Route } from 'playwright-core';
import { MembersService } from '../../src/access/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';

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
    await owner.page.getByText('The request was denied.', { exact: true }).waitFor();
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
    await owner.page.getByText('The request was denied.', { exact: true }).waitFor();
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

  describe('a role that is taken away while a page is open', () => {
    const saysRole = 'You are a member of acme now, and may not do this any more.';
    let admin: Reader;
    let adminId: string;
    let email: string;
    const members = () => app.application.get(MembersService, { strict: false });

    beforeEach(async () => {
      email = `admin-${(number += 1)}@example.com`;
      const joining = { email, role: 'admin', password: PASSWORD } as const;
      adminId = (await joinApp(app.application, project.organizationId, joining)).id;
      admin = await Reader.signedIn(browser, app.url, joining);
    });
    afterEach(async () => {
      expect(admin.complaints).toEqual([]);
      await admin.close();
    });

    const demote = () => members().changeRole('operator', project.organizationId, adminId, 'member');
    const remove = () => members().remove('operator', project.organizationId, adminId);
    const people = () => admin.page.getByRole('textbox', { name: 'Ids of the people, one a line' });

    it('keeps what was typed for a request, and sends nothing', async () => {
      const before = await app.prisma.request.count();
      await admin.open('/requests/new/export');
      const ids = admin.page.getByRole('textbox', { name: 'distinct_id of each person' });
      await ids.fill('ada\nbob');
      await demote();
      await button('Show the preview', admin).click();
      await admin.page.getByText(saysRole).waitFor();
      expect(await ids.inputValue()).toBe('ada\nbob');
      expect(await button('Show the preview', admin).isDisabled()).toBe(true);
      expect(await admin.violationsHere()).toEqual([]);
      expect(await app.prisma.request.count()).toBe(before);
    });

    it('keeps what was typed for a hold, also of somebody who was removed from the organization', async () => {
      const before = await app.prisma.hold.count();
      await admin.open('/holds');
      await people().fill('ada');
      await admin.page.getByRole('textbox', { name: 'Why they must not be erased' }).fill('Litigation');
      await admin.page.getByLabel('Until the end of').fill(TOMORROW);
      await remove();
      await button('Place a hold', admin).click();
      await admin.page.getByText('You do not belong to acme any more.').waitFor();
      expect(await people().inputValue()).toBe('ada');
      expect(await button('Place a hold', admin).isDisabled()).toBe(true);
      expect(await app.prisma.hold.count()).toBe(before);
    });

    it('keeps what was typed for an opt-out', async () => {
      await admin.open('/opt-outs');
      await people().fill('ada');
      await demote();
      await button('Opt out', admin).click();
      await admin.page.getByText(saysRole).waitFor();
      expect(await people().inputValue()).toBe('ada');
      expect(await button('Opt out', admin).isDisabled()).toBe(true);
      expect(await app.prisma.privacyChoice.count()).toBe(0);
    });

    it('keeps the settings of a project as they were typed, until one goes on with what one may see', async () => {
      await admin.open(`/projects/${project.projectId}`);
      const name = admin.page.getByRole('textbox', { name: 'Name', exact: true });
      await name.fill('Another name');
      await demote();
      await button('Save', admin).click();
      await admin.page.getByText(saysRole).waitFor();
      expect(await name.inputValue()).toBe('Another name');
      expect(await button('Save', admin).isDisabled()).toBe(true);
      await button('Show what I may see now', admin).click();
      await admin.page.getByText('You are a member of this organization.').waitFor();
      expect(await name.count()).toBe(0);
    });

    it('is told on a page for owners to one who is an admin now', async () => {
      await members().changeRole('operator', project.organizationId, adminId, 'owner');
      await admin.open('/sign-in-domains');
      await admin.page.getByRole('textbox', { name: 'Domain' }).fill('example.com');
      await members().changeRole('operator', project.organizationId, adminId, 'admin');
      await button('Allow', admin).click();
      await admin.page.getByText('You are an admin of acme now, and no owner.').waitFor();
      expect(await admin.page.getByRole('textbox', { name: 'Domain' }).inputValue()).toBe('example.com');
      expect(await button('Allow', admin).isDisabled()).toBe(true);
    });
  });

  describe.each([
    ['people on hold', '/holds', 500],
    ['people who opt out', '/opt-outs', 2000],
  ] as const)('a file of %s', (_people, path, limit) => {
    const lines = () => owner.page.getByRole('textbox', { name: 'Ids of the people, one a line' });
    const choose = (content: string | Buffer, name = 'people.csv') => {
      const buffer = typeof content === 'string' ? Buffer.from(content) : content;
      return owner.page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    };
    beforeEach(() => owner.open(path));

    it('is asked about where its first line may be a name', async () => {
      await choose('Kennung\nada-1\nada-2\n');
      await owner.page.getByText('Is the first line a name, or an id?').waitFor();
      expect(await lines().inputValue()).toBe('');
      expect(await owner.violationsHere()).toEqual([]);
      await button('It is the name of the column').click();
      await until('the ids', async () => (await lines().inputValue()) === 'ada-1\nada-2');
      await choose('Kennung\nada-1\nada-2\n', 'again.csv');
      await button('It is an id').click();
      await until('the ids', async () => (await lines().inputValue()) === 'Kennung\nada-1\nada-2');
    });

    it('is asked about where it has several columns', async () => {
      await choose('colour;whose\nblue;u-1\n');
      await owner.page.getByLabel('Column of the ids').selectOption('2');
      await button('Use this column').click();
      await button('It is the name of the column').click();
      await until('the id', async () => (await lines().inputValue()) === 'u-1');
    });

    it('is read without what a spreadsheet has spoilt, whose lines are named', async () => {
      await choose('distinct_id\nada\n1.2E+15\n#N/A\nbo\u0001b\n');
      for (const [fault, line] of [
        ['An id that a spreadsheet has shortened', '3'],
        ['An error value of a spreadsheet', '4'],
        ['An id with a control character', '5'],
      ] as const) {
        const told = owner.page.getByRole('listitem').filter({ hasText: fault });
        expect(await told.textContent()).toMatch(new RegExp(`line ${line}$`));
      }
      await owner.page.getByText('These lines were left out of the text above').waitFor();
      expect(await lines().inputValue()).toBe('ada');
    });

    it('is not needed to find what was pasted from a spreadsheet', async () => {
      await lines().fill('ada\n1.2E+15');
      const told = owner.page.getByRole('listitem').filter({ hasText: 'An id that a spreadsheet has shortened' });
      expect(await told.textContent()).toMatch(/line 2$/);
    });

    it.each([
      ['UTF-16', Buffer.from('\ufeffdistinct_id\r\n\u00e4d\u00e4\r\n', 'utf16le')],
      ['Windows-1252', Buffer.from('distinct_id\r\n\u00e4d\u00e4\r\n', 'latin1')],
    ])('is read in %s', async (_encoding, content) => {
      await choose(content);
      await until('the id', async () => (await lines().inputValue()) === '\u00e4d\u00e4');
    });

    it.each([
      ['an image', '\x89PNG\r\n\x1a\n', 'The file is an image.'],
      ['a spreadsheet', 'PK\x03\x04', 'The file is a spreadsheet'],
      ['empty', '', 'The file is empty'],
    ])('is told to be %s', async (_kind, content, words) => {
      await choose(Buffer.from(content, 'latin1'));
      await owner.page.getByText(words).waitFor();
      expect(await lines().inputValue()).toBe('');
    });

    it('is told to name too many, and is not taken over', async () => {
      await choose(Array.from({ length: limit + 1 }, (_, at) => `id-${at}`).join('\n'));
      await owner.page.getByText('Too many ids').waitFor();
      expect(await lines().inputValue()).toBe('');
    });

    it('is dropped on the page', async () => {
      const dataTransfer = await owner.page.evaluateHandle(
        "(() => { const data = new DataTransfer(); data.items.add(new File(['distinct_id\\nada'], 'people.csv')); return data; })()",
      );
      await owner.page.locator('input[type="file"]').locator('xpath=..').dispatchEvent('drop', { dataTransfer });
      await until('the id', async () => (await lines().inputValue()) === 'ada');
    });
  });

  it('nothing of it made the browser complain', () => {
    expect(owner.complaints).toEqual([]);
  });
});
