import type { Browser, Page } from 'playwright-core';
import { ProviderApp, SESSION, STATE, type Known } from '../e2e/oauth-fixture.js';
import { joinApp } from '../support/join.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { PROVIDER_NAME } from '../support/oidc.js';

const BUTTON = `Sign in with ${PROVIDER_NAME}`;

needsProgram('chromium', 'apt-get install chromium')("the company's own sign-in in the console", () => {
  let room: ProviderApp;
  let browser: Browser;
  const readers: Reader[] = [];

  beforeAll(async () => {
    [room, browser] = await Promise.all([ProviderApp.open(), openChromium()]);
    await room.confirm(room.project.ownerId);
  });
  afterAll(async () => {
    await browser.close();
    await room.close();
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) {
      expect(reader.complaints).toEqual([]);
      await reader.close();
    }
  });

  async function somebody(options = {}): Promise<Reader> {
    const reader = await Reader.at(browser, room.app.url, options);
    readers.push(reader);
    return reader;
  }

  /** At the provider's page: says who one is. */
  async function identify(page: Page, { subject }: Known): Promise<void> {
    await page.getByRole('heading', { name: PROVIDER_NAME }).waitFor();
    await page.getByLabel('Who are you?').fill(subject);
    await page.getByRole('button', { name: 'Continue' }).click();
  }

  it('leads over the provider to the page one was going to, with cookies that no other site sends', async () => {
    const ana = room.person('ana');
    await room.invite(ana.email, 'member');
    const reader = await somebody();
    await reader.page.goto('/#/requests?regime=CCPA');
    await reader.page.getByRole('link', { name: BUTTON }).waitFor();
    expect(await reader.violations()).toEqual([]);
    await reader.page.getByRole('link', { name: BUTTON }).click();
    await identify(reader.page, ana);
    await reader.page.getByRole('navigation', { name: 'Main' }).waitFor();
    await reader.page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
    expect(new URL(reader.page.url()).hash).toBe('#/requests?regime=CCPA');
    const cookies = await reader.page.context().cookies(room.app.url);
    expect(cookies.filter(({ name }) => name === STATE)).toEqual([]);
    expect(cookies.find(({ name }) => name === SESSION)).toMatchObject({
      sameSite: 'Strict',
      httpOnly: true,
      path: '/',
    });
    expect(await reader.page.evaluate("sessionStorage.getItem('habeas.next')")).toBeNull();
  });

  it('says why it ended without a session, in light and dark', async () => {
    const eve = room.person('eve');
    for (const colorScheme of ['light', 'dark'] as const) {
      const reader = await somebody({ colorScheme });
      await reader.page.goto('/');
      await reader.page.getByRole('link', { name: BUTTON }).click();
      await identify(reader.page, eve);
      const alert = reader.page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.textContent()).toContain('Nobody has invited your address');
      expect(await reader.violations()).toEqual([]);
    }
  });

  it('stands for the password of who has none: to delete the account, after a sign-in there once more', async () => {
    const kim = room.person('kim');
    await room.invite(kim.email, 'member');
    const reader = await somebody();
    await reader.page.goto('/');
    await reader.page.getByRole('link', { name: BUTTON }).click();
    await identify(reader.page, kim);
    await reader.page.getByRole('navigation', { name: 'Main' }).waitFor();
    const dialog = reader.page.getByRole('dialog', { name: 'Delete my account' });
    const ask = async () => {
      await reader.open('/profile');
      await reader.page.getByRole('button', { name: 'Delete my account' }).click();
      await dialog.waitFor();
    };
    await ask();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog.getByRole('link', { name: `Sign in with ${PROVIDER_NAME} once more instead` }).click();
    await reader.page.getByRole('button', { name: 'Turn back' }).click();
    await reader.page.getByText('This has not shown that it is you').waitFor();
    expect(await reader.violations()).toEqual([]);
    await reader.page.getByRole('link', { name: 'Back to where you were' }).click();
    await reader.page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    await ask();
    await dialog.getByRole('link', { name: `Sign in with ${PROVIDER_NAME} once more instead` }).click();
    await identify(reader.page, kim);
    await reader.page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    await ask();
    await dialog.getByText('That stands for your password until').waitFor();
    expect(await dialog.getByLabel('Current password').count()).toBe(0);
    expect(await reader.violationsHere()).toEqual([]);
    await dialog.getByRole('button', { name: 'Delete my account' }).click();
    await reader.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await room.app.prisma.user.count({ where: { email: kim.email } })).toBe(0);
  });

  it('confirms the address of an owner who signed in with a password', async () => {
    const uma = room.person('uma');
    const joining = { email: uma.email, role: 'owner', password: 'seventeen green umbrellas waltz' } as const;
    const { id } = await joinApp(room.app.application, room.project.organizationId, joining);
    const reader = await somebody();
    await reader.signIn(uma.email, joining.password);
    await reader.open('/profile');
    expect(await reader.violationsHere()).toEqual([]);
    await reader.page.getByRole('link', { name: `Confirm it with ${PROVIDER_NAME}` }).click();
    await identify(reader.page, uma);
    await reader.page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    await reader.page.getByText('Confirmed', { exact: true }).waitFor();
    const account = await room.app.prisma.user.findUniqueOrThrow({ where: { id } });
    expect(account.emailVerifiedAt).not.toBeNull();
  });

  it('says it in German to who reads German', async () => {
    const reader = await somebody({ locale: 'de-DE' });
    await reader.page.goto('/');
    await reader.page.getByRole('link', { name: `Mit ${PROVIDER_NAME} anmelden` }).click();
    await reader.page.getByRole('button', { name: 'Turn back' }).click();
    const alert = reader.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('oder Sie haben dort abgebrochen');
  });

  it('lets an owner allow a domain, whose people come in, and remove it again', async () => {
    const reader = await somebody();
    await reader.signIn(room.project.ownerEmail, room.project.ownerPassword);
    await reader.open('/sign-in-domains');
    await reader.page.getByText('No domain is allowed.').waitFor();
    expect(await reader.violations()).toEqual([]);
    await reader.page.getByLabel('Domain').fill('example.org');
    await reader.page.getByRole('button', { name: 'Allow' }).click();
    await reader.page.getByText('You can allow the domain of your own confirmed address').waitFor();
    await reader.page.getByLabel('Domain').fill('example.com');
    await reader.page.getByLabel('Role').selectOption('Admin');
    await reader.page.getByRole('button', { name: 'Allow' }).click();
    await reader.page.getByRole('rowheader', { name: 'example.com' }).waitFor();

    const kim = room.person('kim');
    const newcomer = await somebody({ colorScheme: 'dark' });
    await newcomer.page.goto('/');
    await newcomer.page.getByRole('link', { name: BUTTON }).click();
    await identify(newcomer.page, kim);
    await newcomer.page.getByRole('button', { name: 'acme' }).waitFor();
    await newcomer.open('/sign-in-domains');
    await newcomer.page.getByText('Owners of the organization decide').waitFor();
    expect(await newcomer.violations()).toEqual([]);
    expect(await newcomer.tooWide(['/sign-in-domains', '/sign-in'])).toEqual([]);
    expect(await reader.violationsHere()).toEqual([]);
    expect(await reader.tooWide(['/sign-in-domains'])).toEqual([]);

    await reader.page.getByRole('button', { name: 'Remove example.com' }).click();
    const dialog = reader.page.getByRole('dialog', { name: 'Remove example.com?' });
    await dialog.waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.waitFor({ state: 'detached' });
    await reader.page.getByText('No domain is allowed.').waitFor();
  });

  it('signs in again in a new tab when a session has ended, and what was typed stays', async () => {
    const pat = room.person('pat', { email: room.project.ownerEmail });
    const reader = await somebody();
    await reader.signIn(room.project.ownerEmail, room.project.ownerPassword);
    await reader.open('/sign-in-domains');
    await reader.page.getByLabel('Domain').fill('example.com');
    await room.app.prisma.session.deleteMany({ where: { userId: room.project.ownerId } });
    await reader.page.getByRole('button', { name: 'Allow' }).click();
    const dialog = reader.page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByRole('link', { name: BUTTON }).waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    const [tab] = await Promise.all([
      reader.page.context().waitForEvent('page'),
      dialog.getByRole('link', { name: BUTTON }).click(),
    ]);
    await identify(tab, pat);
    await tab.getByRole('navigation', { name: 'Main' }).waitFor();
    await tab.close();
    await reader.page.evaluate("window.dispatchEvent(new Event('focus'))");
    await dialog.waitFor({ state: 'detached' });
    expect(await reader.page.getByLabel('Domain').inputValue()).toBe('example.com');
  });
});
