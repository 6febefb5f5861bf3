import { ProjectsService } from '../../../src/access/index.js';
import { ApiClient } from '../../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../../support/console-browser.js';
import { needsProgram } from '../../support/needs-program.js';

const TOKYO = 'Asia/Tokyo';
const LOS_ANGELES = 'America/Los_Angeles';
const BERLIN = 'Europe/Berlin';

needsProgram('chromium', 'apt-get install chromium')('moments and days in two zones', () => {
  let opened: OpenConsole;
  let requestId = '';
  const readers = new Map<string, Reader>();

  beforeAll(async () => {
    opened = await openConsole({ settings: { DELETION_GRACE: '24h' } });
    const { app, project } = opened;
    await app.application.get(ProjectsService).change('operator', project.projectId, { timezone: BERLIN });
    const client = new ApiClient(app, project);
    requestId = await client.open({ kind: 'deletion', distinctIds: ['nobody-of-ours'] });
    for (const timezoneId of [TOKYO, LOS_ANGELES]) {
      const owner = { email: project.ownerEmail, password: project.ownerPassword };
      readers.set(timezoneId, await opened.join(owner, { timezoneId, reducedMotion: 'reduce' }));
    }
  });
  afterAll(() => opened.close());

  const reader = (zone: string): Reader => readers.get(zone) as Reader;
  /** As the page says it to this reader. */
  const said = (moment: string, timeZone: string): string =>
    new Date(moment).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short', timeZone });

  it('show each reader their own clock, and UTC where one points or comes by keyboard', async () => {
    for (const zone of [TOKYO, LOS_ANGELES]) {
      const { page } = reader(zone);
      await reader(zone).open(`/requests/${requestId}`);
      const moment = page.getByRole('region', { name: 'Timeline' }).locator('time').first();
      const iso = (await moment.getAttribute('dateTime')) ?? (await moment.getAttribute('datetime')) ?? '';
      expect((await moment.textContent())?.replaceAll('\u202f', ' ')).toBe(said(iso, zone).replaceAll('\u202f', ' '));
      const utc = page.getByRole('tooltip', { name: `${iso.replace('T', ' ').slice(0, 16)} UTC` });
      await moment.hover();
      await utc.waitFor();
      await page.mouse.move(0, 0);
      await utc.waitFor({ state: 'hidden' });
      await moment.focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      await utc.waitFor();
      expect(await reader(zone).violations()).toEqual([]);
      expect(reader(zone).complaints).toEqual([]);
    }
  });

  it('take a day that is typed for one of the project, wherever it is typed', async () => {
    const { prisma } = opened.app;
    for (const zone of [TOKYO, LOS_ANGELES]) {
      const { page } = reader(zone);
      await reader(zone).open('/retention');
      const field = page.getByLabel('Subscription ends on', { exact: true });
      await page.getByText(`A day by the clock of the project: ${BERLIN}.`).first().waitFor();
      await field.fill(zone === TOKYO ? '2031-07-15' : '2032-01-15');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Saved', { exact: true }).waitFor();
      const row = await prisma.project.findUniqueOrThrow({ where: { id: opened.project.projectId } });
      const end = zone === TOKYO ? '2031-07-15T21:59:59.999Z' : '2032-01-15T22:59:59.999Z';
      expect(row.subscriptionEndsAt?.toISOString()).toBe(end);
      await reader(zone).open('/retention');
      expect(await field.inputValue()).toBe(zone === TOKYO ? '2031-07-15' : '2032-01-15');
    }
  });

  it('end a hold with a day of the project', async () => {
    const { prisma } = opened.app;
    for (const zone of [TOKYO, LOS_ANGELES]) {
      const { page } = reader(zone);
      await reader(zone).open('/holds');
      const person = `held-from-${zone}`;
      await page.getByRole('textbox', { name: 'Ids of the people, one a line' }).fill(person);
      await page.getByRole('textbox', { name: 'Why they must not be erased' }).fill('Litigation');
      await page.getByLabel('Until the end of').fill('2031-07-15');
      await page.getByText(`A day by the clock of the project: ${BERLIN}.`).waitFor();
      await page.getByRole('button', { name: 'Place a hold', exact: true }).click();
      await page.getByText('One hold was placed.').first().waitFor();
      const newest = await prisma.hold.findFirstOrThrow({ orderBy: { placedAt: 'desc' } });
      expect(newest.until.toISOString()).toBe('2031-07-15T21:59:59.999Z');
    }
  });

  it('narrow lists down by the reader’s own days, and say so', async () => {
    for (const zone of [TOKYO, LOS_ANGELES]) {
      for (const path of ['/requests', '/audit']) {
        await reader(zone).open(path);
        await reader(zone).page.getByText(`A day by your own clock: ${zone}.`).first().waitFor();
      }
    }
  });
});
