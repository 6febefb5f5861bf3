import type { Browser } from 'playwright-core';
import { SAMPLE } from '../../src/demo/sample-data/sample-data-people.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { FirstStart } from '../support/first-start.js';
import { needsProgram } from '../support/needs-program.js';
import { withClient } from '../support/three-subjects.js';
import { fileOf, manifestIn, readZip } from '../support/zip.js';

/** What stands in the last lines, and is all that a newcomer knows. */
const KNOWN = {
  address: /^The console: (\S+)$/m,
  email: /^ {2}sign in as (\S+) with the password \S+$/m,
  password: /^ {2}sign in as \S+ with the password (\S+)$/m,
  person: /^ {2}and find a person there, such as (\S+)$/m,
};
const LAST_LINES = 6;
const FIVE_MINUTES = 300_000;

needsProgram('chromium', 'apt-get install chromium')('a newcomer, with what npm start has printed and a mouse', () => {
  const begun = performance.now();
  let habeas: FirstStart;
  let browser: Browser;
  let newcomer: Reader;
  const known = { address: '', email: '', password: '', person: '' };

  beforeAll(async () => {
    [habeas, browser] = await Promise.all([FirstStart.run(), openChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await habeas.destroy();
  });

  const click = (name: string) => newcomer.page.getByRole('button', { name, exact: true }).click();
  const follow = (name: string) =>
    newcomer.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  const section = (name: string) => newcomer.page.getByRole('region', { name, exact: true });
  const ask = async <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    withClient(await habeas.databaseUrl(), async (sql) => (await sql.query<Row>(text, values)).rows);
  /** What the database has under the ids of the person. */
  const rowsOf = async (): Promise<number> => {
    const { distinctId, alias, mergedId, devices } = SAMPLE.regular;
    const [row] = await ask<{ rows: number }>(
      `SELECT (SELECT count(*) FROM subject_data.events WHERE distinct_id = ANY ($1))::int
         + (SELECT count(*) FROM subject_data.profiles WHERE distinct_id = ANY ($1))::int AS rows`,
      [distinctId, alias, mergedId, ...devices],
    );
    return row?.rows ?? -1;
  };
  const endOf = (kind: string) =>
    ask(`SELECT status, outcome FROM requests JOIN request_subjects ON request_id = requests.id WHERE kind = $1`, kind);

  /** Finds the person by what their profile says, and goes on to a request about them. */
  async function findPerson(request: 'Request export' | 'Request deletion'): Promise<void> {
    await follow('Find a person');
    await newcomer.page.getByLabel('Value').fill(known.person);
    await click('Find');
    await newcomer.page.getByText('1 person is chosen.').waitFor();
    await click(request);
    await click('Show the preview');
    await newcomer.page.getByRole('heading', { name: 'Preview' }).waitFor();
  }

  it('reads in the last lines where the console is, how to sign in and whom to look for', () => {
    const lastLines = habeas.said.slice(-LAST_LINES).join('\n');
    for (const name of Object.keys(KNOWN) as (keyof typeof KNOWN)[]) {
      known[name] = KNOWN[name].exec(lastLines)?.[1] ?? '';
      expect([name, known[name]]).not.toEqual([name, '']);
    }
  });

  it('signs in as they say', async () => {
    newcomer = await Reader.at(browser, known.address);
    await newcomer.signIn(known.email, known.password);
    await newcomer.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });

  it('finds the person, and has an export made, whose file opens', async () => {
    await findPerson('Request export');
    await click('Open the export');
    await section('Status').getByText('The file is finished and was read back.').waitFor();
    const { name, bytes } = await newcomer.saved(() => section('The file').getByRole('button').click());
    expect(name).toMatch(/\.zip$/);
    const files = await readZip(bytes);
    expect(JSON.parse(manifestIn(files))).toMatchObject({ format: 'habeas/manifest/1', regime: 'GDPR' });
    expect(fileOf(files, 1, 'index.html')).toContain('holds about you');
    expect(fileOf(files, 1, 'events.jsonl')?.split('\n').length).toBeGreaterThan(10);
    expect(await endOf('export')).toEqual([{ status: 'SUCCESS', outcome: 'exported' }]);
  });

  it('has the person deleted at once, and sees that proved in the page', async () => {
    expect(await rowsOf()).toBeGreaterThan(10);
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
    expect(await endOf('deletion')).toEqual([{ status: 'SUCCESS', outcome: 'erased' }]);
    expect(await rowsOf()).toBe(0);
  });

  it('finds nobody of that address any more', async () => {
    await follow('Find a person');
    await newcomer.page.getByLabel('Value').fill(known.person);
    await click('Find');
    await newcomer.page.getByText(/No profile of this project says so/).waitFor();
  });

  it('has come that far within five minutes, with nothing for the browser to complain about, and no address in a log', async () => {
    expect(performance.now() - begun).toBeLessThan(FIVE_MINUTES);
    expect(newcomer.complaints).toEqual([]);
    expect(await newcomer.tracesOf(known.person)).toEqual([]);
    expect(habeas.said.filter((line) => line.includes(known.person))).toHaveLength(1);
  });
});
