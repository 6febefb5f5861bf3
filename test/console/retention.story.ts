import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';

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
    await client.engage(['ada', 'cleo', 'dan'].map((id) => ({ $distinct_id: id, $set: { plan: 'free' } })));
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
  const cells = (label: string, text: string) => row(label, text).getByRole('cell').allTextContents();
  const dialog = () => page().getByRole('dialog');
  const field = (label: string) => page().getByLabel(label, { exact: true });
  const held = () => opened.app.prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM subject_data.events`;

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

  it('counts what would go, by collection and month, and whom it spares', async () => {
    await button('Count').click();
    await row('What would go now', 'Events').waitFor();
    expect((await cells('What would go now', 'Events')).slice(1)).toEqual(['12', '3', '0']);
    const months = page().getByRole('region', { name: 'What would go now, by month' });
    await months.getByRole('img').locator('svg').first().waitFor();
    await months.getByText('The same as a table').click();
    expect(await months.getByRole('row').count()).toBe(3);
    expect(await reader.violationsHere()).toEqual([]);
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

  it('shows what a shorter time would take before it is saved, and lets it wait', async () => {
    await field('Months an event is kept').fill('12');
    await button('Save').click();
    await dialog().getByText('This is what the next run would take').waitFor();
    await dialog().getByRole('row').filter({ hasText: 'Events' }).first().waitFor();
    await dialog().getByRole('img', { name: 'What would go then, by month' }).locator('svg').first().waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog().getByRole('button', { name: 'Keep less' }).click();
    await dialog().waitFor({ state: 'detached' });
    await row('Changes that do not count yet', 'Events').getByText('36 months').waitFor();
    await row('Changes that do not count yet', 'Events').getByText('12 months').waitFor();
    expect(await reader.violationsHere()).toEqual([]);
  });

  it('takes a change back', async () => {
    await button('Take back the change of Events').click();
    await page().getByText('The change was taken back.').waitFor();
    await page().getByRole('heading', { name: 'Changes that do not count yet' }).waitFor({ state: 'detached' });
    await row('How long it is kept', 'Events').getByText('36 months').waitFor();
  });

  it('says from when on a shorter time counts, and what the end of the subscription would take on its day', async () => {
    await page().getByText('would count from').waitFor();
    const end = new Date(Date.now() + 30 * DAY);
    await field('Subscription ends on').fill(end.toISOString().slice(0, 10));
    await field('Days profiles are kept after the subscription').fill('10');
    await button('Save').click();
    await dialog().getByText('until then you can take the change back').waitFor();
    const later = dialog()
      .getByRole('table', { name: 'What goes later' })
      .getByRole('row')
      .filter({ hasText: 'profiles after the subscription' });
    await later.waitFor();
    expect((await later.getByRole('cell').allTextContents()).slice(1)).toEqual(['3', '0', '0']);
    expect(await reader.violationsHere()).toEqual([]);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    await field('Subscription ends on').fill('');
    await field('Days profiles are kept after the subscription').fill('');
  });

  it('says at the field what does not fit, and keeps what was typed', async () => {
    await field('Days a recording is kept').fill('9999');
    await button('Save').click();
    await page().getByRole('alert').waitFor();
    expect(await field('Days a recording is kept').inputValue()).toBe('9999');
    await field('Days a recording is kept').fill('30');
    await field('Months an event is kept').fill('');
    await field('Basis for keeping events longer').fill('');
    await button('Save').click();
    await dialog().getByRole('button', { name: 'Keep less' }).click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('runs at once for an owner: what has had its time goes, and whoever is held stays', async () => {
    // The longer window of the change that does not count yet would spare what is three years old.
    await opened.app.prisma.retentionChange.updateMany({ data: { effectiveAt: new Date(Date.now() - 1000) } });
    await button('Run now').click();
    await dialog().getByText('What has gone does not come back').waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog().getByRole('button', { name: 'Run now' }).click();
    await page().getByText('The run starts.').waitFor();
    const ended = { finishedAt: { not: null } };
    await until('the run to end', () => opened.app.prisma.retentionRun.findFirst({ where: ended }), 60_000);
    expect((await held())[0]?.n).toBe(12);
    await row('Runs', 'done').first().waitFor();
  });

  it('shows of a run what went and what was spared, and its record can be checked by anybody', async () => {
    await page()
      .getByRole('link', { name: /^Run of / })
      .click();
    await page().getByRole('heading', { level: 1, name: 'Retention run' }).waitFor();
    const steps = row('What went, and what did not', 'events past their time');
    await steps.getByText('3 rows: on hold').waitFor();
    const name = await page()
      .getByText(/^openssl pkeyutl/)
      .textContent();
    const folder = mkdtempSync(join(tmpdir(), 'habeas-record-'));
    const links = [/^Record \(/, /^Signature \(/, /^Public key \(/];
    for (const link of links) {
      const file = await reader.saved(() => page().getByRole('link', { name: link }).click());
      writeFileSync(join(folder, file.name), file.bytes);
    }
    const [program = '', ...words] = (name ?? '').split(' ');
    expect(execFileSync(program, words, { cwd: folder, encoding: 'utf8' })).toContain('Verified Successfully');
    expect(await reader.violationsHere()).toEqual([]);
  });

  it('is readable by everybody in light and dark, and on 320 pixels', async () => {
    const { id } = await opened.app.prisma.retentionRun.findFirstOrThrow({ where: { finishedAt: { not: null } } });
    const paths = ['/retention', `/retention/runs/${id}`];
    expect(await reader.faultsOn(paths)).toEqual([]);
  });

  it('leaves the plan and the run to owners, and says so', async () => {
    const { app, project } = opened;
    const joining = { email: 'ana@example.com', role: 'admin', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    const admin = await opened.join(joining);
    await admin.open('/retention');
    await admin.page.getByText('Owners change the plan and the dates of the project.').waitFor();
    await admin.page.getByText('Owners can start it at once.').waitFor();
    expect(await admin.page.getByLabel('Plan', { exact: true }).isDisabled()).toBe(true);
    expect(await admin.page.getByRole('button', { name: 'Run now' }).count()).toBe(0);
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
    await row('Wie lange es aufbewahrt wird', 'Ereignisse').getByText('24 Monate ab dem Tag').waitFor();
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
