import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { InvitationsService } from '../../src/access/account-links/invitations.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openChromium, Reader } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { startMailServer, type MailServer } from '../support/smtp.js';
import { until } from '../support/until.js';

const DAY = 86_400_000;
const NEXT_PASSWORD = 'seven grey herons over a wet field';
const run = promisify(execFile);

needsProgram('chromium', 'apt-get install chromium')('a person at their profile', () => {
  let server: MailServer;
  let app: TestApp;
  let project: TestProject;
  let browser: Browser;
  let reader: Reader;
  let page: Page;

  beforeAll(async () => {
    server = await startMailServer();
    const mailing = { SMTP_URL: server.url, MAIL_FROM: 'habeas@example.com', BASE_URL: 'http://habeas.example' };
    [app, browser] = await Promise.all([startApp({ settings: mailing }), openChromium()]);
    project = await createProject(app);
    reader = await Reader.at(browser, app.url);
    ({ page } = reader);
    await reader.signIn(project.ownerEmail, project.ownerPassword);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await server.close();
  });
  beforeEach(() => reader.open('/profile'));
  afterEach(() => expect(reader.complaints).toEqual([]));

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  const dialog = () => page.getByRole('dialog');
  /** Makes a token of this name; the dialog that shows it stays open. */
  async function generate(name: string): Promise<{ token: string; call: string }> {
    const form = page.getByRole('form', { name: 'Generate a token' });
    await form.getByLabel('Name').fill(name);
    await form.getByRole('button', { name: 'Generate a token' }).click();
    const shown = dialog().locator('pre');
    await shown.nth(1).waitFor();
    return { token: (await shown.nth(0).textContent()) ?? '', call: (await shown.nth(1).textContent()) ?? '' };
  }

  /** A second owner, by the link that was mailed to them. */
  async function invited(email: string): Promise<void> {
    const invitation = { email, role: 'owner' } as const;
    await app.application.get(InvitationsService).invite('operator', project.organizationId, invitation);
    const token = /invitations\/(\w+)/.exec(server.mails.at(-1)?.text ?? '')?.[1];
    const { status } = await fetch(`${app.url}/api/v1/invitations/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, password: NEXT_PASSWORD }),
    });
    expect(status).toBe(200);
  }

  it('is readable by everybody, in light and dark, and on a telephone', async () => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 1280],
      ['light', 320],
    ] as const) {
      const other = await Reader.at(browser, app.url, { colorScheme });
      await other.signIn(project.ownerEmail, project.ownerPassword);
      await other.page.setViewportSize({ width, height: 800 });
      await other.open('/profile');
      await other.page.getByRole('heading', { name: 'My own data' }).waitFor();
      await other.page.getByRole('rowheader', { name: 'tests' }).first().waitFor();
      await other.page.getByLabel('A sweep did not run').waitFor();
      expect(await other.violations()).toEqual([]);
      const tooWide = await other.page.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      expect(tooWide).toBe(false);
      expect(other.complaints).toEqual([]);
      await other.close();
    }
  });

  it('changes their name', async () => {
    const form = page.getByRole('form', { name: 'Name' });
    await form.getByLabel('Name').fill('Pat Renamed');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await page.reload();
    await expect(form.getByLabel('Name').inputValue()).resolves.toBe('Pat Renamed');
  });

  it('generates a token, which is shown once, with a call that works', async () => {
    const { token, call } = await generate('from the story');
    expect(await reader.violations()).toEqual([]);
    expect(call).toContain(app.url);
    const { stdout } = await run('sh', ['-c', call]);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'ok', results: { status: 'PENDING' } });
    await button('I have copied it').click();
    await dialog().waitFor({ state: 'hidden' });
    await page.reload();
    await row('from the story').waitFor();
    expect(await page.content()).not.toContain(token);
    expect(await row('from the story').getByRole('cell').nth(3).textContent()).not.toBe('never');
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(kept).not.toContain(token);
  });

  it('is told to copy by hand where a browser lets no page do it', async () => {
    const other = await Reader.at(browser, app.url);
    await other.page.addInitScript("Object.defineProperty(window, 'isSecureContext', { value: false })");
    await other.signIn(project.ownerEmail, project.ownerPassword);
    await other.open(`/projects/${project.projectId}`);
    await other.page.getByText(project.projectToken, { exact: true }).waitFor();
    await other.page.getByText('Select it and copy it by hand').first().waitFor();
    expect(await other.page.getByRole('button', { name: /^Copy/ }).count()).toBe(0);
    expect(await other.violations()).toEqual([]);
    await other.close();
  });

  it('rotates a token with an overlap, in which both are good', async () => {
    const old = await generate('nightly');
    await button('I have copied it').click();
    await button(/^Rotate nightly/).click();
    await dialog().getByLabel('The old one ends').first().click();
    await page.getByRole('option', { name: 'after 2 days' }).click();
    expect(await reader.violations()).toEqual([]);
    await dialog().getByRole('button', { name: 'Rotate' }).click();
    const shown = dialog().locator('pre');
    await shown.nth(1).waitFor();
    const next = (await shown.nth(0).textContent()) ?? '';
    expect(next).not.toBe(old.token);
    await button('I have copied it').click();
    await row('nightly').filter({ hasText: 'Replaced, still good' }).waitFor();
    for (const token of [old.token, next]) {
      const { status } = await fetch(`${app.url}/api/v1/requests`, { headers: { authorization: `Bearer ${token}` } });
      expect(status).toBe(200);
    }
  });

  it('is warned of a token that ends soon, and revokes it', async () => {
    await generate('ending');
    await button('I have copied it').click();
    const ends = async (days: number) => {
      const expiresAt = new Date(Date.now() + days * DAY - 60_000);
      await app.prisma.oauthToken.updateMany({ where: { name: 'ending' }, data: { expiresAt } });
      await page.reload();
    };
    for (const [days, words] of [
      [30, 'A token ends in 30 days'],
      [7, 'A token ends in 7 days'],
      [1, 'A token ends within a day'],
    ] as const) {
      await ends(days);
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
      await row('ending')
        .filter({ hasText: days === 1 ? '1 day left' : `${days} days left` })
        .waitFor();
    }
    expect(await reader.violations()).toEqual([]);
    await reader.open('/');
    const warning = page.getByRole('alert').filter({ hasText: 'A token ends within a day' });
    await warning.getByRole('link', { name: 'Profile' }).click();
    await button(/^Revoke ending/).click();
    await dialog().getByText('It opens nothing from now on').waitFor();
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await row('ending').filter({ hasText: 'Revoked' }).waitFor();
    await page.getByRole('alert').filter({ hasText: 'A token ends' }).waitFor({ state: 'hidden' });
  });

  it('is told of a finished request by mail, in the language chosen, once the address is confirmed', async () => {
    await page.getByText('Nothing is mailed before you have confirmed your address').waitFor();
    await button('Send me a link to confirm it').click();
    await page.getByText('A link is on its way to your address.').waitFor();
    await until('the mail with the link', async () => server.mails.length === 1);
    await app.prisma.user.update({
      where: { id: project.ownerId },
      data: { emailVerifiedAt: new Date(), homeOrganizationId: null },
    });
    await page.reload();
    await page.getByText('Confirmed', { exact: true }).waitFor();
    await page.getByRole('switch', { name: 'A sweep did not run' }).uncheck();
    await page.getByRole('form', { name: 'Notices' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await page.reload();
    await expect(page.getByRole('switch', { name: 'A sweep did not run' }).isChecked()).resolves.toBe(false);
    await button('acme').click();
    await page.getByRole('menuitem', { name: 'Deutsch' }).click();
    await page.getByText('E-Mails sind auf Deutsch').waitFor();
    server.mails.length = 0;
    const request = await new ApiClient(app, project).open({ kind: 'export', regime: 'GDPR', distinctIds: ['nobody'] });
    const [mail] = await until('the notice', async () => server.mails.length > 0 && server.mails);
    expect(mail?.text).toContain(`Die Auskunft ${request.slice(0, 8)} ist abgeschlossen.`);
    await button('acme').click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByText('Mails are written in English').waitFor();
  });

  it('downloads what is held about them', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), button('Download my data').click()]);
    expect(download.suggestedFilename()).toBe('habeas-own-data.json');
    const data = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown>;
    expect(data).toMatchObject({ account: { email: project.ownerEmail }, memberships: [{ organization: 'acme' }] });
  });

  it('changes the password, which ends the session, and signs in with the new one', async () => {
    const form = page.getByRole('form', { name: 'Password' });
    await form.getByLabel('Current password').fill('not the password');
    await form.getByLabel('New password').fill(NEXT_PASSWORD);
    await form.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is wrong.').waitFor();
    await form.getByLabel('Current password').fill(project.ownerPassword);
    await form.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await reader.signIn(project.ownerEmail, NEXT_PASSWORD);
  });

  it('cannot delete the account of a last owner, and can once there is another', async () => {
    const end = async () => {
      await button('Delete my account').click();
      await dialog().getByLabel('Current password').fill(NEXT_PASSWORD);
      await dialog().getByRole('button', { name: 'Delete my account' }).click();
    };
    await end();
    await dialog().getByText('You are the last owner of acme.').waitFor();
    expect(await reader.violations()).toEqual([]);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await invited('second@example.com');
    await end();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByText('Your account was deleted.').waitFor();
  });
});
