import type { Browser as Chromium } from 'playwright-core';
import { AccountMail } from '../../src/access/account-links/account-mail.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { Authenticator } from '../support/authenticator.js';
import { type Browser, signedIn } from '../support/browser.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { startMailServer, type MailServer } from '../support/smtp.js';
import { TestClock } from '../support/test-clock.js';

const PASSWORD = 'seventeen green umbrellas waltz';
const NEW_PASSWORD = 'a kettle of forty quiet lemons';
const WEAK = 'password1234';
const ANA = 'ana@example.com';
const NARROW = { viewport: { width: 320, height: 720 } };

needsProgram('chromium', 'apt-get install chromium')('the doors of accounts, in a browser', () => {
  const clock = new TestClock();
  let mails: MailServer;
  let app: TestApp;
  let acme: TestProject;
  let owner: Browser;
  let chromium: Chromium;
  const readers: Reader[] = [];

  beforeAll(async () => {
    mails = await startMailServer();
    const settings = { SMTP_URL: mails.url, MAIL_FROM: 'habeas@example.com', BASE_URL: 'http://habeas.test' };
    [app, chromium] = await Promise.all([startApp({ clock, settings }), openChromium()]);
    acme = await createProject(app);
    owner = await signedIn(app.application, acme.ownerEmail, acme.ownerPassword);
  });
  afterEach(async () => {
    expect(readers.flatMap(({ complaints }) => complaints)).toEqual([]);
    await Promise.all(readers.splice(0).map(async (reader) => reader.close()));
  });
  afterAll(async () => {
    await chromium.close();
    await app.close();
    await mails.close();
  });

  async function reader(options: Parameters<typeof Reader.at>[2] = {}): Promise<Reader> {
    const made = await Reader.at(chromium, app.url, options);
    readers.push(made);
    return made;
  }
  /** The path behind the # of the link in the newest mail to somebody. */
  async function mailed(to: string): Promise<string> {
    await app.application.get(AccountMail).settled();
    const mail = mails.mails.findLast((each) => each.to.includes(to));
    const path = /^http:\/\/habeas\.test\/#(\S+)\r?$/m.exec(mail?.text ?? '')?.[1];
    if (path === undefined) throw new Error(`No link was mailed to ${to}.`);
    return path;
  }
  async function invite(email: string, from = owner, project = acme): Promise<string> {
    await from.post(`/organizations/${project.organizationId}/invitations`, { email, role: 'admin' });
    return mailed(email);
  }
  const secretOf = (person: Reader, name: string) => person.page.getByRole('textbox', { name });
  const click = async (person: Reader, name: string) => person.page.getByRole('button', { name, exact: true }).click();
  const isIn = async (person: Reader) => person.page.getByRole('navigation', { name: 'Main' }).waitFor();
  /** Gives e-mail and password at the sign-in, and goes on. */
  async function giveNames(person: Reader, email: string, password: string): Promise<void> {
    await person.page.getByLabel('E-mail').fill(email);
    await secretOf(person, 'Password').fill(password);
    await click(person, 'Sign in');
  }

  it('let somebody in who was invited, with a password that nobody guesses', async () => {
    const path = await invite(ANA);
    const ana = await reader();
    await ana.open(path);
    await ana.page.getByText(`invites ${ANA} to “acme” in Habeas, as an admin`).waitFor();
    expect(await ana.page.title()).toBe('Invitation · Habeas');
    await ana.page.getByLabel('Your name').fill('Ana');
    await secretOf(ana, 'New password').fill(WEAK);
    await click(ana, 'Accept');
    await ana.page.getByText('Many people have this password or one like it').waitFor();
    expect(await ana.violations()).toEqual([]);
    await secretOf(ana, 'New password').fill(PASSWORD);
    await click(ana, 'Accept');
    await isIn(ana);
    expect(await ana.page.title()).toBe('Overview · Habeas');

    const late = await reader();
    await late.open(path);
    await late.page.getByText('This invitation is not good, or no longer').waitFor();
  });

  it('join the account that is signed in, or ask for its password', async () => {
    const beta = await createProject(app, 'beta');
    const other = await signedIn(app.application, beta.ownerEmail, beta.ownerPassword);
    const ana = await reader();
    await ana.signIn(ANA, PASSWORD);
    await ana.open(await invite(ANA, other, beta));
    await click(ana, `Join as ${ANA}`);
    await isIn(ana);
    await ana.page.getByRole('button', { name: 'beta' }).waitFor();

    const gamma = await createProject(app, 'gamma');
    const third = await signedIn(app.application, gamma.ownerEmail, gamma.ownerPassword);
    const elsewhere = await reader();
    await elsewhere.open(await invite(ANA, third, gamma));
    await elsewhere.page.getByText('You sign in with this address already').waitFor();
    await secretOf(elsewhere, 'Password').fill('not this one');
    await click(elsewhere, 'Accept');
    await elsewhere.page.getByText('give the password you sign in with').waitFor();
    await secretOf(elsewhere, 'Password').fill(PASSWORD);
    await click(elsewhere, 'Accept');
    await isIn(elsewhere);
    await elsewhere.page.getByRole('button', { name: 'gamma' }).waitFor();

    await elsewhere.open(await invite('kim@example.com'));
    await elsewhere.page.getByText(`You are signed in as ${ANA}, and this invitation is for kim@example.com`).waitFor();
    await click(elsewhere, 'Sign out');
    await elsewhere.page.getByLabel('Your name').waitFor();
  });

  it('give a new password to who forgot theirs, by a link that was mailed', async () => {
    const ana = await reader();
    await ana.open('/sign-in');
    await ana.page.getByRole('link', { name: 'Forgotten your password?' }).click();
    // The page before has a field of that name, too.
    await ana.page.getByRole('button', { name: 'Send me a link' }).waitFor();
    await ana.page.getByLabel('E-mail').fill(ANA);
    await click(ana, 'Send me a link');
    await ana.page.getByText('a link is on its way').waitFor();
    expect(await ana.violations()).toEqual([]);
    const path = await mailed(ANA);
    await ana.open(path);
    await secretOf(ana, 'New password').fill(WEAK);
    await click(ana, 'Set the password');
    await ana.page.getByText('Many people have this password or one like it').waitFor();
    await secretOf(ana, 'New password').fill(NEW_PASSWORD);
    await click(ana, 'Set the password');
    await ana.page.getByText('The new password is set').waitFor();
    await ana.page.getByRole('link', { name: 'To the sign-in' }).click();
    await giveNames(ana, ANA, NEW_PASSWORD);
    await isIn(ana);

    const late = await reader();
    await late.open(path);
    await secretOf(late, 'New password').fill(PASSWORD);
    await click(late, 'Set the password');
    await late.page.getByText('This link is not good, or no longer').waitFor();
    await late.page.getByRole('link', { name: 'Ask for another link' }).click();
    await late.page.getByRole('button', { name: 'Send me a link' }).waitFor();
  });

  it('confirm the address of who signed in, and take a new password for it', async () => {
    await owner.post('/session/email-verification');
    const person = await reader();
    await person.open(await mailed(acme.ownerEmail));
    await person.page.getByText('Sign in to the account whose address you confirm').waitFor();
    await giveNames(person, acme.ownerEmail, acme.ownerPassword);
    await secretOf(person, 'New password').fill(PASSWORD);
    expect(await person.violations()).toEqual([]);
    await click(person, 'Confirm the address');
    await person.page.getByText('Your address is confirmed').waitFor();
    await person.page.getByRole('link', { name: 'To the sign-in' }).click();
    await giveNames(person, acme.ownerEmail, PASSWORD);
    await isIn(person);
    owner = await signedIn(app.application, acme.ownerEmail, PASSWORD);
  });

  describe('where an organization asks for a second factor', () => {
    const KIM = 'kim@strict.example';
    let phone: Authenticator;
    let codes: string[];
    beforeAll(async () => {
      const strict = await createProject(app, 'strict');
      const boss = await signedIn(app.application, strict.ownerEmail, strict.ownerPassword);
      const begun = await boss.post('/session/second-factor', { password: strict.ownerPassword });
      await boss.post('/session/second-factor/confirm', { code: new Authenticator(begun.body.secret, clock).code() });
      const { status } = await boss.patch(`/organizations/${strict.organizationId}`, { requireSecondFactor: true });
      expect(status).toBe(200);
      await invite(KIM, boss, strict);
    });

    it('let nobody further who has none, until it is set up', async () => {
      const kim = await reader(NARROW);
      await kim.open(await mailed(KIM));
      await kim.page.getByLabel('Your name').fill('Kim');
      await secretOf(kim, 'New password').fill(PASSWORD);
      await click(kim, 'Accept');
      await kim.page.getByRole('heading', { name: 'A second factor is needed' }).waitFor();
      await kim.page.goto('/#/requests');
      await kim.page.getByRole('heading', { name: 'A second factor is needed' }).waitFor();
      await secretOf(kim, 'Your password').fill('not this one');
      await click(kim, 'Set up a second factor');
      await kim.page.getByText('The password is wrong').waitFor();
      await secretOf(kim, 'Your password').fill(PASSWORD);
      await click(kim, 'Set up a second factor');
      await kim.page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
      expect(await kim.violations()).toEqual([]);
      expect(await isWide(kim)).toBe(false);
      phone = new Authenticator((await kim.page.getByLabel('Secret', { exact: true }).innerText()).trim(), clock);
      await kim.page.getByLabel('Code').fill(phone.code(9));
      await click(kim, 'Confirm');
      await kim.page.getByText('This code is wrong').waitFor();
      await kim.page.getByLabel('Code').fill(phone.code());
      await click(kim, 'Confirm');
      const shown = kim.page.getByLabel('Your recovery codes', { exact: true });
      codes = (await shown.innerText()).trim().split('\n');
      expect(codes).toHaveLength(10);
      expect(await kim.violations()).toEqual([]);
      await click(kim, 'I have kept them');
      await kim.page.getByRole('heading', { name: 'A second factor is needed' }).waitFor({ state: 'detached' });
      await kim.page.getByRole('heading', { level: 1 }).waitFor();
    });

    it('ask for a code at the sign-in, or for a recovery code', async () => {
      const kim = await reader({ colorScheme: 'dark' });
      await kim.open('/sign-in');
      await giveNames(kim, KIM, PASSWORD);
      const field = kim.page.getByLabel('Code');
      await field.waitFor();
      const focused = kim.page.locator('input:focus');
      expect([await focused.getAttribute('autocomplete'), await focused.getAttribute('inputmode')]).toEqual([
        'one-time-code',
        'numeric',
      ]);
      await field.fill(phone.code());
      await click(kim, 'Sign in');
      await kim.page.getByText('This code is wrong, was used already').waitFor();
      expect(await kim.violations()).toEqual([]);
      await field.fill(phone.nextCode());
      await click(kim, 'Sign in');
      await isIn(kim);

      const lost = await reader();
      await lost.open('/sign-in');
      await giveNames(lost, KIM, PASSWORD);
      await click(lost, 'Use a recovery code');
      await lost.page.getByLabel('Recovery code').fill(codes[0]?.toLowerCase() ?? '');
      await click(lost, 'Sign in');
      await isIn(lost);
    });
  });

  it.each(['light', 'dark'] as const)('are readable by everybody, on a telephone too: %s', async (colorScheme) => {
    const paths = [
      '/sign-in',
      '/forgotten',
      '/password-resets/habeas_reset_x',
      '/email-verification/habeas_verify_x',
      await invite(`someone-${colorScheme}@${'long'.repeat(12)}.example`),
    ];
    const somebody = await reader({ ...NARROW, colorScheme });
    for (const path of paths) {
      await somebody.open(path);
      expect([path, await somebody.violations(), await isWide(somebody)]).toEqual([path, [], false]);
    }
  });

  it('speak German', async () => {
    const person = await reader({ locale: 'de-DE' });
    await person.open(await invite('lea@example.com'));
    await person.page.getByRole('heading', { name: 'Einladung' }).waitFor();
    await person.page.getByText('zu „acme“ in Habeas ein, als Admin').waitFor();
    await person.page.getByLabel('Ihr Name').fill('Lea');
    await secretOf(person, 'Neues Passwort').fill(WEAK);
    await click(person, 'Annehmen');
    await person.page.getByText('Viele haben dieses Passwort oder ein ähnliches').waitFor();
  });

  /** Whether the page must be scrolled sideways. */
  async function isWide({ page }: Reader): Promise<boolean> {
    return page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
  }
});
