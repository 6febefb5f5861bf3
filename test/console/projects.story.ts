import { ApiSecrets } from '../../src/access/index.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { createTestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { withClient } from '../support/three-subjects.js';

const DATA_MAP = `
collections:
  - name: newsletter
    title: Newsletter subscriptions
    table: public.newsletter
    projectColumn: project_id
    subject: user_id
    policy: { anonymize: [email] }
    purpose: Sending the newsletter
    recipients: []
    sourceCategory: The person
    retention: Until it is cancelled
exempt:
  - { table: public.staging_*, reason: emptied every night }
`;
const TABLES = `
  CREATE TABLE newsletter (project_id int NOT NULL, user_id text NOT NULL, email text);
  CREATE TABLE staging_1 (email text);
  CREATE TABLE customers (email text);`;

needsProgram('chromium', 'apt-get install chromium')('projects in the console', () => {
  let opened: OpenConsole;
  let reader: Reader;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(TABLES));
    opened = await openConsole({ database, dataMap: DATA_MAP });
    reader = opened.owner;
    await reader.page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(() => opened.close());

  const button = (name: string) => reader.page.getByRole('button', { name, exact: true });
  const tab = (name: string) => reader.page.getByRole('tab', { name });
  const dialog = () => reader.page.getByRole('dialog');
  /** Presses the button that ends a dialog, and waits until it is gone. */
  const finish = async (name: string) => {
    await dialog().getByRole('button', { name, exact: true }).last().click();
    await dialog().waitFor({ state: 'detached' });
  };

  it('creates a project, whose API secret is shown once', async () => {
    await reader.open('/projects');
    await button('Create a project').click();
    await dialog().getByLabel('Name').fill('Second <b>shop</b>');
    await dialog().getByLabel('Time zone').selectOption('Europe/Berlin');
    await dialog().getByRole('button', { name: 'Create a project' }).click();
    await dialog()
      .getByText(/^habeas_api_\w{43}$/)
      .waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog().getByRole('link', { name: 'Open the project' }).click();
    await reader.page.getByRole('heading', { level: 1, name: 'Second <b>shop</b>' }).waitFor();
    const created = await opened.app.prisma.project.findFirstOrThrow({ where: { name: 'Second <b>shop</b>' } });
    expect(created).toMatchObject({ timezone: 'Europe/Berlin', organizationId: opened.project.organizationId });
  });

  it('changes settings, and leaves the others as they are', async () => {
    await reader.open(`/projects/${opened.project.projectId}`);
    await reader.page.getByLabel('Grace, in hours').fill('36');
    await reader.page.getByLabel('Public holidays').fill('2026-12-25\n2026-12-26');
    await reader.page.getByLabel("the company's own reference").check();
    await reader.page.getByLabel('Approval above so many people').fill('20');
    await reader.page.getByLabel('Approval above a share of the profiles').fill('7.5');
    await reader.page.getByText(/Places come from geo-whois-asn-country, built on 20\d\d-/).waitFor();
    await reader.page.getByRole('link', { name: /Number Resource Organization/ }).waitFor();
    await reader.page.getByLabel('Turn addresses into places').uncheck({ force: true });
    await reader.page.getByLabel('Blocked properties').fill('utm_*\nHome address');
    await reader.page.getByLabel('card numbers').check();
    await reader.page.getByLabel('Sessions that are recorded').fill('12.5');
    await reader.page.getByLabel('Days a recording is kept').fill('14');
    await button('Save').click();
    await reader.page.getByText('Saved', { exact: true }).waitFor();
    expect(await opened.app.prisma.project.findUnique({ where: { id: opened.project.projectId } })).toMatchObject({
      name: 'acme app',
      timezone: 'UTC',
      deletionGraceSeconds: 36 * 3600,
      deletionLimit: null,
      holidays: ['2026-12-25', '2026-12-26'],
      requiredReceipt: ['reference'],
      approvalCount: 20,
      approvalShare: 0.075,
      lookUpPlaces: false,
      blockedProperties: ['Home address', 'utm_*'],
      droppedValues: ['card-number'],
      hashIds: false,
      recordSessions: 12.5,
      replayRetentionDays: 14,
    });
  });

  it('says at the field what does not fit, and keeps what was typed', async () => {
    await reader.page.getByLabel('Public holidays').fill('2026-02-30');
    await button('Save').click();
    await reader.page.getByRole('alert').waitFor();
    expect(await reader.page.getByLabel('Public holidays').getAttribute('aria-invalid')).toBe('true');
    expect(await reader.page.getByLabel('Public holidays').inputValue()).toBe('2026-02-30');
  });

  it('replaces the API secret with an overlap, and ends the old one', async () => {
    await tab('API secret').click();
    await button('Replace the API secret').click();
    await dialog().getByLabel('The old secret stays good for').selectOption('3');
    await dialog().getByRole('button', { name: 'Make a new secret' }).click();
    const shown = dialog().getByText(/^habeas_api_\w{43}$/);
    await shown.waitFor();
    const secrets = opened.app.application.get(ApiSecrets);
    expect((await secrets.find((await shown.textContent()) ?? ''))?.projectId).toBe(opened.project.projectId);
    expect((await secrets.find(opened.project.apiSecret))?.projectId).toBe(opened.project.projectId);
    await finish('Close');
    await button('End the old secret now').click();
    await finish('End the old secret now');
    await button('End the old secret now').waitFor({ state: 'detached' });
    expect(await secrets.find(opened.project.apiSecret)).toBeNull();
  });

  it('says in numbers whose data is refused', async () => {
    await tab('What is refused').click();
    await reader.page.getByText('No id is refused, and nothing ever was.').waitFor();
  });

  it('shows the data map, and what it does not cover', async () => {
    await tab('Data map').click();
    await reader.page.getByRole('button', { name: /Newsletter subscriptions/ }).click();
    await reader.page.getByText('public.newsletter · habeas (PostgreSQL)').waitFor();
    await reader.page.getByText('Emptied: email. The rows stay.').waitFor();
    await reader.page.getByText('emptied every night').waitFor();
    await button('Check now').click();
    await reader.page.getByText('Something is missing, or is not as the map says.').waitFor();
    await reader.page.getByRole('row').filter({ hasText: 'public.customers' }).waitFor();
    expect(await reader.violationsHere()).toEqual([]);
  });

  it('is readable by everybody in light and dark, and on 320 pixels', async () => {
    const page = `/projects/${opened.project.projectId}`;
    expect(await reader.faultsOn(['/projects', page])).toEqual([]);
    for (const name of ['API secret', 'What is refused', 'Data map']) {
      await tab(name).click();
      await reader.settled();
      expect(await reader.violationsHere()).toEqual([]);
    }
  });

  it('shows a member the projects and their tokens, and says the rest', async () => {
    const { app, project } = opened;
    const joining = { email: 'noa@example.com', role: 'member', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    const member = await opened.join(joining);
    await member.open('/projects');
    await member.page.getByRole('link', { name: 'acme app' }).click();
    await member.page.getByText(project.projectToken).waitFor();
    await member.page.getByText('You are a member of this organization.').waitFor();
    expect(await member.page.getByRole('tab').count()).toBe(0);
    expect(member.complaints).toEqual([]);
    await member.close();
  });

  it('leaves nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});
