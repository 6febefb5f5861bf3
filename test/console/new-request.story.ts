import type { Browser, Route } from 'playwright-core';
import { ProjectsService } from '../../src/access/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';

const OPENED = /#\/requests\/[0-9a-f-]{36}$/;
const PEOPLE = ['ada', 'ben', 'cleo', 'dora', 'emil'];
const HOSTILE = '<img src=x onerror=alert(1)>\u202e';

const FITS = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';

needsProgram('chromium', 'apt-get install chromium')('a request is opened in the console', () => {
  let app: TestApp;
  let project: TestProject;
  let browser: Browser;
  let reader: Reader;

  beforeAll(async () => {
    [app, browser] = await Promise.all([
      startApp({ settings: { ROLE: 'api', DELETION_GRACE: '24h' } }),
      openChromium(),
    ]);
    project = await createProject(app);
    const client = new ApiClient(app, project);
    await client.engage([
      ...PEOPLE.map((id) => ({ $distinct_id: id, $set: { $email: `${id}@Example.com`, customer: id.length } })),
      { $distinct_id: HOSTILE, $set: { club: 'chess' } },
    ]);
    await client.importEvents(
      PEOPLE.map((id, at) => ({
        event: 'Song played',
        properties: { time: 1_760_000_000 + at, distinct_id: id, $insert_id: `story-${at}` },
      })),
    );
    reader = await Reader.at(browser, app.url);
    await reader.signIn(project.ownerEmail, project.ownerPassword);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });
  beforeEach(() => app.prisma.request.count().then((count) => void (before = count)));
  let before = 0;

  const set = (settings: object) =>
    app.application.get(ProjectsService).change('operator', project.projectId, settings);
  const field = (label: string) => reader.page.getByLabel(label, { exact: true });
  const button = (name: string) => reader.page.getByRole('button', { name, exact: true });
  const says = (text: string | RegExp) => reader.page.getByText(text).first().waitFor();
  const title = (name: string) => reader.page.getByRole('heading', { name, exact: true }).waitFor();

  async function start(kind: 'export' | 'deletion'): Promise<void> {
    // From elsewhere, so that the form is a new one.
    await reader.open('/profile');
    await reader.open(`/requests/new/${kind}`);
    await field('Project').waitFor();
  }

  async function type(...ids: string[]): Promise<void> {
    await reader.page.getByRole('textbox', { name: 'distinct_id of each person' }).fill(ids.join('\n'));
  }

  async function choose(name: string, content: string | Buffer): Promise<void> {
    await reader.page.getByLabel('I have a file (CSV)').check();
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
    await reader.page.getByLabel('File of ids (CSV)').setInputFiles(file);
  }

  async function preview(): Promise<void> {
    await button('Show the preview').click();
    await title('Preview');
  }

  /** The request that was opened since the test began, and that there is no other. */
  async function opened() {
    await reader.page.waitForURL(OPENED);
    expect(await app.prisma.request.count()).toBe(before + 1);
    const request = await app.prisma.request.findFirstOrThrow({ orderBy: { openedAt: 'desc' } });
    expect(reader.page.url()).toContain(request.id);
    return request;
  }

  it('as an export of ids that were typed, once, however often one clicks', async () => {
    await start('export');
    expect(await reader.violations()).toEqual([]);
    await type('ada', 'nobody', 'ada', HOSTILE);
    await says('3 ids of 2,000 at the most; 1 came again and counts once.');
    await reader.page.getByLabel('Reference').fill('TICKET-7');
    await reader.page.getByLabel('Received on').fill('2026-03-02');
    await preview();
    await says('Unknown ids');
    await says('Unknown: nothing is held under this id.');
    await reader.page.getByRole('rowheader', { name: 'Events' }).waitFor();
    await reader.page.getByText('<img src=x').first().waitFor();
    expect(await reader.violations()).toEqual([]);
    await button('Open the export').dblclick();
    const request = await opened();
    expect(request).toMatchObject({ kind: 'export', regime: 'GDPR', subjectCount: 3, reference: 'TICKET-7' });
    expect(reader.page.url()).not.toContain('ada');
  });

  it('as a deletion of people in a file, who are counted by hand, and which waits for a second person', async () => {
    await set({ approvalCount: 1 });
    await start('deletion');
    await choose('people.csv', 'plan;Distinct ID\r\nPro;ben\r\nPro;cleo\r\n');
    await says('2 ids of 500 at the most.');
    expect(await reader.violations()).toEqual([]);
    await preview();
    await says('Waits for a second person');
    await says('above 1 people');
    const count = reader.page.getByLabel('Type the number of people (2) to confirm');
    await count.fill('3');
    await button('Open the deletion').click();
    await says('That is another number. It is about 2 people.');
    expect(await app.prisma.request.count()).toBe(before);
    await count.fill('2');
    await button('Open the deletion').click();
    expect(await opened()).toMatchObject({ kind: 'deletion', subjectCount: 2, approvalNeeded: true });
    await set({ approvalCount: null });
  });

  it('with what the project requires, under the law of California, and with a deletion to follow', async () => {
    await set({ requiredReceipt: ['channel', 'verification'] });
    await start('export');
    await reader.page.getByLabel('CCPA (California)').check();
    await reader.page.getByLabel('The data itself').waitFor();
    await reader.page.getByLabel('Delete these people afterwards').check();
    await type('dora');
    await button('Show the preview').click();
    expect(await reader.page.evaluate(`document.activeElement.getAttribute('maxlength')`)).toBe('60');
    await reader.page.getByLabel('Channel').fill('phone');
    await reader.page.getByLabel('How the person was verified').fill('account');
    await preview();
    await reader.page.getByLabel('Type the number of people (1) to confirm').fill('1');
    await button('Open the export').click();
    await reader.page.waitForURL(OPENED);
    const rows = await app.prisma.request.findMany({ orderBy: { openedAt: 'desc' }, take: 2 });
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['deletion', 'export']);
    expect(rows[0]).toMatchObject({ regime: 'CCPA', channel: 'phone' });
    await set({ requiredReceipt: [] });
  });

  it('not twice for one person: what is in a deletion already is named, with the way to it', async () => {
    await start('deletion');
    await type('dora', 'emil');
    await preview();
    await reader.page.getByLabel('Type the number of people (2) to confirm').fill('2');
    await button('Open the deletion').click();
    await says('Already in a deletion');
    await reader.page.getByRole('link', { name: 'Open deletion 1' }).waitFor();
    expect(await reader.violations()).toEqual([]);
    await button('Back to the form').click();
    expect(await reader.page.getByRole('textbox', { name: 'distinct_id of each person' }).inputValue()).toBe(
      'dora\nemil',
    );
  });

  it.each<[string, string, string | Buffer, string]>([
    ['a spreadsheet', 'people.xlsx', Buffer.from('PK\x03\x04 xl/workbook.xml', 'latin1'), 'The file is a spreadsheet'],
    ['an image', 'people.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'The file is an image'],
    ['an empty file', 'people.csv', '', 'The file is empty'],
    ['a header and nothing else', 'people.csv', 'distinct_id\n', 'The file is empty'],
    [
      'one line too many',
      'people.csv',
      Array.from({ length: 2001 }, (_, at) => `id-${at}`).join('\n'),
      '2,001 ids, and one request may name 2,000 at the most',
    ],
  ])('not from %s, which is told before it is sent', async (_case, name, content, words) => {
    await start('export');
    const sent: string[] = [];
    const note = (request: { url(): string }) => void sent.push(request.url());
    reader.page.on('request', note);
    await choose(name, content);
    await says(words);
    await button('Show the preview').click();
    reader.page.off('request', note);
    expect(sent.filter((url) => url.includes('/api/v1/requests'))).toEqual([]);
    expect(await reader.violations()).toEqual([]);
  });

  it('not with a line that is no id: it is named by its number, here and by the API', async () => {
    await start('export');
    await choose('people.csv', 'distinct_id\nada\n\n1.2E+15\n');
    await says('An id that a spreadsheet has shortened, as in 1.2E+15: line 4');
    await button('Show the preview').click();
    await says(/Line 4 of the file holds an id that a spreadsheet has shortened/);
  });

  it('from a file whose first line may be an id, when that was answered', async () => {
    await start('export');
    await choose('people.csv', 'Kennung\nada-1\nada-2\n');
    await button('Show the preview').click();
    await says('Is the first line a name, or an id?');
    expect(await reader.violations()).toEqual([]);
    await button('It is the name of the column').click();
    await title('Preview');
    await says('An export under GDPR of 2 people');
  });

  it('from a file with several columns, when the one of the ids was chosen', async () => {
    await start('export');
    await choose('people.csv', 'Ada;ada\nBen;ben\n');
    await says('2 lines with 2 columns');
    await button('Show the preview').click();
    await reader.page.getByLabel('Column of the ids').selectOption('2');
    await button('Use this column').click();
    await title('Preview');
    await says('An export under GDPR of 2 people');
  });

  it('once, though the answer was lost; and nothing that was typed is', async () => {
    await start('export');
    await choose('people.csv', 'distinct_id\nada\nben\n');
    const breakOff = (route: Route) => route.abort();
    await reader.page.route('**/api/v1/requests/preview', breakOff);
    await button('Show the preview').click();
    await says('The connection was lost');
    expect(await reader.violations()).toEqual([]);
    await reader.page.unroute('**/api/v1/requests/preview', breakOff);
    await preview();
    const lose = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await reader.page.route('**/api/v1/requests', lose);
    await button('Open the export').click();
    await says('The connection was lost');
    expect(await app.prisma.request.count()).toBe(before + 1);
    await reader.page.unroute('**/api/v1/requests', lose);
    await button('Open the export').click();
    expect(await opened()).toMatchObject({ kind: 'export', subjectCount: 2 });
  });

  it('for somebody who was found by their e-mail address', async () => {
    await reader.open('/people');
    expect(await reader.violations()).toEqual([]);
    await reader.page.getByLabel('Value').fill('CLEO@example.com');
    await button('Find').click();
    await reader.page.getByRole('checkbox', { name: 'cleo' }).waitFor();
    await says('1 person is chosen.');
    expect(await reader.violations()).toEqual([]);
    await button('Request export').click();
    const ids = reader.page.getByRole('textbox', { name: 'distinct_id of each person' });
    await ids.waitFor();
    expect(await ids.inputValue()).toBe('cleo');
    expect(reader.page.url()).toMatch(/#\/requests\/new\/export$/);
    await preview();
    await button('Open the export').click();
    expect(await opened()).toMatchObject({ kind: 'export', subjectCount: 1 });
  });

  it('for nobody where nobody is found, and for whoever is found by another property', async () => {
    await reader.open('/people');
    await reader.page.getByLabel('Value').fill('nobody@example.com');
    await button('Find').click();
    await says(/No profile of this project says so/);
    await reader.page.getByLabel('Property', { exact: true }).selectOption('other');
    await reader.page.getByLabel('Name of the property').fill('customer');
    await reader.page.getByLabel('Value').fill('3');
    await button('Find').click();
    await reader.page.getByRole('checkbox', { name: 'ada' }).check();
    await reader.page.getByRole('checkbox', { name: 'ben' }).check();
    await says('2 people are chosen.');
    await button('Request deletion').click();
    const ids = reader.page.getByRole('textbox', { name: 'distinct_id of each person' });
    await ids.waitFor();
    expect(await ids.inputValue()).toBe('ada\nben');
  });

  it('after a session that ended meanwhile, with all that was typed', async () => {
    await start('deletion');
    await type('emil');
    await reader.page.getByLabel('Reference').fill('TICKET-8');
    await app.prisma.session.deleteMany({});
    await button('Show the preview').click();
    const dialog = reader.page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(await reader.violations()).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Password' }).fill(project.ownerPassword);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await reader.page.getByLabel('Reference').inputValue()).toBe('TICKET-8');
    await preview();
    await reader.page.getByLabel('Type the number of people (1) to confirm').fill('1');
    // It may end once more, before the last step.
    await app.prisma.session.deleteMany({});
    await button('Open the deletion').click();
    await dialog.waitFor();
    await dialog.getByRole('textbox', { name: 'Password' }).fill(project.ownerPassword);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await button('Open the deletion').click();
    expect(await opened()).toMatchObject({ kind: 'deletion', subjectCount: 1, reference: 'TICKET-8' });
  });

  it('in the dark, on a telephone and in German, readable by everybody', async () => {
    const german = await Reader.at(browser, app.url, { colorScheme: 'dark', locale: 'de-DE' });
    const { page } = german;
    const trouble = async () => {
      await page.setViewportSize({ width: 320, height: 700 });
      // What moves aside is on its way for a moment.
      await until('the page to fit', () => page.evaluate<boolean>(FITS));
      await page.setViewportSize({ width: 1280, height: 800 });
      return german.violations();
    };
    await page.goto('/');
    await page.getByLabel('E-Mail').fill(project.ownerEmail);
    await page.getByRole('textbox', { name: 'Passwort' }).fill(project.ownerPassword);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('navigation').waitFor();
    await german.open('/people');
    await page.getByLabel('Wert').fill('ben@example.com');
    await page.getByRole('button', { name: 'Suchen' }).click();
    await page.getByRole('checkbox', { name: 'ben' }).waitFor();
    expect(await trouble()).toEqual([]);
    await german.open('/requests/new/export');
    await page.getByRole('textbox', { name: 'distinct_id jeder Person' }).fill(`ada\n${'x'.repeat(255)}`);
    expect(await trouble()).toEqual([]);
    await page.getByRole('button', { name: 'Vorschau zeigen' }).click();
    await page.getByRole('heading', { name: 'Vorschau' }).waitFor();
    expect(await trouble()).toEqual([]);
    expect(german.complaints).toEqual([]);
    await german.close();
  });

  it('by owners and admins: a member is told so', async () => {
    const member = { email: 'member@example.com', role: 'member', password: 'correct horse battery staple' } as const;
    await joinApp(app.application, project.organizationId, member);
    const other = await Reader.at(browser, app.url);
    await other.signIn(member.email, member.password);
    for (const path of ['/requests/new/deletion', '/people']) {
      await other.open(path);
      await other.page.getByText('Owners and admins open requests').waitFor();
    }
    await other.close();
  });

  it('without a complaint of the browser', () => {
    expect(reader.complaints).toEqual([]);
  });
});
