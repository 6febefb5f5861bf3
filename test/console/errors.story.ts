import type { BrowserContext, Page } from 'playwright-core';
import { openConsole, Reader, type OpenConsole } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';

const BROKEN = 'This page cannot be shown';
const MAY_BE_UPDATED = 'Habeas may have been updated meanwhile';
const UNAVAILABLE = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({ status: 503, code: 'database-unavailable', title: 'The database does not answer.' }),
};

/** Has the server not have a file of the console any more, as after a new version; the promise's function puts it back. */
async function without(place: Page | BrowserContext, name: string): Promise<() => Promise<void>> {
  const pattern = `**/assets/${name}-*.js`;
  await place.route(pattern, (route) => route.fulfill({ status: 404, body: '' }));
  return () => place.unroute(pattern);
}

needsProgram('chromium', 'apt-get install chromium')('the console when a part of it is missing', () => {
  let open: OpenConsole;
  let owner: Reader;

  beforeAll(async () => {
    open = await openConsole();
    owner = open.owner;
  });
  afterAll(() => open.close());

  const page = () => owner.page;
  const heading = (name: string, by = owner) => by.page.getByRole('heading', { level: 1, name });
  const button = (name: string, by = owner) => by.page.getByRole('button', { name, exact: true });
  const again = (by = owner) => button('Try again', by).click();
  const ids = () => page().getByRole('textbox', { name: 'distinct_id of each person' });
  const endSessions = () => open.app.prisma.session.deleteMany({});
  const signIn = async (place: Page, email: string): Promise<void> => {
    await place.getByLabel('E-mail').fill(email);
    await place.getByRole('textbox', { name: 'Password' }).fill(open.project.ownerPassword);
    await place.getByRole('button', { name: 'Sign in', exact: true }).click();
  };

  it.each([
    ['en-GB', BROKEN, 'Try again in a moment.', 'Try again', 'Requests'],
    ['de-DE', 'Diese Seite kann nicht angezeigt werden', 'Versuchen Sie es gleich', 'Noch einmal versuchen', 'Anträge'],
  ])('says that nobody can be recognized while the database is away (%s)', async (locale, title, words, go, next) => {
    const reader = await Reader.at(open.browser, open.app.url, {
      locale,
      storageState: await page().context().storageState(),
    });
    await reader.page.route('**/api/v1/session', (route) => route.fulfill(UNAVAILABLE));
    await reader.page.goto('/#/requests');
    await heading(title, reader).waitFor();
    await reader.page.getByText(words).waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await reader.page.unroute('**/api/v1/session');
    await button(go, reader).click();
    await heading(next, reader).waitFor();
    await reader.close();
  });

  it('says that a page is not there any more, beside what leads to the others', async () => {
    await owner.open('/requests');
    const putBack = await without(page(), 'members-page');
    await page().getByRole('link', { name: 'Members' }).click();
    await heading(BROKEN).waitFor();
    await page().getByText(MAY_BE_UPDATED).waitFor();
    await page().getByRole('navigation', { name: 'Main' }).waitFor();
    expect(await owner.violationsHere()).toEqual([]);
    await page().getByRole('link', { name: 'Holds' }).click();
    await heading('Holds').waitFor();
    await page().getByRole('link', { name: 'Members' }).click();
    await heading(BROKEN).waitFor();
    await putBack();
    await again();
    await heading('Members').waitFor();
  });

  it('says that a page stumbled over itself', async () => {
    const overviews = '**/api/v1/organizations/*/overview*';
    await page().route(overviews, (route) => route.fulfill({ json: {} }));
    await page().goto('about:blank');
    await page().goto('/#/');
    await heading(BROKEN).waitFor();
    await page().getByText('The page stumbled over itself.').waitFor();
    expect(await owner.violationsHere()).toEqual([]);
    await page().unroute(overviews);
    await again();
    await heading('Overview').waitFor();
  });

  it('has the form to sign in again before it is needed, so that a new version takes nothing that was typed', async () => {
    const fetched = page().waitForResponse((answer) => answer.url().includes('/assets/sign-in-again-'));
    await owner.open('/requests/new/export');
    await fetched;
    const putBack = await without(page(), 'sign-in-again');
    await ids().fill('ada');
    await endSessions();
    await button('Show the preview').click();
    const dialog = page().getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByRole('textbox', { name: 'Password' }).fill(open.project.ownerPassword);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await ids().inputValue()).toBe('ada');
    await putBack();
  });

  it('has one sign in beside the page where that form is missing all the same', async () => {
    const putBack = await without(page(), 'sign-in-again');
    await owner.open('/requests/new/export');
    await ids().fill('ada');
    await endSessions();
    await button('Show the preview').click();
    const dialog = page().getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByText('The form to sign in could not be fetched').waitFor();
    expect(await owner.violationsHere()).toEqual([]);
    const [tab] = await Promise.all([
      page().context().waitForEvent('page'),
      dialog.getByRole('link', { name: 'Sign in in a new tab' }).click(),
    ]);
    await signIn(tab, open.project.ownerEmail);
    await tab.getByRole('navigation', { name: 'Main' }).waitFor();
    await tab.close();
    await dialog.getByRole('button', { name: 'I have signed in' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await ids().inputValue()).toBe('ada');
    await button('Show the preview').click();
    await page().getByRole('heading', { name: 'Preview' }).waitFor();
    await putBack();
  });

  it.each([
    ['en-GB', 'en', 'Habeas cannot be shown', 'Try again', 'Sign in'],
    ['de-DE', 'de', 'Habeas kann nicht angezeigt werden', 'Noch einmal versuchen', 'Anmelden'],
  ])('is no empty page where its own texts are missing (%s)', async (locale, file, title, go, next) => {
    const reader = await Reader.at(open.browser, open.app.url, { locale });
    const putBack = await without(reader.page, file);
    await reader.page.goto('/');
    await heading(title, reader).waitFor();
    expect(await reader.page.evaluate('document.documentElement.lang')).toBe(file);
    expect(await reader.violationsHere()).toEqual([]);
    await putBack();
    await button(go, reader).click();
    await heading(next, reader).waitFor();
    await reader.close();
  });

  it('stays in its language where the texts of another are missing, and says so', async () => {
    const putBack = await without(page(), 'de');
    await owner.open('/requests');
    await button('acme').click();
    await page().getByRole('menuitem', { name: 'Deutsch' }).click();
    await page().getByText('The texts of that language could not be fetched.').waitFor();
    await heading('Requests').waitFor();
    const { language } = await open.app.prisma.user.findUniqueOrThrow({ where: { id: open.project.ownerId } });
    expect(language).toBe('en');
    await putBack();
  });
});
