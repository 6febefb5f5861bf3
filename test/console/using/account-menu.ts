import { createProject } from '../../support/app.js';
import { Reader, type OpenConsole } from '../../support/console-browser.js';

const STAYS = 'You are still signed in';
const SCHEME = "document.documentElement.getAttribute('data-mantine-color-scheme')";

/** The menu of who is signed in, up to signing out. */
export function accountMenu(opened: () => OpenConsole): void {
  describe('the menu of who is signed in', () => {
    beforeAll(async () => {
      const { ownerId: userId } = opened().project;
      const { organizationId } = await createProject(opened().app, 'globex');
      const now = new Date();
      await opened().app.prisma.user.update({
        where: { id: userId },
        data: { emailVerifiedAt: now, homeOrganizationId: null },
      });
      await opened().app.prisma.member.create({ data: { organizationId, userId, role: 'owner', createdAt: now } });
      await opened().owner.open('/projects');
    });
    afterEach(() => expect(opened().owner.complaints).toEqual([]));

    const page = () => opened().owner.page;
    const choose = async (from: string, item: string): Promise<void> => {
      await page().getByRole('button', { name: from, exact: true }).click();
      await page().getByRole('menuitem', { name: item }).click();
    };
    const sessions = () => opened().app.prisma.session.count({ where: { userId: opened().project.ownerId } });

    it('keeps the colours that were chosen', async () => {
      await choose('acme', 'Dark');
      await page().reload();
      await page().getByRole('button', { name: 'acme', exact: true }).waitFor();
      expect(await page().evaluate(SCHEME)).toBe('dark');
      await choose('acme', 'As the system');
    });

    it('changes the organization one works in, in this tab', async () => {
      await page().getByRole('link', { name: 'acme app' }).waitFor();
      await choose('acme', 'globex');
      await page().getByRole('link', { name: 'globex app' }).waitFor();
      expect(await page().getByRole('link', { name: 'acme app' }).count()).toBe(0);
      await page().reload();
      await page().getByRole('link', { name: 'globex app' }).waitFor();
      await choose('globex', 'acme');
      await page().getByRole('link', { name: 'acme app' }).waitFor();
    });

    it('says that one is still signed in where there is no connection', async () => {
      await page().context().setOffline(true);
      await choose('acme', 'Sign out');
      await page()
        .getByRole('alert')
        .filter({ hasText: STAYS })
        .filter({ hasText: 'there is no connection' })
        .waitFor();
      await page().context().setOffline(false);
      expect(await sessions()).toBe(1);
      await page().getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
    });

    it('says so where Habeas does not end the session', async () => {
      const refused = {
        status: 500,
        contentType: 'application/problem+json',
        body: '{"status":500,"code":"internal"}',
      };
      await page().route('**/api/v1/session', (route) =>
        route.request().method() === 'DELETE' ? route.fulfill(refused) : route.continue(),
      );
      await choose('acme', 'Sign out');
      await page().getByRole('alert').filter({ hasText: STAYS }).filter({ hasText: 'Habeas did not end' }).waitFor();
      expect(await opened().owner.violationsHere()).toEqual([]);
      await page().unroute('**/api/v1/session');
      expect(await sessions()).toBe(1);
    });

    it('signs out, after which nothing is left to come back to', async () => {
      await choose('acme', 'Sign out');
      await page().getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      await page().getByText(STAYS).waitFor({ state: 'detached' });
      expect(await sessions()).toBe(0);
      await page().goto('/#/projects');
      await page().getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    });

    it('leads whoever signs in to the link that they followed, with its filters', async () => {
      const reader = await Reader.at(opened().browser, opened().app.url);
      await reader.page.goto('/#/requests?regime=CCPA&status=["SUCCESS"]');
      await reader.page.getByLabel('E-mail').fill(opened().project.ownerEmail);
      await reader.page.getByRole('textbox', { name: 'Password' }).fill(opened().project.ownerPassword);
      await reader.page.getByRole('button', { name: 'Sign in' }).click();
      await reader.page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
      expect(await reader.page.getByLabel('Law', { exact: true }).inputValue()).toBe('CCPA');
      expect(decodeURIComponent(new URL(reader.page.url()).hash)).toBe('#/requests?regime=CCPA&status=["SUCCESS"]');
      expect(reader.complaints).toEqual([]);
      await reader.close();
    });
  });
}
