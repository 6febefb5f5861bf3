import { randomUUID } from 'node:crypto';
import { ProjectsService } from '../../src/access/index.js';
import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';

const DAY = 86_400_000;
const PASSWORD = 'correct horse battery staple';
/** An id as nobody would wish it: markup, and from right to left. */
const PERSON = '<b>\u202Eada</b>';

needsProgram('chromium', 'apt-get install chromium')('the list of requests and the approvals', () => {
  let open: OpenConsole;
  let owner: Reader;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    open = await openConsole({ settings: { ROLE: 'api', DELETION_GRACE: '24h' } });
    owner = open.owner;
    client = new ApiClient(open.app, open.project);
  });
  afterAll(() => open.close());
  afterEach(() => expect(owner.complaints).toEqual([]));

  const rows = (reader = owner) => reader.page.getByRole('row');
  const link = (name: string | RegExp) => owner.page.getByRole('link', { name });
  const nameOf = (id: string, kind = 'Export') => `${kind} ${id.slice(0, 8)}`;
  const order = (more: object = {}) =>
    client.open({ kind: 'export', regime: 'GDPR', distinctIds: [`person-${(number += 1)}`], ...more });
  const change = (id: string, data: object) => open.app.prisma.request.update({ where: { id }, data });
  const select = (label: string, option: string) => owner.page.getByLabel(label, { exact: true }).selectOption(option);

  describe('the list', () => {
    it('says that there is nothing yet, and how something comes here', async () => {
      await owner.open('/requests');
      await owner.page.getByText('There is no request yet.').waitFor();
      expect(await owner.violationsHere()).toEqual([]);
    });

    it('shows what stands where, with words beside each colour', async () => {
      const [late, near, done] = [await order(), await order({ kind: 'deletion' }), await order()];
      await change(late, { dueAt: new Date(Date.now() - 3 * DAY) });
      await change(near, { dueAt: new Date(Date.now() + 2 * DAY) });
      await change(done, { status: 'SUCCESS', waitingFor: null, finishedAt: new Date() });
      await owner.open('/requests');
      const row = (id: string, kind?: string) => rows().filter({ hasText: nameOf(id, kind) });
      await row(late)
        .getByText(/^Overdue/)
        .waitFor();
      await row(near, 'Deletion')
        .getByText(/^At risk/)
        .waitFor();
      await row(near, 'Deletion').getByText('Waits for: end of the grace period').waitFor();
      await row(done).getByText('Finished', { exact: true }).waitFor();
      expect(await owner.faultsOn(['/requests'])).toEqual([]);
      expect(await owner.tooWide(['/requests?status=["SUCCESS"]'])).toEqual([]);
    });

    it('is filtered by the address behind the #, which can be kept', async () => {
      const ccpa = await order({ regime: 'CCPA', kind: 'deletion' });
      await owner.open('/requests');
      await select('Law', 'CCPA');
      await owner.page.getByText('Waiting', { exact: true }).first().click();
      await link(nameOf(ccpa, 'Deletion')).waitFor();
      await link(/^Export/)
        .first()
        .waitFor({ state: 'detached' });
      expect(owner.page.url()).toMatch(/\/#\/requests\?.*regime=CCPA/);
      await owner.page.reload();
      await link(nameOf(ccpa, 'Deletion')).waitFor();
      expect(await owner.page.getByLabel('Law', { exact: true }).inputValue()).toBe('CCPA');
      await select('Kind', 'export');
      await owner.page.getByText('No request fits these filters.').waitFor();
      await owner.page.getByRole('button', { name: 'Show all requests' }).click();
      await link(/^Export/)
        .first()
        .waitFor();
    });

    it('follows what is under way without being loaded again', async () => {
      const id = await order();
      await owner.open('/requests');
      const row = rows().filter({ hasText: nameOf(id) });
      await row.getByText('Waits for: a free worker').waitFor();
      await change(id, { status: 'STARTED', waitingFor: null });
      await row.getByText('Under way', { exact: true }).waitFor();
      await change(id, { status: 'SUCCESS', waitingFor: null, finishedAt: new Date() });
      await row.getByText('Finished', { exact: true }).waitFor();
    });

    it('turns its pages, and goes back', async () => {
      await manyFinished(120);
      await owner.open('/requests');
      const newest = await rows().nth(1).getByRole('link').innerText();
      const turn = (name: string) => owner.page.getByRole('button', { name }).click();
      const nextIs = (disabled: boolean) => owner.page.getByRole('button', { name: 'Next page', disabled }).waitFor();
      await turn('Next page');
      await link(newest).waitFor({ state: 'detached' });
      expect(owner.page.url()).toContain('cursor=');
      await turn('Next page');
      await nextIs(true);
      await turn('Previous page');
      await nextIs(false);
      await turn('Previous page');
      await link(newest).waitFor();
      expect(await owner.page.getByRole('button', { name: 'Previous page' }).isDisabled()).toBe(true);
    });

    it('finds the requests of a person, whose id stays in the page', async () => {
      const id = await order({ distinctIds: [PERSON] });
      await owner.open('/requests');
      await owner.page.getByLabel('Id of the person').fill(PERSON);
      await owner.page.getByRole('button', { name: 'Find requests' }).click();
      await owner.page.getByText('1 request names this person.').waitFor();
      await rows()
        .filter({ hasText: nameOf(id) })
        .getByText('Names this id')
        .waitFor();
      expect(await owner.tracesOf(PERSON)).toEqual([]);
      expect(await owner.violationsHere()).toEqual([]);
      await owner.page.getByLabel('Id of the person').fill('nobody');
      await owner.page.getByRole('button', { name: 'Find requests' }).click();
      await owner.page.getByText('No request names this person.').waitFor();
      await owner.page.getByRole('button', { name: 'Back to the list' }).click();
      await owner.page.getByRole('button', { name: 'Next page' }).waitFor();
    });

    it('is saved as a file, with its filters', async () => {
      await owner.open('/requests?kind=deletion');
      await link(/^Deletion/)
        .first()
        .waitFor();
      const { name, bytes } = await owner.saved(() => owner.page.getByRole('button', { name: 'Save as CSV' }).click());
      const lines = bytes.toString().split('\r\n').slice(0, -1);
      expect(name).toBe('requests.csv');
      expect(lines[0]).toMatch(/^\uFEFFid,project_id,/);
      expect(lines).toHaveLength(1 + (await open.app.prisma.request.count({ where: { kind: 'deletion' } })));
    });

    it('says that there is no connection, keeps what is chosen, and tries again', async () => {
      const asked = (url: URL) => url.pathname === '/api/v1/requests';
      await owner.open('/requests');
      await owner.page.route(asked, (route) => route.abort());
      await select('Law', 'CCPA');
      await owner.page.getByText('There is no connection to Habeas.').waitFor();
      await owner.page.unroute(asked);
      await owner.page.getByRole('button', { name: 'Try again' }).click();
      await owner.page.getByText('There is no connection to Habeas.').waitFor({ state: 'detached' });
      expect(await owner.page.getByLabel('Law', { exact: true }).inputValue()).toBe('CCPA');
    });

    it('tells a mere member who sees it', async () => {
      const member = await colleague('member@example.com', 'member');
      await member.open('/requests');
      await member.page.getByText('You are a member of this organization.').waitFor();
      await member.open('/approvals');
      await member.page.getByText('You are a member of this organization.').waitFor();
      await member.close();
    });

    it('is there in German, too', async () => {
      const german = await open.join(
        { email: open.project.ownerEmail, password: open.project.ownerPassword },
        { locale: 'en-GB' },
      );
      await german.page.evaluate(`localStorage.setItem('habeas.language', 'de')`);
      await german.open('/requests?kind=deletion');
      await german.page.getByRole('heading', { level: 1, name: 'Anträge' }).waitFor();
      await german.page
        .getByRole('link', { name: /^Löschung/ })
        .first()
        .waitFor();
      await german.close();
    });
  });

  describe('what waits for a second person', () => {
    let second: Reader;
    let third: Reader;

    beforeAll(async () => {
      second = await colleague('second@example.com', 'admin');
      third = await colleague('third@example.com', 'admin');
      await open.app.application.get(ProjectsService).change('operator', open.project.projectId, { approvalCount: 1 });
    });
    afterAll(() => Promise.all([second.close(), third.close()]));

    const large = () =>
      order({ kind: 'deletion', distinctIds: [`person-${(number += 1)}`, `person-${(number += 1)}`] });
    const card = (reader: Reader, id: string) => reader.page.getByRole('article', { name: nameOf(id, 'Deletion') });
    const press = (reader: Reader, name: string) =>
      reader.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

    it('is nothing at first', async () => {
      await second.open('/approvals');
      await second.page.getByText('Nothing waits for approval.').waitFor();
    });

    it('says to whoever opened it that somebody else decides, and who may', async () => {
      const id = await large();
      await owner.open('/approvals');
      await card(owner, id).getByText('You opened it: somebody else has to approve it.').waitFor();
      await card(owner, id).getByText('second@example.com, third@example.com').waitFor();
      expect(
        await card(owner, id)
          .getByRole('button', { name: /^Approve/ })
          .count(),
      ).toBe(0);
      expect(await owner.faultsOn(['/approvals'])).toEqual([]);
    });

    it('is counted beside the way there, and approved after it is said what that will do', async () => {
      await second.open('/approvals');
      await second.page.getByRole('link', { name: /Approvals.*1 waits for you/ }).waitFor();
      await second.page.getByRole('button', { name: /^Approve/ }).click();
      await second.page.getByText('2 people will be erased from “acme app”.').waitFor();
      expect(await second.violationsHere()).toEqual([]);
      await press(second, 'Approve');
      await second.page.getByText('The deletion is approved and goes on by itself.').waitFor();
      await second.page.getByText('Nothing waits for approval.').waitFor();
      expect(second.complaints).toEqual([]);
    });

    it('tells the second of two who decide at once what the first did', async () => {
      const id = await large();
      await Promise.all([second.open('/approvals'), third.open('/approvals')]);
      await card(second, id)
        .getByRole('button', { name: /^Approve/ })
        .click();
      await card(third, id).getByRole('button', { name: /^Deny/ }).click();
      await third.page.getByLabel('Identity not verified').check();
      await press(second, 'Approve');
      await second.page.getByText('The deletion is approved and goes on by itself.').first().waitFor();
      await press(third, 'Deny');
      await third.page.getByText(/^second@example\.com approved it on /).waitFor();
      expect(await third.violationsHere()).toEqual([]);
      await third.page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
      await third.page.getByText('Nothing waits for approval.').waitFor();
      expect((await client.show(id)).status).toBe('PENDING');
    });

    it('is denied with a reason the law knows, and a note that names nobody', async () => {
      const id = await large();
      await third.open('/approvals');
      await card(third, id).getByRole('button', { name: /^Deny/ }).click();
      await press(third, 'Deny');
      await third.page.getByText('Choose the reason.').waitFor();
      await third.page.getByLabel('Unfounded or excessive').check();
      await third.page.getByLabel('Note for the record').fill(`Asked by person-${number - 1} before.`);
      await press(third, 'Deny');
      await third.page.getByText('The note holds an id of one of the people.').waitFor();
      expect(await third.violationsHere()).toEqual([]);
      await third.page.getByLabel('Note for the record').fill('The third in a week.');
      await press(third, 'Deny');
      await third.page.getByText('The request was denied.').waitFor();
      expect(await client.show(id)).toMatchObject({ status: 'DENIED', denialCode: 'excessive' });
      expect(third.complaints).toEqual([]);
    });
  });

  async function colleague(email: string, role: 'admin' | 'member'): Promise<Reader> {
    const person = { email, role, password: PASSWORD };
    await joinApp(open.app.application, open.project.organizationId, person);
    return open.join(person);
  }

  /** Requests of long ago, as they are once they have ended. */
  async function manyFinished(count: number): Promise<void> {
    const at = (days: number) => new Date(Date.now() - days * DAY);
    await open.app.prisma.request.createMany({
      data: Array.from({ length: count }, (_, n) => ({
        id: randomUUID(),
        projectId: open.project.projectId,
        kind: 'export',
        regime: 'GDPR',
        disclosure: 'Data',
        status: 'SUCCESS',
        openedBy: 'user:x',
        openedByLabel: 'pat@example.com',
        subjectCount: 1,
        receivedAt: at(100 + n),
        openedAt: at(100 + n),
        dueAt: at(70 + n),
        finishedAt: at(90 + n),
      })),
    });
  }
});
