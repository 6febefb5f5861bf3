import type { Locator } from 'playwright-core';
import { ApiClient } from '../support/client.js';
import { openConsole, Reader, type OpenConsole } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';

const MOST_PRESSES = 80;
/** What of the page moves for longer than nobody sees. */
const MOVING = `document.getAnimations().filter(({ effect }) => Number(effect.getComputedTiming().duration) > 10).length`;

/** Where the focus is: in a dialog, or what it is on instead. */
const WITHIN = `(document.activeElement.closest('[role="dialog"]') ? 'dialog' : document.activeElement.outerHTML.slice(0, 300))`;

needsProgram('chromium', 'apt-get install chromium')('the console with a keyboard alone', () => {
  let open: OpenConsole;
  let person: Reader;

  beforeAll(async () => {
    open = await openConsole();
    await new ApiClient(open.app, open.project).importEvents([
      { event: 'Signed up', properties: { time: 1_760_000_000, distinct_id: 'ada', $insert_id: '1' } },
    ]);
    person = await Reader.at(open.browser, open.app.url, { reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await person.close();
    await open.close();
  });

  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => person.page.keyboard.press(key)), Promise.resolve());
  const named = (role: 'button' | 'link' | 'textbox', name: string): Locator =>
    person.page.getByRole(role, { name, exact: true });
  const hasFocus = (place: Locator) => place.evaluate((element) => element === element.ownerDocument.activeElement);
  const section = (name: string) => person.page.getByRole('region', { name, exact: true });

  /** Goes on with Tab until the place has the focus, as somebody does who sees a ring around it. */
  async function tabTo(place: Locator): Promise<void> {
    await place.waitFor();
    for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
      if (await hasFocus(place)) return;
      await press('Tab');
    }
    throw new Error(`Nothing leads by Tab to ${String(place)}.`);
  }

  it('is entered, and skips what stands on every page', async () => {
    await person.page.goto('/');
    await tabTo(person.page.getByLabel('E-mail'));
    await person.page.keyboard.type(open.project.ownerEmail);
    await tabTo(named('textbox', 'Password'));
    await person.page.keyboard.type(open.project.ownerPassword);
    await press('Enter');
    await person.page.getByRole('navigation', { name: 'Main' }).waitFor();
    await tabTo(named('link', 'Skip to the content'));
    expect(await named('link', 'Skip to the content').isVisible()).toBe(true);
    await press('Enter');
    expect(await person.page.evaluate<string>('document.activeElement.closest("main")?.tagName ?? ""')).toBe('MAIN');
  });

  it('opens an export, from the way there to its end', async () => {
    await tabTo(named('link', 'Request export'));
    await press('Enter');
    await person.page.getByRole('heading', { level: 1, name: 'Request export' }).waitFor();
    await tabTo(named('textbox', 'distinct_id of each person'));
    await person.page.keyboard.type('ada');
    await tabTo(named('button', 'Show the preview'));
    await press('Enter');
    await person.page.getByRole('heading', { name: 'Preview' }).waitFor();
    await tabTo(named('button', 'Open the export'));
    await press('Space');
    await section('Status').getByText('The file is finished and was read back.').waitFor();
  });

  it('is heard: what changes is announced, and each part has a name', async () => {
    const spoken = await section('Status').getByRole('status').ariaSnapshot();
    expect(spoken).toContain('The file is finished and was read back.');
    const regions = await person.page.getByRole('main').getByRole('region').all();
    expect(regions.length).toBeGreaterThan(5);
    for (const region of regions) expect(await region.ariaSnapshot()).toMatch(/^- region "[^"]+"/);
    expect(await person.violationsHere()).toEqual([]);
  });

  it('keeps the focus in a question, and gives it back', async () => {
    await person.page.emulateMedia({ reducedMotion: 'reduce' });
    const button = named('button', 'Record the hand-over').first();
    await tabTo(button);
    await press('Enter');
    const dialog = person.page.getByRole('dialog', { name: 'Record the hand-over' });
    await dialog.waitFor();
    expect(await person.page.evaluate<number>(MOVING)).toBe(0);
    for (let presses = 0; presses < 12; presses += 1) {
      await press('Tab');
      expect(await person.page.evaluate<string>(WITHIN)).toBe('dialog');
    }
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await hasFocus(button)).toBe(true);
    await press('Enter');
    await tabTo(dialog.getByLabel('How'));
    await person.page.keyboard.type('post');
    await press('Enter');
    await section('Hand-overs and looks').getByRole('cell', { name: 'post' }).waitFor();
  });

  it('left the browser nothing to complain about', () => {
    expect(person.complaints).toEqual([]);
  });
});
