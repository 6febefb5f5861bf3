import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import type { Browser } from 'playwright-core';
import { createApplication } from '../../src/application.js';
import { prepareFirstStart } from '../../src/demo/index.js';
import { SAMPLE } from '../../src/demo/sample-data/sample-data-people.js';
import { freePort, MasterKey, readConfig } from '../../src/platform/index.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TEST_MASTER_KEY } from '../support/master-key.js';
import { needsProgram } from '../support/needs-program.js';
import { fileOf, manifestIn, readZip } from '../support/zip.js';

const SIGN_IN = /sign in as (\S+) with the password (\S+)/;

needsProgram('chromium', 'apt-get install chromium')('a newcomer, with what npm start has printed and a mouse', () => {
  const directory = mkdtempSync(join(tmpdir(), 'habeas-newcomer-'));
  const said: string[] = [];
  let database: TestDatabase;
  let application: INestApplication;
  let browser: Browser;
  let newcomer: Reader;

  beforeAll(async () => {
    database = await createTestDatabase();
    const port = await freePort();
    // DATABASE_URL is unset, as on the first start: the sample is made on the database that Habeas keeps itself.
    const config = readConfig({ HABEAS_DATA_DIR: directory, PORT: String(port), LOG_LEVEL: 'error' });
    const masterKey = new MasterKey(Buffer.from(TEST_MASTER_KEY, 'hex'));
    const context = { config, databaseUrl: database.url, masterKey };
    application = await createApplication(context);
    await prepareFirstStart(application, context, (line) => said.push(line));
    await application.listen(port, '127.0.0.1');
    browser = await openChromium();
    newcomer = await Reader.at(browser, `http://127.0.0.1:${port}`);
  });
  afterAll(async () => {
    await browser.close();
    await application.close();
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  const click = (name: string) => newcomer.page.getByRole('button', { name, exact: true }).click();
  const follow = (name: string) =>
    newcomer.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  const section = (name: string) => newcomer.page.getByRole('region', { name, exact: true });

  /** Finds the person by what their profile says, and goes on to a request about them. */
  async function findPerson(request: 'Request export' | 'Request deletion'): Promise<void> {
    await follow('Find a person');
    await newcomer.page.getByLabel('Value').fill(SAMPLE.regular.alias);
    await click('Find');
    await newcomer.page.getByText('1 person is chosen.').waitFor();
    await click(request);
    await click('Show the preview');
    await newcomer.page.getByRole('heading', { name: 'Preview' }).waitFor();
  }

  it('signs in as the last lines say', async () => {
    const [, email = '', password = ''] = SIGN_IN.exec(said.slice(-4).join('\n')) ?? [];
    await newcomer.signIn(email, password);
    await newcomer.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });

  it('finds a person by their e-mail address, and has an export made, whose file opens', async () => {
    await findPerson('Request export');
    await click('Open the export');
    await section('Status').getByText('The file is finished and was read back.').waitFor();
    const { name, bytes } = await newcomer.saved(() => section('The file').getByRole('button').click());
    expect(name).toMatch(/\.zip$/);
    const files = await readZip(bytes);
    expect(JSON.parse(manifestIn(files))).toMatchObject({ format: 'habeas/manifest/1', regime: 'GDPR' });
    expect(fileOf(files, 1, 'index.html')).toContain('holds about you');
    expect(fileOf(files, 1, 'events.jsonl')?.split('\n').length).toBeGreaterThan(10);
  });

  it('has the person deleted at once, and sees that proved in the page', async () => {
    await findPerson('Request deletion');
    await newcomer.page.getByLabel('Type the number of people (1) to confirm').fill('1');
    await click('Open the deletion');
    await section('Status').getByText('The next sweep, which erases everything that is due').waitFor();
    await click('Sweep now');
    await newcomer.page.getByText('What is erased does not come back').waitFor();
    expect(await newcomer.violationsHere()).toEqual([]);
    await click('Erase now');
    await section('Status').getByText('The data was erased').waitFor();
    await section('Completion record').getByText('The signature is good').waitFor();
    await section('Timeline').getByText('An owner has had the sweep started at once').waitFor();
    await findNobody();
  });

  async function findNobody(): Promise<void> {
    await follow('Find a person');
    await newcomer.page.getByLabel('Value').fill(SAMPLE.regular.alias);
    await click('Find');
    await newcomer.page.getByText(/No profile of this project says so/).waitFor();
  }

  it('left the browser nothing to complain about, and no address in a log', async () => {
    expect(newcomer.complaints).toEqual([]);
    expect(await newcomer.tracesOf(SAMPLE.regular.alias)).toEqual([]);
  });
});
