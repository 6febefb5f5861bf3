import { openConsole, type OpenConsole } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';

needsProgram('chromium', 'apt-get install chromium')('a double click in the console', () => {
  let open: OpenConsole;
  /** What the page has sent to change something, as `POST /api/v1/projects`. */
  let sent: string[] = [];

  beforeAll(async () => {
    open = await openConsole();
    await open.owner.page.emulateMedia({ reducedMotion: 'reduce' });
    open.owner.page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
  });
  afterAll(() => open.close());
  afterEach(() => expect(open.owner.complaints).toEqual([]));

  const page = () => open.owner.page;
  const dialog = () => page().getByRole('dialog');
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const organization = () => `/api/v1/organizations/${open.project.organizationId}`;

  it('makes one token', async () => {
    await open.owner.open('/profile');
    const form = page().getByRole('form', { name: 'Generate a token' });
    await form.getByLabel('Name').fill('twice');
    sent = [];
    await form.getByRole('button', { name: 'Generate a token' }).dblclick();
    await dialog().locator('pre').first().waitFor();
    expect(sent).toEqual(['POST /api/v1/oauth-tokens']);
    expect(await open.app.prisma.oauthToken.count({ where: { name: 'twice' } })).toBe(1);
  });

  it('makes one project', async () => {
    await open.owner.open('/projects');
    await button('Create a project').click();
    await dialog().getByLabel('Name').fill('twice');
    sent = [];
    await dialog().getByRole('button', { name: 'Create a project' }).dblclick();
    await dialog()
      .getByText(/^habeas_api_\w{43}$/)
      .waitFor();
    expect(sent).toHaveLength(1);
    expect(await open.app.prisma.project.count({ where: { name: 'twice' } })).toBe(1);
  });

  it('makes one service account', async () => {
    await open.owner.open('/members');
    await button('Make a service account').click();
    await dialog().getByLabel('Name').fill('twice');
    sent = [];
    await dialog().getByRole('button', { name: 'Make a service account' }).dblclick();
    await dialog()
      .getByText(/^habeas_sa_\w{43}$/)
      .waitFor();
    expect(sent).toEqual([`POST ${organization()}/service-accounts`]);
    expect(await open.app.prisma.serviceAccount.count()).toBe(1);
  });

  it('marks the access as reviewed once', async () => {
    await open.owner.open('/access-review');
    sent = [];
    await button('Mark as reviewed').dblclick();
    await page().getByText('Last reviewed:').waitFor();
    expect(sent).toHaveLength(1);
    expect(await open.app.prisma.auditEntry.count({ where: { action: 'access.reviewed' } })).toBe(1);
  });

  it('opts a person out once', async () => {
    await open.owner.open('/opt-outs');
    await page().getByRole('textbox', { name: 'Ids of the people, one a line' }).fill('ada');
    sent = [];
    await button('Opt out').dblclick();
    await page().getByText('One person is opted out.').waitFor();
    expect(sent).toEqual(['POST /api/v1/opt-outs']);
    expect(await open.app.prisma.privacyChoice.count()).toBe(1);
  });
});
