import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';

const DAY = 86_400_000;

needsProgram('chromium', 'apt-get install chromium')('retention in the console', () => {
  let opened: OpenConsole;
  let reader: Reader;
  let client: ApiClient;

  beforeAll(async () => {
    opened = await openConsole();
    reader = opened.owner;
    client = new ApiClient(opened.app, opened.project);
    await reader.page.emulateMedia({ reducedMotion: 'reduce' });
    await client.importEvents([
      ...seen('ada', 3 * 365, 12),
      ...seen('bob', 3 * 365 + 40, 3),
      ...seen('cleo', 13 * 30, 5),
      ...seen('dan', 2, 4),
    ]);
    const hold = { projectId: opened.project.projectId, distinctIds: ['bob'], basis: 'Litigation' };
    const until = new Date(Date.now() + 400 * DAY).toISOString();
    expect((await client.call('POST', '/api/v1/holds', { ...hold, until })).status).toBe(201);
  });
  afterAll(() => opened.close());
  afterEach(() => expect(reader.complaints).toEqual([]));

  const page = () => reader.page;
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const row = (label: string, text: string) =>
    page().getByRole('table', { name: label, exact: true }).getByRole('row').filter({ hasText: text });
  const field = (label: string) => page().getByLabel(label, { exact: true });

  it('is found under Data & Privacy, and says in words how long what is kept, and why', async () => {
    await reader.open('/');
    await page().getByRole('link', { name: 'Retention' }).click();
    await page().getByRole('heading', { level: 1, name: 'Retention' }).waitFor();
    const rule = 'How long it is kept';
    await row(rule, 'Events').getByText('24 months from the date of the event').waitFor();
    await row(rule, 'Events').getByText('Two years: the rule for every project.').waitFor();
    await row(rule, 'Profiles').getByText('As long as the subscription lasts').waitFor();
    await row(rule, 'Recordings').getByText('30 days from the arrival').waitFor();
  });

  it('asks for a basis before events are kept longer than the rule says', async () => {
    await field('Months an event is kept').fill('36');
    await button('Save').click();
    await page().getByText('Say why events are kept longer than the rule says.').waitFor();
    await field('Basis for keeping events longer').fill('HGB §257');
    await button('Save').click();
    await page().getByText('Saved', { exact: true }).waitFor();
    await row('How long it is kept', 'Events').getByText('Basis: HGB §257').waitFor();
  });

  it('says at the field what does not fit, and keeps what was typed', async () => {
    await field('Days a recording is kept').fill('9999');
    await button('Save').click();
    await page().getByRole('alert').waitFor();
    expect(await field('Days a recording is kept').inputValue()).toBe('9999');
  });

  it('is readable by everybody in light and dark, and on 320 pixels', async () => {
    expect(await reader.violationsOn(['/retention'])).toEqual([]);
    expect(await reader.tooWide(['/retention'])).toEqual([]);
  });

  it('leaves the plan and the run to owners, and says so', async () => {
    const { app, project } = opened;
    const joining = { email: 'ana@example.com', role: 'admin', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    const admin = await opened.join(joining);
    await admin.open('/retention');
    await admin.page.getByText('Owners change the plan and the dates of the project.').waitFor();
    expect(await admin.page.getByLabel('Plan', { exact: true }).isDisabled()).toBe(true);
    expect(admin.complaints).toEqual([]);
    await admin.close();
  });

  it('tells a member who may', async () => {
    const { app, project } = opened;
    const joining = { email: 'noa@example.com', role: 'member', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    const member = await opened.join(joining);
    await member.open('/retention');
    await member.page.getByText('You are a member of this organization.').waitFor();
    expect(await member.page.getByRole('table').count()).toBe(0);
    expect(member.complaints).toEqual([]);
    await member.close();
  });

  it('speaks German', async () => {
    await page().evaluate("localStorage.setItem('habeas.language', 'de')");
    await reader.open('/retention');
    await page().getByRole('heading', { level: 1, name: 'Aufbewahrung' }).waitFor();
    await row('Wie lange es aufbewahrt wird', 'Ereignisse').getByText('36 Monate ab dem Tag').waitFor();
  });
});

/** Events of somebody, all of one day so many days ago. */
function seen(distinctId: string, daysAgo: number, count: number): object[] {
  const time = Math.floor((Date.now() - daysAgo * DAY) / 1000);
  return Array.from({ length: count }, (_, index) => ({
    event: 'Viewed',
    properties: { time, distinct_id: distinctId, $insert_id: `${distinctId}-${index}` },
  }));
}
