import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { OrganizationsService } from '../../src/access/accounts/organizations.service.js';
import { ProjectsService } from '../../src/access/index.js';
import { openCommands } from '../e2e/cli-fixture.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { Browser, signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';

const UNSTORABLE = [
  ['NUL', 'a\0b'],
  ['half of a surrogate pair', 'a\ud83db'],
  ['the other half', '\udc00'],
] as const;
const PASSWORD = 'correct horse battery staple';

describe('a text that no database holds is refused by its field', () => {
  let app: TestApp;
  let project: TestProject;
  let owner: Browser;
  let client: ApiClient;
  beforeAll(async () => {
    app = await startApp();
    project = await createProject(app);
    owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  interface Refusal {
    readonly status: number;
    readonly body: { readonly code?: string; readonly title?: string; readonly errors?: readonly { path: string }[] };
  }
  const expectRefusal = ({ status, body }: Refusal, field: string) => {
    expect([400, 422]).toContain(status);
    expect(body.title).toContain(field);
  };

  describe.each(UNSTORABLE)('%s', (kind, text) => {
    it('in the names of people, tokens, projects and service accounts', async () => {
      const organization = `/organizations/${project.organizationId}`;
      const email = `${text}@example.com`;
      expectRefusal(await owner.post('/oauth-tokens', { name: text }), 'name');
      expectRefusal(await owner.post(`${organization}/invitations`, { email, role: 'member' }), 'email');
      expectRefusal(await owner.post(`${organization}/service-accounts`, { name: text }), 'name');
      expectRefusal(await new Browser(app.application).signIn(email, PASSWORD), 'email');
      expectRefusal(await new Browser(app.application).post('/password-resets', { email }), 'email');
      const joining = { token: 'habeas_invite_x', name: text, password: PASSWORD };
      expectRefusal(await new Browser(app.application).post('/invitations/accept', joining), 'name');
    });

    it('in the settings of a project', async () => {
      const patch = async (settings: object) => {
        const response = await fetch(`${app.url}/api/v1/projects/${project.projectId}`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json', cookie: await cookie(), 'sec-fetch-site': 'same-origin' },
          body: JSON.stringify(settings),
        });
        return { status: response.status, body: (await response.json()) as Refusal['body'] };
      };
      expectRefusal(await patch({ name: text }), 'name');
      expectRefusal(await patch({ timezone: text }), 'timezone');
    });

    it('in what a request is opened and decided with, and in a hold', async () => {
      const order = { projectId: project.projectId, kind: 'export', regime: 'GDPR', distinctIds: ['pat'] };
      const open = async (more: object) => client.call('POST', '/api/v1/requests', { ...order, ...more });
      expectRefusal(await open({ reference: text }), 'reference');
      expectRefusal(await open({ channel: text }), 'channel');
      expectRefusal(await open({ verification: { method: text } }), 'verification.method');
      const id = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [kind] });
      const decide = async (what: string, body: object) => client.call('POST', `/api/v1/requests/${id}/${what}`, body);
      expectRefusal(await decide('deny', { code: 'not-verified', note: text }), 'note');
      expectRefusal(await decide('extend', { reason: text }), 'reason');
      expectRefusal(await decide('hand-overs', { manner: text }), 'manner');
      const until = new Date(Date.now() + 86_400_000).toISOString();
      const hold = { projectId: project.projectId, distinctIds: ['lee'], basis: 'litigation', until };
      expectRefusal(await client.call('POST', '/api/v1/holds', { ...hold, basis: text }), 'basis');
      expectRefusal(await client.call('POST', '/api/v1/holds', { ...hold, reference: text }), 'reference');
    });

    it('in what is stored without a door of HTTP', async () => {
      const service = <T>(type: abstract new (...parts: never[]) => T): T =>
        app.application.get<T>(type, { strict: false });
      const unfit = { kind: 'unprocessable', code: 'text-unfit', message: expect.stringContaining('name') };
      const first = { email: 'new@example.com', name: 'New', password: PASSWORD };
      const create = async (name: string, person: typeof first) =>
        service(OrganizationsService).create(name, person, 'operator');
      await expect(create(text, first)).rejects.toMatchObject(unfit);
      await expect(create('New', { ...first, name: text })).rejects.toMatchObject(unfit);
      await expect(create('New', { ...first, email: `${text}@example.com` })).rejects.toMatchObject({
        code: 'email-malformed',
      });
      const projects = service(ProjectsService);
      await expect(projects.create('operator', project.organizationId, { name: text })).rejects.toMatchObject(unfit);
      await expect(projects.change('operator', project.projectId, { name: text })).rejects.toMatchObject(unfit);
      await expect(service(OauthTokensService).create('operator', project.ownerId, text)).rejects.toMatchObject(unfit);
    });
  });

  it.each(['/requests?cursor=%00', '/requests/%00', '/holds?cursor=%00', '/requests?status=%00', '/holds/%00'])(
    'in an address too: %s',
    async (path) => {
      const { status } = await client.call('GET', `/api/v1${path}`);
      expect([400, 404, 422]).toContain(status);
    },
  );

  it('and at the command line', async () => {
    const line = await openCommands();
    try {
      const run = async (...words: string[]) => (await line.habeas(words, PASSWORD)).err;
      expect(await run('org', 'create', 'a\0b', '--owner', 'pat@example.com')).toContain('name: ');
      expect(await run('org', 'create', 'Acme', '--owner', 'a\0b@example.com')).toContain('email-malformed');
      expect(await run('org', 'create', 'Acme', '--owner', 'pat@example.com', '--owner-name', 'a\0')).toContain(
        'name: ',
      );
      expect(await run('org', 'create', 'Acme', '--owner', 'pat@example.com')).toBe('');
      expect(await run('project', 'create', 'a\0b')).toContain('name: ');
      expect(await run('token', 'create', 'pat@example.com', '--name', 'a\0b')).toContain('name: ');
      expect(await run('token', 'create', 'a\0b@example.com')).toContain('person-not-found');
      expect(await run('member', 'invite', 'a\0b@example.com')).toContain('email-malformed');
    } finally {
      await line.close();
    }
  });

  async function cookie(): Promise<string> {
    const answer = await fetch(`${app.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: project.ownerEmail, password: project.ownerPassword }),
    });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
});
