import type { Browser, Locator } from 'playwright-core';
import { ProjectsService } from '../../src/access/index.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { createTestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { A, B, C, loadThreeSubjects, SHOP_TABLES, withClient } from '../support/three-subjects.js';
import { fileOf, readZip } from '../support/zip.js';

const PASSWORD = 'correct horse battery';

needsProgram('chromium', 'apt-get install chromium')('a request’s page', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let browser: Browser;
  let reader: Reader;
  let number = 0;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    const settings = { ...STEP_BY_STEP, SWEEP_SCHEDULE: '* * * * * *' };
    [app, browser] = await Promise.all([startApp({ clock, database, settings }), openChromium()]);
    project = await createProject(app);
    client = new ApiClient(app, project);
    await loadThreeSubjects(client, database.url, project);
    reader = await Reader.at(browser, app.url);
    await reader.signIn(project.ownerEmail, project.ownerPassword);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });
  const section = (name: string, by = reader): Locator => by.page.getByRole('region', { name, exact: true });
  const button = (name: string | RegExp, by = reader): Locator => by.page.getByRole('button', { name, exact: true });
  const dialog = (name: string, by = reader): Locator => by.page.getByRole('dialog', { name, exact: true });
  const deletion = (...distinctIds: string[]) =>
    client.open({ kind: 'deletion', distinctIds: distinctIds.length > 0 ? distinctIds : [`nobody-${++number}`] });
  const show = async (id: string, by = reader): Promise<void> => {
    await by.open(`/requests/${id}`);
    await section('Status', by).waitFor();
  };
  /** Remembers that the page was not loaded anew, up to the question. */
  const mark = () => reader.page.evaluate('void (window.marked = true)');
  const isMarked = () => reader.page.evaluate<boolean>('window.marked === true');
  const colleague = async (role: 'admin' | 'member'): Promise<{ id: string; reader: Reader }> => {
    const email = `${role}-${++number}@example.com`;
    const { id } = await joinApp(app.application, project.organizationId, { email, role, password: PASSWORD });
    return { id, reader: await Reader.signedIn(browser, app.url, { email, password: PASSWORD }) };
  };

  it('follows an export to its end without reloading, and gives its file out, whole and by person', async () => {
    const id = await client.open({ kind: 'export', distinctIds: [A[0], B[0], C[0], 'nobody-at-all'] });
    await show(id);
    await section('Status').getByText('This page follows the request by itself.').waitFor();
    await section('Status').getByText('has not begun yet').waitFor();
    await mark();
    await service(ExportRun).run(id);
    await section('Status').getByText('The file is finished and was read back.').waitFor();
    await section('People').getByText('Exported').first().waitFor();
    await section('People').getByText('Nothing held', { exact: true }).waitFor();
    expect(await isMarked()).toBe(true);
    expect(
      await section('People')
        .getByText(B[0] ?? '', { exact: true })
        .count(),
    ).toBe(1);

    const whole = await downloaded(section('The file').getByRole('button'));
    expect(fileOf(whole, 1, 'events.jsonl')).toContain('Song played');
    expect(fileOf(whole, 3, 'index.html')).toContain('Song played');
    const one = await downloaded(button(/Download the folder of person 2 /));
    expect(fileOf(one, 2, 'events.jsonl')).toContain('Song played');
    expect(fileOf(one, 1, 'events.jsonl')).toBeUndefined();
    await section('Hand-overs and looks').getByText('folder of person 2').waitFor();
  });

  const downloaded = async (which: Locator): Promise<Map<string, string>> =>
    readZip((await reader.saved(() => which.click())).bytes);

  it('records that an answer was handed over', async () => {
    await button('Record the hand-over').click();
    await dialog('Record the hand-over').getByLabel('How').fill('post');
    await dialog('Record the hand-over').getByRole('button', { name: 'Record the hand-over' }).click();
    await reader.page.getByText('The hand-over was recorded.').waitFor();
    await section('Hand-overs and looks').getByRole('cell', { name: 'post' }).waitFor();
    await section('Timeline').getByText('how: post').waitFor();
  });

  it('takes a deletion back while that is possible, and says what that means before', async () => {
    const id = await deletion();
    await show(id);
    await section('Status').getByText('The grace to be over').waitFor();
    await section('Deadline').getByText('working days left').waitFor();
    await button('Revoke').click();
    await dialog('Revoke').getByText('nothing is erased').waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog('Revoke').getByRole('button', { name: 'Revoke' }).click();
    await section('Status').getByText('Nothing was erased.').waitFor();
    expect(await button('Revoke').count()).toBe(0);
    await section('Timeline').getByRole('cell', { name: project.ownerEmail }).last().waitFor();
    expect((await client.show(id)).status).toBe('REVOKED');
  });

  it('extends a deadline once, with a reason that names nobody', async () => {
    const id = await deletion('quite-a-name');
    await show(id);
    await button('Extend the deadline').click();
    const reason = dialog('Extend the deadline').getByLabel('Why more time is needed');
    const extend = dialog('Extend the deadline').getByRole('button', { name: 'Extend the deadline' });
    await reason.fill('Waiting for quite-a-name');
    await extend.click();
    await dialog('Extend the deadline').getByText('It outlives the ids: write it without.').waitFor();
    await reason.fill('Many systems have to be searched');
    await extend.click();
    await section('Deadline').getByText('Many systems have to be searched').waitFor();
    expect(await button('Extend the deadline').count()).toBe(0);
  });

  it('tells the second of two what the first has decided, and shows it behind', async () => {
    const id = await deletion();
    await show(id);
    await button('Deny').click();
    await dialog('Deny').getByLabel('Unfounded or excessive').check();
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
    await dialog('Deny').getByRole('button', { name: 'Deny' }).click();
    await dialog('Deny')
      .getByText(/ revoked it on /)
      .waitFor();
    await dialog('Deny').getByText('shows how the request stands now').waitFor();
    await dialog('Deny').getByRole('button', { name: 'Close' }).last().click();
    await section('Status').getByText('Revoked', { exact: true }).waitFor();
    expect((await client.show(id)).status).toBe('REVOKED');
  });

  it('denies a request with a reason the law knows, and says where', async () => {
    await show(await deletion());
    await button('Deny').click();
    await dialog('Deny').getByLabel('Identity not verified').check();
    await dialog('Deny').getByLabel('Note for the record').fill('Sent twice');
    await dialog('Deny').getByRole('button', { name: 'Deny' }).click();
    await section('Status').getByText('Art. 12(6)').waitFor();
    await section('Timeline').getByText('note: Sent twice').waitFor();
  });

  it('follows a deletion to its end, and checks the signed record in the page', async () => {
    await service(ProjectsService).change('operator', project.projectId, { deletionGraceSeconds: 0 });
    const id = await deletion(A[0] ?? '', C[0] ?? '');
    await show(id);
    await mark();
    await service(DeletionStaging).stage(id);
    await section('Status').getByText('It is known who is meant').waitFor();
    clock.forward(5_000);
    await sweepPastNeighbours(app, clock);
    await section('Status').getByText('The data was erased').waitFor();
    expect(await isMarked()).toBe(true);
    await section('Completion record').getByText('The signature is good').waitFor();
    await section('Completion record').getByText('No row of the subjects remained').waitFor();
    await section('Collections').getByText('Read back').first().waitFor();
    expect(await section('People').getByText('Erased', { exact: true }).count()).toBe(2);
    await section('What happened to the data, and when').getByText('Hidden from every reader').waitFor();
    expect(await reader.violationsHere()).toEqual([]);
  });

  it('is printed without what one clicks', async () => {
    await reader.page.emulateMedia({ media: 'print' });
    expect(await reader.page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await section('Completion record').isVisible()).toBe(true);
    await reader.page.emulateMedia({ media: 'screen' });
  });

  it('says that a record is not what was signed where it is not', async () => {
    await reader.page.route('**/record.json*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('"subjects":2', '"subjects":3') });
    });
    await button('Draw it up anew').click();
    await section('Completion record').getByText('The signature does not fit').waitFor();
    await reader.page.unroute('**/record.json*');
  });

  it('looks every few seconds where the stream is cut', async () => {
    await reader.page.route('**/events', (route) => route.abort());
    const id = await deletion();
    await show(id);
    await section('Status').getByText('This page looks every few seconds').waitFor();
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
    await section('Status').getByText('Revoked', { exact: true }).waitFor();
    await reader.page.unroute('**/events');
  });

  it('loses nothing when a role is taken away while the page is open', async () => {
    const admin = await colleague('admin');
    const id = await deletion();
    await show(id, admin.reader);
    await button('Deny', admin.reader).click();
    const theirs = dialog('Deny', admin.reader);
    await theirs.getByLabel('Exempt by law').check();
    await theirs.getByLabel('Note for the record').fill('A long thought');
    await app.prisma.member.updateMany({ where: { userId: admin.id }, data: { role: 'member' } });
    await theirs.getByRole('button', { name: 'Deny' }).click();
    await theirs.getByText('ask an owner for the role').waitFor();
    expect(await theirs.getByLabel('Note for the record').inputValue()).toBe('A long thought');
    await section('Status', admin.reader).waitFor();
    expect((await client.show(id)).status).toBe('PENDING');
    await admin.reader.close();
  });

  it('tells a member who may see it', async () => {
    const member = await colleague('member');
    await member.reader.open(`/requests/${await deletion()}`);
    await member.reader.page.getByText('You are a member of this organization.').waitFor();
    expect(await member.reader.violationsHere()).toEqual([]);
    await member.reader.close();
  });

  it('shows ids of any kind as text, in the dark and on a telephone, and has no id in its title or address', async () => {
    const ids = ['<img src=x onerror=alert(1)>', 'معرف-المستخدم', 'x'.repeat(255)];
    const id = await client.open({ kind: 'export', distinctIds: ids });
    const owner = { email: project.ownerEmail, password: project.ownerPassword };
    const dark = await Reader.signedIn(browser, app.url, owner, { colorScheme: 'dark' });
    await show(id, dark);
    for (const each of ids) await dark.page.getByText(each, { exact: true }).waitFor();
    expect(await dark.page.title()).toBe('Export of the data of 3 people · Habeas');
    for (const each of ids) expect(await dark.tracesOf(each)).toEqual([]);
    expect(await dark.violations()).toEqual([]);
    expect(await dark.tooWide([`/requests/${id}`])).toEqual([]);
    expect(dark.complaints).toEqual([]);
    await dark.close();
  });

  it('leaves the browser nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});
