import { needsProgram } from '../support/needs-program.js';
import type { Reader } from '../support/console-browser.js';
import { GONE_IDS, HARD_EMAIL, HARD_IDS, openShop, type Shop } from './shop-fixture.js';

needsProgram('chromium', 'apt-get install chromium')('an id of markup, from right to left, or of 255 signs', () => {
  let shop: Shop;
  let owner: Reader;

  beforeAll(async () => {
    shop = await openShop();
    ({ owner } = shop);
    await owner.page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(() => shop.close());
  afterEach(() => expect(owner.complaints).toEqual([]));

  const page = () => owner.page;
  const table = (name: string) => page().getByRole('table', { name, exact: true });
  const button = (name: string) => page().getByRole('button', { name, exact: true });

  /** Each stands there as it is, nothing is pushed aside by it, and it stands nowhere but in the page. */
  async function expectAsText(ids: readonly string[], within = page().getByRole('main')): Promise<void> {
    for (const id of ids) await within.getByText(id, { exact: true }).first().waitFor();
    expect(await owner.violations()).toEqual([]);
    expect(await owner.tooWideHere()).toEqual([]);
    for (const id of ids) expect(await owner.tracesOf(id)).toEqual([]);
  }

  it('is text among the opt-outs', async () => {
    await owner.open('/opt-outs');
    await expectAsText(HARD_IDS, table('Opt-outs'));
  });

  it('is text among those who were opted out just now', async () => {
    await page().getByRole('textbox', { name: 'Ids of the people, one a line' }).fill(HARD_IDS.join('\n'));
    await button('Opt out').click();
    await expectAsText(HARD_IDS, table('What was noted'));
  });

  it.each(HARD_IDS)('is text where the choice of a person is looked up: %#', async (id) => {
    await owner.open('/opt-outs');
    await page().getByLabel('Id of the person', { exact: true }).fill(id);
    await button('Look up').click();
    await expectAsText([id], table('What the person chose'));
  });

  it('is text among the holds, and where one is lifted', async () => {
    await owner.open('/holds');
    await expectAsText(HARD_IDS, table('In force'));
    for (const id of HARD_IDS) {
      await page()
        .getByRole('button', { name: `Lift the hold on ${id}`, exact: true })
        .click();
      const dialog = page().getByRole('dialog', { name: 'Lift this hold?' });
      await expectAsText([id], dialog);
      await page().keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  });

  it('is text among the duties', async () => {
    await owner.open('/duties');
    await expectAsText(GONE_IDS, table('Duties of the project'));
  });

  it('is text on the page of a deletion that has ended, among its people and the duties it left', async () => {
    await owner.open(`/requests/${shop.deletionId}`);
    await table('What it left to be done').waitFor();
    await expectAsText(GONE_IDS, page().getByRole('region', { name: 'People', exact: true }));
    await expectAsText(GONE_IDS, table('What it left to be done'));
    await page().getByRole('region', { name: 'Completion record' }).getByText('The signature is good').waitFor();
  });

  it('is text on the page of an export', async () => {
    await owner.open(`/requests/${shop.exportId}`);
    await expectAsText(HARD_IDS, page().getByRole('region', { name: 'People', exact: true }));
  });

  it('is text where a request of the person is looked for', async () => {
    for (const id of HARD_IDS) {
      await owner.open('/requests');
      await page().getByLabel('Id of the person').fill(id);
      await button('Find requests').click();
      await page().getByText('1 request names this person.').waitFor();
      expect(await owner.tooWideHere()).toEqual([]);
      expect(await owner.tracesOf(id)).toEqual([]);
    }
  });

  it('is text where people are found, and in the form they are handed over to', async () => {
    await owner.open('/people');
    await page().getByLabel('Value').fill(HARD_EMAIL);
    await button('Find').click();
    await expectAsText(HARD_IDS, page().getByRole('region', { name: 'Found' }));
    for (const id of HARD_IDS) await page().getByRole('checkbox', { name: id, exact: true }).check();
    await button('Request deletion').click();
    const typed = page().getByRole('textbox', { name: 'distinct_id of each person' });
    await typed.waitFor();
    expect((await typed.inputValue()).split('\n').sort()).toEqual([...HARD_IDS].sort());
    expect(await owner.tooWideHere()).toEqual([]);
  });

  it('is text in the preview, and in the refusal where somebody is in a deletion already', async () => {
    await button('Show the preview').click();
    await page().getByRole('heading', { name: 'Preview' }).waitFor();
    await expectAsText(HARD_IDS, page().getByRole('region', { name: 'Who is meant' }));
    await shop.client.open({ kind: 'deletion', distinctIds: HARD_IDS });
    await page().getByLabel('Type the number of people (3) to confirm').fill('3');
    await button('Open the deletion').click();
    await page().getByText('Already in a deletion').waitFor();
    await expectAsText(HARD_IDS, page().getByRole('alert').filter({ hasText: 'Already in a deletion' }));
  });
});
