import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';

const PASSWORD = 'correct horse battery staple';
const DAY = 86_400_000;

needsProgram('chromium', 'apt-get install chromium')('the overview and the holds of an organization', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let browser: Browser;
  let reader: Reader;

  beforeAll(async () => {
    // The sweep comes at night: what waits for it waits for the owner.
    const settings = { SWEEP_SCHEDULE: '0 2 * * *', DELETION_GRACE: '0s' };
    [app, browser] = await Promise.all([startApp({ settings }), openChromium()]);
    project = await createProject(app);
    client = new ApiClient(app, project);
    const people = ['ada', 'bob', 'cleo'];
    await client.importEvents(
      people.map((id) => ({
        event: 'Signed up',
        properties: { time: Math.floor(Date.now() / 1000) - 60, distinct_id: id, $insert_id: id },
      })),
    );
    reader = await Reader.at(browser, app.url);
    await reader.signIn(project.ownerEmail, project.ownerPassword);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const tomorrow = (): string => new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10);
  const heading = (name: string) => reader.page.getByRole('heading', { name });

  /** A deletion that was prepared and waits for the schedule. */
  async function dueDeletion(distinctId: string): Promise<string> {
    const id = await client.open({ kind: 'deletion', regime: 'CCPA', distinctIds: [distinctId] });
    await until('the deletion to wait for the sweep', async () => (await client.show(id)).waitingFor === 'sweep');
    return id;
  }

  describe('holds', () => {
    const page = () => reader.page;

    it('are placed on people named one a line, and are told to be missing before they are sent', async () => {
      await reader.open('/holds');
      await page().getByText('Nobody of this project is on hold.').waitFor();
      await page().getByRole('button', { name: 'Place a hold' }).click();
      await page().getByText('Name at least one person.').waitFor();
      await page().getByText('Say why they must not be erased.').waitFor();
      await page().getByRole('textbox', { name: 'Ids of the people, one a line' }).fill(' ada \nbob\nada\n');
      await page().getByText('2 ids; 1 came twice and counts once').waitFor();
      await page().getByRole('textbox', { name: 'Why they must not be erased' }).fill('Litigation 4711');
      await page().getByRole('textbox', { name: 'Your own reference' }).fill('FILE-1');
      await page().getByLabel('Until the end of').fill(tomorrow());
      await page().getByRole('button', { name: 'Place a hold' }).click();
      await page().getByText('2 holds were placed.').waitFor();
      await page().getByRole('table', { name: 'In force' }).getByText('ada', { exact: true }).waitFor();
      expect(await page().getByText('Litigation 4711').count()).toBe(2);
    });

    it('that the law does not allow are refused in a sentence at the field, and what was typed stays', async () => {
      await page().getByRole('textbox', { name: 'Ids of the people, one a line' }).fill('cleo');
      await page().getByRole('textbox', { name: 'Why they must not be erased' }).fill('Litigation');
      await page().getByLabel('Until the end of').fill('2020-01-01');
      await page().getByRole('button', { name: 'Place a hold' }).click();
      await page().getByText('A hold must end in the future. Choose a later day.').waitFor();
      expect(await page().getByRole('textbox', { name: 'Ids of the people, one a line' }).inputValue()).toBe('cleo');
      expect(await reader.violationsHere()).toEqual([]);
    });

    it('take ids from a file, and say of another one what is wrong with it', async () => {
      const input = page().locator('input[type="file"]');
      await input.setInputFiles({ name: 'a.xlsx', mimeType: 'text/csv', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0]) });
      await page().getByText('The file is a spreadsheet').waitFor();
      const csv = Buffer.from('name;distinct_id\nCleo;cleo\nDan;dan\n');
      await input.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: csv });
      await page().getByText('2 ids', { exact: true }).waitFor();
      expect(await page().getByRole('textbox', { name: 'Ids of the people, one a line' }).inputValue()).toBe(
        'cleo\ndan',
      );
    });

    it('are found by an id, which stands in no address', async () => {
      await reader.open('/holds');
      await page().getByRole('textbox', { name: 'Id of the person' }).fill('nobody');
      await page().getByRole('button', { name: 'Look' }).click();
      await page().getByText('There is no hold on this id, and was none.').waitFor();
      await page().getByRole('textbox', { name: 'Id of the person' }).fill('bob');
      await page().getByRole('button', { name: 'Look' }).click();
      await page().getByText('One hold on this id').waitFor();
      expect(page().url()).not.toContain('bob');
      expect(await page().title()).toBe('Holds · Habeas');
    });

    it('are lifted after a question, and stand among those that ended', async () => {
      const active = page().getByRole('table', { name: 'In force' });
      await active.getByRole('button', { name: 'Lift the hold on ada' }).click();
      await page().getByRole('dialog', { name: 'Lift this hold?' }).waitFor();
      expect(await reader.violationsHere()).toEqual([]);
      await page().getByRole('button', { name: 'Lift the hold', exact: true }).click();
      await page().getByText('The hold was lifted.').waitFor();
      await active.getByText('ada', { exact: true }).waitFor({ state: 'detached' });
      await page().getByRole('tab', { name: 'Ended' }).click();
      await page().getByRole('table', { name: 'Ended' }).getByText('ada', { exact: true }).waitFor();
      await page().getByRole('table', { name: 'Ended' }).getByText('lifted', { exact: true }).waitFor();
    });

    it('are readable by everybody', async () => {
      expect(await reader.violationsHere()).toEqual([]);
      expect(reader.complaints).toEqual([]);
    });
  });

  describe('a due deletion', () => {
    it('is carried out at once when its owner says so', async () => {
      const id = await dueDeletion('cleo');
      const { page } = reader;
      await reader.open('/');
      await page.getByText('One deletion waits for the sweep: 1 person.').waitFor();
      await page.getByRole('button', { name: 'Sweep now' }).click();
      await page.getByRole('dialog', { name: 'Start the sweep now?' }).waitFor();
      await page.getByText('What is erased does not come back').waitFor();
      await page.getByRole('button', { name: 'Erase now' }).click();
      await page.getByText('The sweep starts: 1 deletion.').waitFor();
      await until('the deletion to end', async () => (await client.show(id)).status === 'SUCCESS');
      await page.getByText('No deletion waits for the sweep.').waitFor();
      expect(await page.getByRole('button', { name: 'Sweep now' }).count()).toBe(0);
      await page.getByText('Latest sweeps').click();
      await page.getByRole('table', { name: 'Latest sweeps' }).waitFor();
    });

    it('is the owner’s alone to start: an admin is told so, a member sees nothing of it', async () => {
      await dueDeletion('dan');
      const people = [
        ['ana@example.com', 'admin', 'Owners can start it at once.'],
        ['lee@example.com', 'member', 'You are a member of this organization.'],
      ] as const;
      for (const [email, role, sentence] of people) {
        await joinApp(app.application, project.organizationId, { email, role, password: PASSWORD });
        const other = await Reader.at(browser, app.url);
        await other.signIn(email, PASSWORD);
        await other.page.getByText(sentence).waitFor();
        expect(await other.page.getByRole('button', { name: 'Sweep now' }).count()).toBe(0);
        expect(other.complaints).toEqual([]);
        await other.close();
      }
    });
  });

  describe('the numbers', () => {
    it('are drawn, and stand in a table each', async () => {
      await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['bob'] });
      await reader.open('/');
      for (const name of ['Open by deadline', 'Received by month', 'Days to the answer']) {
        await heading(name).waitFor();
        const figure = reader.page.getByRole('region', { name });
        await figure.getByRole('img', { name }).locator('svg').first().waitFor();
        await figure.getByText('The same as a table').click();
        expect(await figure.getByRole('table', { name, exact: true }).getByRole('row').count()).toBeGreaterThan(4);
      }
      expect(await reader.violations()).toEqual([]);
      expect(reader.complaints).toEqual([]);
    });

    it('of a year are shown as the law asks for them, and go along as CSV and JSON', async () => {
      const { page } = reader;
      const year = String(new Date().getFullYear());
      await page.getByRole('combobox', { name: 'Year received' }).selectOption(year);
      await page.getByText('The year is not over').waitFor();
      const received = page.getByRole('row', { name: /^Received/ });
      expect(await received.getByRole('cell').allTextContents()).toEqual(['0', '2', '1', '2']);
      for (const [link, ending] of [
        ['Download as CSV', 'csv'],
        ['Download as JSON', 'json'],
      ] as const) {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: link }).click(),
        ]);
        expect(download.suggestedFilename()).toBe(`privacy-metrics-${year}.${ending}`);
        const text = readFileSync(await download.path(), 'utf8');
        expect(text).toContain(ending === 'csv' ? `${year},ccpa,delete,2` : '"of":"ccpa"');
      }
    });

    it('are readable in German, in light and dark, and on a telephone without scrolling sideways', async () => {
      const german = await Reader.at(browser, app.url, { locale: 'de-DE' });
      await german.page.goto('/');
      await german.page.getByLabel('E-Mail').fill(project.ownerEmail);
      await german.page.getByRole('textbox', { name: 'Passwort' }).fill(project.ownerPassword);
      await german.page.getByRole('button', { name: 'Anmelden' }).click();
      await german.page.getByRole('heading', { name: 'Eingang nach Monaten' }).waitFor();
      await german.page.getByRole('img', { name: 'Eingang nach Monaten' }).locator('svg').first().waitFor();
      expect(await german.faultsOn(['/', '/holds'])).toEqual([]);
      expect(german.complaints).toEqual([]);
      await german.close();
    });
  });
});
