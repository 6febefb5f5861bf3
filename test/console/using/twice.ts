import type { OpenConsole } from '../../support/console-browser.js';

/** What is ordered by a double click. */
export function doubleClicks(opened: () => OpenConsole): void {
  describe('a double click in the console', () => {
    /** What the page has sent to change something, as `POST /api/v1/projects`. */
    let sent: string[] = [];

    beforeAll(async () => {
      await opened().owner.page.emulateMedia({ reducedMotion: 'reduce' });
      opened().owner.page.on('request', (request) => {
        if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
      });
    });
    afterEach(() => expect(opened().owner.complaints).toEqual([]));

    const page = () => opened().owner.page;
    const dialog = () => page().getByRole('dialog');
    const button = (name: string) => page().getByRole('button', { name, exact: true });
    const organization = () => `/api/v1/organizations/${opened().project.organizationId}`;

    it('makes one token', async () => {
      await opened().owner.open('/profile');
      const form = page().getByRole('form', { name: 'Generate a token' });
      await form.getByLabel('Name').fill('twice');
      sent = [];
      await form.getByRole('button', { name: 'Generate a token' }).dblclick();
      await dialog().locator('pre').first().waitFor();
      expect(sent).toEqual(['POST /api/v1/oauth-tokens']);
      expect(await opened().app.prisma.oauthToken.count({ where: { name: 'twice' } })).toBe(1);
    });

    it('makes one project', async () => {
      await opened().owner.open('/projects');
      await button('Create a project').click();
      await dialog().getByLabel('Name').fill('twice');
      sent = [];
      await dialog().getByRole('button', { name: 'Create a project' }).dblclick();
      await dialog()
        .getByText(/^habeas_api_\w{43}$/)
        .waitFor();
      expect(sent).toHaveLength(1);
      expect(await opened().app.prisma.project.count({ where: { name: 'twice' } })).toBe(1);
    });

    it('makes one service account', async () => {
      await opened().owner.open('/members');
      await button('Make a service account').click();
      await dialog().getByLabel('Name').fill('twice');
      sent = [];
      await dialog().getByRole('button', { name: 'Make a service account' }).dblclick();
      await dialog()
        .getByText(/^habeas_sa_\w{43}$/)
        .waitFor();
      expect(sent).toEqual([`POST ${organization()}/service-accounts`]);
      expect(await opened().app.prisma.serviceAccount.count()).toBe(1);
    });

    it('marks the access as reviewed once', async () => {
      await opened().owner.open('/access-review');
      sent = [];
      await button('Mark as reviewed').dblclick();
      await page().getByText('Last reviewed:').waitFor();
      expect(sent).toHaveLength(1);
      expect(await opened().app.prisma.auditEntry.count({ where: { action: 'access.reviewed' } })).toBe(1);
    });

    it('opts a person out once', async () => {
      await opened().owner.open('/opt-outs');
      await page().getByRole('textbox', { name: 'Ids of the people, one a line' }).fill('ada');
      sent = [];
      await button('Opt out').dblclick();
      await page().getByText('One person is opted out.').waitFor();
      expect(sent).toEqual(['POST /api/v1/opt-outs']);
      expect(await opened().app.prisma.privacyChoice.count()).toBe(1);
    });
  });
}
