import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { createTestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const DAY = 86_400_000;
const DATA_MAP = `
collections:
  - name: invoices
    title: Invoices
    table: public.invoices
    projectColumn: project_id
    subject: user_id
    policy: { keep: { basis: Tax law, until: until the tax office has looked } }
    purpose: Selling
    recipients: []
    sourceCategory: The person
    retention: As the tax law says
`;

needsProgram('chromium', 'apt-get install chromium')('duties in the console', () => {
  let opened: OpenConsole;
  let reader: Reader;
  let client: ApiClient;
  let requestId = '';

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) =>
      sql.query(
        'CREATE TABLE invoices (id int PRIMARY KEY, project_id int NOT NULL, user_id text NOT NULL, total int)',
      ),
    );
    opened = await openConsole({ database, dataMap: DATA_MAP });
    reader = opened.owner;
    client = new ApiClient(opened.app, opened.project);
    await reader.page.emulateMedia({ reducedMotion: 'reduce' });
    const { projectId } = opened.project;
    await withClient(database.url, (sql) =>
      sql.query('INSERT INTO invoices VALUES (1, $1, $2, 12)', [projectId, 'bob']),
    );
    await client.importEvents(['ada', 'bob'].map(seen));
    const hold = { projectId, distinctIds: ['ada'], basis: 'Litigation 4711' };
    await client.call('POST', '/api/v1/holds', { ...hold, until: new Date(Date.now() + 400 * DAY).toISOString() });
    requestId = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['ada', 'bob'] });
    await until('the deletion to end', async () => (await client.show(requestId)).status === 'SUCCESS');
  });
  afterAll(() => opened.close());
  afterEach(() => expect(reader.complaints).toEqual([]));

  const page = () => reader.page;
  const rows = (text: string) =>
    page().getByRole('table', { name: 'Duties of the project' }).getByRole('row').filter({ hasText: text });
  const dialog = () => page().getByRole('dialog');
  const select = (label: string, option: string) => page().getByLabel(label, { exact: true }).selectOption(option);

  it('are found under Data & Privacy: what is owed, until when and why', async () => {
    await reader.open('/');
    await page().getByRole('link', { name: 'Duties' }).click();
    await page().getByRole('heading', { level: 1, name: 'Duties' }).waitFor();
    await rows('person on hold').getByText('ada', { exact: true }).waitFor();
    await rows('person on hold').getByText('Litigation 4711').waitFor();
    await rows('rows kept by the data map').getByText('Invoices').waitFor();
    await rows('rows kept by the data map').getByText('undated').waitFor();
    await page().getByText('The data map says no date.').waitFor();
  });

  it('are called overdue once they are, and not on the day on which they are due', async () => {
    const { prisma } = opened.app;
    const { id, dueAt } = await prisma.duty.findFirstOrThrow({ where: { kind: 'held' } });
    const dueSince = async (days: number) => {
      const data = { state: 'under-way', dueAt: new Date(Date.now() - days * DAY) };
      await prisma.duty.update({ where: { id }, data });
      await reader.open('/duties');
      await select('State', '');
      await rows('person on hold').getByText('being carried out').waitFor();
    };
    const overdue = rows('person on hold').getByText('overdue, due');
    await dueSince(0.5);
    expect(await overdue.count()).toBe(0);
    await dueSince(3);
    await overdue.waitFor();
    await prisma.duty.update({ where: { id }, data: { state: 'owed', dueAt } });
    await reader.open('/duties');
    await overdue.waitFor({ state: 'detached' });
  });

  it('are narrowed by kind, state and date', async () => {
    await select('Kind', 'kept');
    await rows('person on hold').waitFor({ state: 'detached' });
    await select('Kind', '');
    await select('Due', 'undated');
    await rows('person on hold').waitFor({ state: 'detached' });
    await select('Due', '');
    await select('State', 'given-up');
    await page().getByText('Nothing matches what is chosen above.').waitFor();
    await select('State', 'owed');
    await rows('person on hold').waitFor();
  });

  it('stand on the page of the request that left them, and lead there', async () => {
    await rows('person on hold')
      .getByRole('link', { name: `Request ${requestId.slice(0, 8)}` })
      .click();
    const left = page().getByRole('table', { name: 'What it left to be done' });
    await left.getByText('Litigation 4711').waitFor();
    expect(await left.getByRole('row').count()).toBe(3);
    expect(await reader.violationsHere()).toEqual([]);
  });

  it('of somebody on hold are carried out by lifting the hold, and by no button', async () => {
    await reader.open('/duties');
    await rows('person on hold').getByRole('link', { name: 'To the holds' }).waitFor();
    expect(
      await page()
        .getByRole('button', { name: /^Carry out now/ })
        .count(),
    ).toBe(1);
  });

  it('are given up with a new basis and a reason', async () => {
    await rows('person on hold').getByRole('button', { name: 'Give up: person on hold, ada' }).click();
    await dialog().getByRole('button', { name: 'Give up' }).click();
    await dialog().getByText('Say on which basis the rows stay.').waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog().getByLabel('The new basis').fill('Claims, Art. 17(3)(e)');
    await dialog().getByRole('textbox', { name: 'Why', exact: true }).fill('The court asked for it.');
    await dialog().getByRole('button', { name: 'Give up' }).click();
    await page().getByText('The duty was given up.').waitFor();
    await select('State', 'given-up');
    await rows('person on hold').getByText('New basis: Claims, Art. 17(3)(e)').waitFor();
    await rows('person on hold').getByText('ids destroyed').waitFor();
  });

  it('are carried out early once the basis is gone', async () => {
    await select('State', 'owed');
    await rows('rows kept')
      .getByRole('button', { name: /^Carry out now/ })
      .click();
    await dialog().getByLabel('Why the basis is gone').fill('The tax office has looked.');
    await dialog().getByRole('button', { name: 'Carry out now' }).click();
    await page().getByText('It goes with the next sweep.').waitFor();
    await until('the invoice to go', async () => {
      const [left] = await opened.app.prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM invoices`;
      return left?.n === 0;
    });
    await until('it to be carried out', () => opened.app.prisma.duty.findFirst({ where: { state: 'carried-out' } }));
    await reader.open('/duties');
    await select('State', 'carried-out');
    await rows('rows kept')
      .getByRole('link', { name: /^Erased by request/ })
      .waitFor();
  });

  it('are readable by everybody in light and dark, and on 320 pixels', async () => {
    expect(await reader.faultsOn(['/duties'])).toEqual([]);
  });

  it('are the owners’ to end: an admin is told so, a member sees nothing of them', async () => {
    const { app, project } = opened;
    const people = [
      ['ana@example.com', 'admin', 'Owners carry a duty out early, or give it up.'],
      ['noa@example.com', 'member', 'You are a member of this organization.'],
    ] as const;
    for (const [email, role, sentence] of people) {
      await joinApp(app.application, project.organizationId, { email, role, password: project.ownerPassword });
      const other = await opened.join({ email, password: project.ownerPassword });
      await other.open('/duties');
      await other.page.getByText(sentence).waitFor();
      expect(await other.page.getByRole('button', { name: 'Give up' }).count()).toBe(0);
      expect(other.complaints).toEqual([]);
      await other.close();
    }
  });

  it('speak German', async () => {
    await page().evaluate("localStorage.setItem('habeas.language', 'de')");
    await reader.open('/duties');
    await page().getByRole('heading', { level: 1, name: 'Löschpflichten' }).waitFor();
  });
});

function seen(distinctId: string): object {
  const time = Math.floor(Date.now() / 1000) - 60;
  return { event: 'Signed up', properties: { time, distinct_id: distinctId, $insert_id: distinctId } };
}
