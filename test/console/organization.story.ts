import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';

const PAGES = ['/members', '/access-review', '/audit'] as const;

needsProgram('chromium', 'apt-get install chromium')('the organization in the console', () => {
  let opened: OpenConsole;
  let reader: Reader;

  const member = async (email: string) => {
    const { app, project } = opened;
    const joining = { email, role: 'member', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    return joining;
  };

  beforeAll(async () => {
    opened = await openConsole();
    reader = opened.owner;
    await reader.page.emulateMedia({ reducedMotion: 'reduce' });
    await member('mia@example.com');
  });
  afterAll(() => opened.close());

  const button = (name: string) => reader.page.getByRole('button', { name, exact: true });
  const row = (text: string) => reader.page.getByRole('row').filter({ hasText: text });
  const dialog = () => reader.page.getByRole('dialog');
  /** Presses the button that ends a dialog, and waits until it is gone. */
  const finish = async (name: string) => {
    await dialog().getByRole('button', { name, exact: true }).last().click();
    await dialog().waitFor({ state: 'detached' });
  };
  const audited = async (action: string) => opened.app.prisma.auditEntry.count({ where: { action } });

  it('invites somebody by a link that is shown once, and takes it back', async () => {
    await reader.open('/members');
    await button('Invite somebody').click();
    await dialog().getByLabel('E-mail').fill('li@example.com');
    await dialog().getByLabel('Role').selectOption('member');
    await dialog().getByRole('button', { name: 'Invite', exact: true }).click();
    await dialog()
      .getByText(/\/#\/invitations\/habeas_invite_\w{43}$/)
      .waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await finish('Close');
    await row('li@example.com').getByText('shown to who invited').waitFor();
    await button('Revoke: li@example.com').click();
    await finish('Revoke');
    await reader.page.getByText('Nobody is invited at the moment.').waitFor();
    expect(await audited('invitation.revoked')).toBe(1);
  });

  it('says that the last owner cannot go', async () => {
    await button(`Remove: ${opened.project.ownerEmail}`).click();
    await dialog().getByText('The person is let in no more').waitFor();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await dialog().getByText('An organization needs an owner. Make somebody else an owner first.').waitFor();
    await finish('Cancel');
  });

  it('gives a member another role', async () => {
    await button('Change role: mia@example.com').click();
    await dialog().getByLabel('Role').selectOption('admin');
    await finish('Save');
    await row('mia@example.com').getByText('Admin').waitFor();
    expect(await audited('member.role-changed')).toBe(1);
  });

  it('makes a service account, shows its secret once, and ends it', async () => {
    await button('Make a service account').click();
    await dialog().getByLabel('Name').fill('airflow');
    await dialog().getByRole('button', { name: 'Make a service account' }).click();
    await dialog()
      .getByText(/^habeas_sa_\w{43}$/)
      .waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await finish('Close');
    const { name } = await opened.app.prisma.serviceAccount.findFirstOrThrow();
    for (const [days, words] of [
      [30, 'A service account ends in 30 days'],
      [7, 'A service account ends in 7 days'],
      [1, 'A service account ends within a day'],
    ] as const) {
      const expiresAt = new Date(Date.now() + days * 86_400_000 - 60_000);
      await opened.app.prisma.serviceAccount.updateMany({ data: { expiresAt } });
      await reader.open('/');
      await reader.page.getByRole('alert').filter({ hasText: words }).waitFor();
    }
    expect(await reader.violationsHere()).toEqual([]);
    await reader.page.getByRole('alert').getByRole('link', { name: 'Members' }).click();
    await button(`End: ${name}`).click();
    await finish('End');
    await reader.page.getByText('No tool has an account.').waitFor();
    expect(await audited('service-account.revoked')).toBe(1);
  });

  it('ends a token of a member', async () => {
    await button(`Tokens: ${opened.project.ownerEmail}`).click();
    await button('End: tests').click();
    await dialog().getByText('No token is good here.').waitFor();
    await finish('Close');
    expect(await audited('token.revoked-here')).toBe(1);
  });

  it('tells the holder of a token that an owner has ended it, on the page they have open', async () => {
    const mia = await opened.join({ email: 'mia@example.com', password: opened.project.ownerPassword });
    await mia.page.emulateMedia({ reducedMotion: 'reduce' });
    await mia.open('/profile');
    const form = mia.page.getByRole('form', { name: 'Generate a token' });
    await form.getByLabel('Name').fill('of mia');
    await form.getByRole('button', { name: 'Generate a token' }).click();
    const token = (await mia.page.getByRole('dialog').locator('pre').first().textContent()) ?? '';
    await mia.page.getByRole('button', { name: 'I have copied it' }).click();
    const held = mia.page.getByRole('row').filter({ hasText: 'of mia' });
    await held.getByText('Good', { exact: true }).waitFor();

    await reader.open('/members');
    await button('Tokens: mia@example.com').click();
    await button('End: of mia').click();
    await dialog().getByText('No token is good here.').waitFor();
    await finish('Close');
    await held.getByText('Ended by an owner', { exact: true }).waitFor();
    await held.getByText('An owner of acme ended it there, for good:').waitFor();
    expect(await mia.faultsHere()).toEqual([]);
    const { prisma, url } = opened.app;
    expect(await prisma.oauthTokenRevocation.count({ where: { token: { name: 'of mia' } } })).toBe(1);
    const headers = { authorization: `Bearer ${token}` };
    const asked = await fetch(`${url}/api/v1/requests?projectId=${opened.project.projectId}`, { headers });
    expect(asked.status).toBe(404);
    expect(mia.complaints).toEqual([]);
    await mia.close();
  });

  it('removes a member', async () => {
    await button('Remove: mia@example.com').click();
    await finish('Remove');
    await row('mia@example.com').waitFor({ state: 'detached' });
    expect(await audited('member.removed')).toBe(1);
  });

  it('shows who could do what, and keeps that it was looked through', async () => {
    await reader.open('/access-review');
    await reader.page.getByText('This was never marked as reviewed.').waitFor();
    await row('acme app').getByText('send data').waitFor();
    await reader.page.getByLabel('Note').fill('Everybody is still with us.');
    await button('Mark as reviewed').click();
    await reader.page.getByText('Last reviewed:').waitFor();
    await reader.page.getByRole('status').getByText('Everybody is still with us.').waitFor();
    expect(await audited('access.reviewed')).toBe(1);
  });

  it('marks nothing that was not looked at: who came in meanwhile is shown first', async () => {
    const { app, project } = opened;
    await reader.open('/access-review');
    await row('acme app').getByText('owners, admins').waitFor();
    await member('late@example.com');
    await app.prisma.signInDomain.create({
      data: {
        id: '00000000-0000-4000-8000-00000000d0d0',
        organizationId: project.organizationId,
        domain: 'example.com',
        role: 'member',
        allowedBy: 'habeas',
        allowedByLabel: 'operator',
        createdAt: new Date(),
      },
    });
    await reader.page.getByLabel('Note').fill('Still with us.');
    await button('Mark as reviewed').click();
    await reader.page.getByText('Who could do what has changed since you looked.').waitFor();
    await row('late@example.com').waitFor();
    await row('example.com').filter({ hasText: 'in effect' }).waitFor();
    expect(await reader.page.getByLabel('Note').inputValue()).toBe('Still with us.');
    expect(await audited('access.reviewed')).toBe(1);
    await button('Mark as reviewed').click();
    await reader.page.getByRole('status').getByText('Still with us.', { exact: true }).waitFor();
    expect(await audited('access.reviewed')).toBe(2);
  });

  it('narrows the audit log down, and hands it out as a table', async () => {
    await reader.open('/audit');
    await row('access.reviewed').getByText('Everybody is still with us.').waitFor();
    await reader.page.getByLabel('What', { exact: true }).selectOption('service-account.*');
    await row('service-account.created').waitFor();
    await row('access.reviewed').first().waitFor({ state: 'detached' });
    expect(reader.page.url()).toContain('action=');
    const { name, bytes } = await reader.saved(() =>
      reader.page.getByRole('link', { name: 'Download as CSV' }).click(),
    );
    expect(name).toBe('audit-log.csv');
    const lines = bytes.toString('utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    await reader.page.getByLabel('What', { exact: true }).selectOption('audit.*');
    await row('audit.exported').waitFor();
    await button('Show everything').click();
    await row('note: Still with us.').waitFor();
  });

  it('is readable by everybody in light and dark, and on 320 pixels', async () => {
    expect(await reader.faultsOn(PAGES)).toEqual([]);
  });

  it('tells a member what they may not see', async () => {
    const visitor = await opened.join(await member('noa@example.com'));
    for (const path of PAGES) {
      await visitor.open(path);
      await visitor.page.getByText('You are a member of this organization.').waitFor();
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it('speaks German', async () => {
    await reader.page.evaluate("localStorage.setItem('habeas.language', 'de')");
    await reader.open('/access-review');
    await reader.page.getByText('Zuletzt geprüft:').waitFor();
    await reader.open('/audit');
    await reader.page.getByRole('link', { name: 'Als CSV herunterladen' }).waitFor();
  });

  it('leaves nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});
