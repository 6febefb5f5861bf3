import { ProjectsService } from '../../src/access/index.js';
import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { createTestDatabase } from '../support/database.js';
import { needsProgram } from '../support/needs-program.js';
import { SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
const KIOSK = '$device:kiosk';
const FIRST_SEEN = Date.parse('2026-02-01T10:00:00Z');
/** Ids that no line of a text field can hold as they are. */
const UNTYPEABLE = ['two\nlines', ' with a space before'];

/** A file that lies on the page like one dragged there from a desktop. */
const dragged = (...names: string[]) => `(() => {
  const dragged = new DataTransfer();
  for (const name of ${JSON.stringify(names)})
    dragged.items.add(new File(['distinct_id\\nada\\nbea\\n'], name, { type: 'text/csv' }));
  return dragged;
})()`;

needsProgram('chromium', 'apt-get install chromium')('the preview of a request', () => {
  let opened: OpenConsole;
  let owner: Reader;
  let client: ApiClient;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    const settings = { ROLE: 'api', DELETION_GRACE: '24h' };
    opened = await openConsole({ database, dataMap: shopDataMap(FIRST_PROJECT), settings });
    ({ owner } = opened);
    await owner.page.emulateMedia({ reducedMotion: 'reduce' });
    client = new ApiClient(opened.app, opened.project);
    const event = (minute: number, properties: object) => ({
      event: 'Played',
      properties: { time: FIRST_SEEN + minute * 60_000, $insert_id: `played-${minute}`, ...properties },
    });
    await client.importEvents([
      event(0, { distinct_id: 'ada' }),
      event(1, { $device_id: 'kiosk' }),
      event(2, { $device_id: 'kiosk', $user_id: 'ada' }),
      event(3, { $device_id: 'kiosk', $user_id: 'bea' }),
      event(4, { distinct_id: 'bea' }),
    ]);
    await client.engage(UNTYPEABLE.map((id) => ({ $distinct_id: id, $set: { club: 'chess' } })));
    await client.engage(['ada', 'bea'].map((id) => ({ $distinct_id: id, $set: { plan: 'Pro' } })));
    await withClient(database.url, (sql) =>
      sql.query(`INSERT INTO invoice (customer, total, issued) VALUES ('ada', 19.99, '2025-06-06')`),
    );
    const { projectId } = opened.project;
    const until = new Date(Date.now() + 400 * DAY).toISOString();
    await client.call('POST', '/api/v1/holds', { projectId, distinctIds: ['ada'], basis: 'Litigation 4711', until });
  });
  afterAll(() => opened.close());
  afterEach(() => expect(owner.complaints).toEqual([]));

  const page = () => owner.page;
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const says = (text: string | RegExp) => page().getByText(text).first().waitFor();
  const note = (title: string) => page().getByRole('note').filter({ hasText: title });
  const region = (name: string) => page().getByRole('region', { name, exact: true });
  const meant = (id: string) =>
    region('Who is meant')
      .getByRole('row')
      .filter({ has: page().getByRole('cell', { name: id, exact: true }) });
  const change = (settings: object) =>
    opened.app.application.get(ProjectsService).change('operator', opened.project.projectId, settings);

  async function start(kind: 'export' | 'deletion'): Promise<void> {
    await owner.open('/profile');
    await owner.open(`/requests/new/${kind}`);
  }
  async function preview(): Promise<void> {
    await button('Show the preview').click();
    await page().getByRole('heading', { name: 'Preview', exact: true }).waitFor();
  }
  async function previewOf(kind: 'export' | 'deletion', ...ids: string[]): Promise<void> {
    await start(kind);
    await page().getByRole('textbox', { name: 'distinct_id of each person' }).fill(ids.join('\n'));
    await preview();
  }
  async function open(people: number): Promise<string> {
    await page().getByLabel(`Type the number of people (${people}) to confirm`).fill(String(people));
    await button('Open the deletion').click();
    await page().waitForURL(/#\/requests\/[0-9a-f-]{36}$/);
    return page().url().split('/').at(-1) ?? '';
  }

  it('tells who is on hold, what the law keeps, and whose ids several people share', async () => {
    await previewOf('deletion', 'ada', 'bea');
    await note('On hold').getByText('1 person is on hold and will not be erased').waitFor();
    await note('Kept by law').getByText('Not erased: Invoices (until ten years).').waitFor();
    await note('Shared ids').getByText('2 people have ids that belong to several people').waitFor();
    await meant('ada').getByText('On hold: Litigation 4711').waitFor();
    await meant('ada')
      .getByText(/^1 (id is shared|device was given)/)
      .waitFor();
    expect(await owner.faultsHere()).toEqual([]);
  });

  it('tells since when each of it is held, and what will become of it', async () => {
    const held = (title: string) => region('What is held').getByRole('row').filter({ hasText: title });
    const times = await held('Events').locator('time').all();
    const moments = await Promise.all(times.map((each) => each.getAttribute('datetime')));
    expect(moments.map((each) => Date.parse(each ?? ''))).toEqual([FIRST_SEEN, FIRST_SEEN + 4 * 60_000]);
    await held('Events').getByText('is erased').waitFor();
    await held('Invoices').getByText('is kept: Retention of invoices (§147 AO)').waitFor();
  });

  it('asks whose a shared id is: what was decided counts at once, and stands in the request', async () => {
    const whose = page().getByRole('group', { name: 'Whose are these ids?' });
    await whose.getByLabel(KIOSK, { exact: true }).selectOption('bea');
    await note('Shared ids that were decided about').getByText('1 person shares ids').waitFor();
    await owner.settled();
    expect(await note('unless you decide').count()).toBe(0);
    await meant('ada').getByText('belongs to bea, as decided in this request.').waitFor();
    expect(await meant('ada').getByText('left alone').count()).toBe(0);
    expect(await whose.getByLabel(KIOSK, { exact: true }).inputValue()).toBe('bea');
    expect(await owner.faultsHere()).toEqual([]);
    const id = await open(2);
    expect(await client.show(id)).toMatchObject({ decisions: [{ distinctId: KIOSK, ordinal: 1 }] });

    await previewOf('deletion', 'cleo', 'ada');
    const words = `belongs to bea, as decided in request ${id.slice(0, 8)}`;
    await meant('ada').getByText(words).waitFor();
    await meant('ada').getByText('left alone').waitFor();
    expect(await note('unless you decide').count()).toBe(0);
    expect(await owner.faultsHere()).toEqual([]);
    await meant('ada').getByRole('link').click();
    await page().waitForURL(new RegExp(`#/requests/${id}$`));
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
    await previewOf('deletion', 'ada');
    await note('Shared ids').getByText('unless you decide').waitFor();
    expect(await meant('ada').getByText('as decided').count()).toBe(0);
  });

  it('leaves a shared id alone again where a decision is taken back', async () => {
    await previewOf('deletion', 'ada', 'bea');
    const whose = page().getByLabel(KIOSK, { exact: true });
    await whose.selectOption('ada');
    await note('Shared ids').getByText('1 person shares ids').waitFor();
    await whose.selectOption('');
    await note('Shared ids').getByText('2 people have ids').waitFor();
    await owner.settled();
    const id = await open(2);
    expect(await client.show(id)).toMatchObject({ decisions: [] });
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
  });

  it('is asked for a file that was dropped on the page, one at a time', async () => {
    await start('export');
    await page().getByLabel('I have a file (CSV)').check();
    const place = page().getByText(/^Drop a CSV file/);
    for (const [names, words] of [
      [['one.csv', 'two.csv'], 'Take one file at a time.'],
      [['people.csv'], '2 ids of 2,000 at the most.'],
    ] as const) {
      await place.dispatchEvent('drop', { dataTransfer: await page().evaluateHandle(dragged(...names)) });
      await says(words);
    }
    await says('people.csv');
    await preview();
    await says('An export under GDPR of 2 people');
  });

  it('is asked for people who were found and whose ids fit no line, as a file that holds them as they are', async () => {
    await owner.open('/people');
    await page().getByLabel('Property', { exact: true }).selectOption('other');
    await page().getByLabel('Name of the property').fill('club');
    await page().getByLabel('Value').fill('chess');
    await button('Find').click();
    const found = region('Found').getByRole('checkbox');
    await found.nth(1).waitFor();
    for (const each of await found.all()) await each.check();
    await button('Request deletion').click();
    await says('People you found.csv');
    await says('2 ids of 500 at the most.');
    expect(await owner.faultsHere()).toEqual([]);
    await preview();
    const id = await open(2);
    const { subjects } = await client.show(id);
    expect(subjects.map(({ distinctId }) => distinctId).sort()).toEqual([...UNTYPEABLE].sort());
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
  });

  it('tells that it waits for a second person above a share of the profiles, and the deletion does', async () => {
    await change({ approvalShare: 0.25 });
    await previewOf('deletion', 'ada', 'bea');
    await note('Waits for a second person').getByText('above 25% of its profiles').waitFor();
    const id = await open(2);
    await page().getByRole('region', { name: 'Status', exact: true }).getByText('Waits for').waitFor();
    expect(await client.show(id)).toMatchObject({ approvalNeeded: true });
    await change({ approvalShare: null });
  });
});
