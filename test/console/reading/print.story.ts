import { randomUUID } from 'node:crypto';
import { ApiClient } from '../../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../../support/console-browser.js';
import { needsProgram } from '../../support/needs-program.js';
import { until } from '../../support/until.js';

const PEOPLE = 60;
const EVENTS = 45;
/** What an A4 sheet leaves between its margins, in pixels of CSS. */
const PAPER = { width: 688, height: 1000 };

/** Tables, and the boxes they scroll in, that reach beyond the sheet; and what no sheet should show. */
const TOO_WIDE = `[...document.querySelectorAll('table, .mantine-TableScrollContainer-scrollContainer')]
  .filter((each) => each.getClientRects().length > 0)
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.getAttribute('aria-label') ?? each.tagName)`;
const CLICKED = `[...document.querySelectorAll('form, [role="tablist"], button, nav')]
  .filter((each) => each.getClientRects().length > 0).map((each) => each.outerHTML.slice(0, 80))`;
const FOLDED = `[...document.querySelectorAll('details:not([open])')].length`;
const SCHEME = `document.documentElement.getAttribute('data-mantine-color-scheme')`;

needsProgram('chromium', 'apt-get install chromium')('the console on paper', () => {
  let opened: OpenConsole;
  let reader: Reader;
  let requestId = '';

  beforeAll(async () => {
    opened = await openConsole();
    const { app, project } = opened;
    const client = new ApiClient(app, project);
    const distinctIds = Array.from(
      { length: PEOPLE },
      (_, index) => `a-person-with-quite-a-long-id-${index}@example.com`,
    );
    await client.importEvents(distinctIds.map(seen));
    requestId = await client.open({ kind: 'export', distinctIds });
    await until('the export', async () => (await client.show(requestId)).status === 'SUCCESS');
    await app.prisma.requestEvent.createMany({
      data: Array.from({ length: EVENTS }, (_, index) => ({
        requestId,
        at: new Date(Date.now() + index),
        type: 'downloaded',
        actor: 'link',
        detail: { ordinal: index },
      })),
    });
    const owner = { email: project.ownerEmail, password: project.ownerPassword };
    reader = await opened.join(owner, { viewport: PAPER, reducedMotion: 'reduce', colorScheme: 'dark' });
  });
  afterAll(() => opened.close());
  afterEach(async () => {
    expect(reader.complaints).toEqual([]);
    await reader.page.emulateMedia({ media: null });
  });

  const rowsOf = (label: string) =>
    reader.page.getByRole('region', { name: label, exact: true }).getByRole('row').count();

  it('shows a request whole: every person, every event, and no table that is cut off', async () => {
    await reader.open(`/requests/${requestId}`);
    expect(await rowsOf('Timeline')).toBe(31);
    expect(await rowsOf('People')).toBe(51);
    await reader.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await until('every event to stand there', async () => (await rowsOf('Timeline')) > EVENTS);
    expect(await rowsOf('People')).toBe(PEOPLE + 1);
    expect(await reader.page.evaluate(TOO_WIDE)).toEqual([]);
    expect(await reader.page.evaluate(CLICKED)).toEqual([]);
    expect(await reader.page.evaluate(SCHEME)).toBe('light');
    await reader.page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await until('the page to be as it was', async () => (await rowsOf('Timeline')) === 31);
    expect(await reader.page.evaluate(SCHEME)).toBe('dark');
  });

  it.each(['/', '/access-review', '/audit', '/members', '/retention', '/duties', '/requests'])(
    'cuts nothing off and shows nothing to click on %s',
    async (path) => {
      await reader.open(path);
      await reader.page.waitForLoadState('networkidle');
      await reader.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await until('what is folded away to stand open', async () => (await reader.page.evaluate<number>(FOLDED)) === 0);
      expect(await reader.page.evaluate(TOO_WIDE)).toEqual([]);
      expect(await reader.page.evaluate(CLICKED)).toEqual([]);
    },
  );

  it('makes a file of it, as a browser prints it', async () => {
    await reader.open(`/requests/${requestId}`);
    const pdf = await reader.page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await reader.page.evaluate(SCHEME)).toBe('dark');
  });

  function seen(distinctId: string) {
    const time = Math.floor(Date.now() / 1000) - 60;
    return { event: 'Signed up', properties: { time, distinct_id: distinctId, $insert_id: randomUUID() } };
  }
});
