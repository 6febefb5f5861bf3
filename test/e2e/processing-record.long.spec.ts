import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { type Browser, signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;

const DATA_MAP = `
company:
  contact: privacy@acme.example
  supervisoryAuthority: the Autoriteit Persoonsgegevens
builtIn:
  events: { recipients: [Hosting Corp], transfers: none }
  profiles: { classes: { 'health_*': sensitive }, headers: { ssn: { category: government_id, class: withheld } } }
collections:
  - name: invoices
    title: Invoices
    table: public.invoices
    projectColumn: project_id
    subject: customer
    arrival: created_at
    headers: { total: { category: commercial } }
    policy: { keep: { basis: Tax law, until: { column: created_at, plus: P10Y } } }
    purpose: Billing
    recipients: [Tax office]
    sourceCategory: The person
    retention: { text: Ten years, after: P10Y, from: created_at, do: erase }
`;
const TABLES = `
  CREATE TABLE invoices (project_id int NOT NULL, customer text NOT NULL, total text, created_at timestamptz NOT NULL DEFAULT now());
  CREATE INDEX ON invoices (customer);`;

interface Collection {
  readonly name: string;
  readonly categories: string[];
}

interface Record30 {
  readonly controller: object;
  readonly project: object;
  readonly collections: Collection[];
  readonly classes: object;
  readonly retention: object;
  readonly settings: { readonly setting: string; readonly value: unknown; readonly since: string | null }[];
  readonly periods: object;
  readonly security: { readonly measure: string; readonly inForce: boolean }[];
  readonly notSaid: { readonly what: string }[];
}

describe('the record of processing activities', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let owner: Browser;
  let path: string;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(TABLES));
    app = await startApp({ database, clock, dataMap: DATA_MAP, settings: { ...STEP_BY_STEP, SESSION_TTL: '30d' } });
    project = await createProject(app);
    owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
    path = `/projects/${project.projectId}/processing-record`;
  });
  afterAll(() => app.close());

  const record = async (): Promise<Record30> => {
    const { status, body } = await owner.get(path);
    expect(status).toBe(200);
    return body as Record30;
  };
  const setting = async (name: string) => (await record()).settings.find((each) => each.setting === name);
  const change = async (at: string, body: object): Promise<string> => {
    clock.forward(DAY);
    expect((await owner.patch(`/projects/${project.projectId}${at}`, body)).status).toBe(200);
    return clock.now().toISOString().slice(0, 10);
  };

  it('names the controller, and of each collection purpose, categories, source, recipients, transfers and retention', async () => {
    const { controller, project: of, collections } = await record();
    expect(controller).toEqual({
      organizationId: project.organizationId,
      name: 'acme',
      contact: 'privacy@acme.example',
      supervisoryAuthority: 'the Autoriteit Persoonsgegevens',
    });
    expect(of).toMatchObject({ id: project.projectId, name: 'acme app' });
    const called = (name: string) => collections.find((each) => each.name === name);
    expect(called('events')).toMatchObject({ builtIn: true, recipients: ['Hosting Corp'], transfers: 'none' });
    expect(called('profiles')).toMatchObject({ recipients: null, sensitive: ['health_*'], withheld: ['ssn'] });
    expect(called('profiles')?.categories).toEqual(expect.arrayContaining(['government_id', 'identifiers']));
    expect(called('invoices')).toMatchObject({
      where: 'habeas: public.invoices',
      purpose: 'Billing',
      categories: ['commercial', 'identifiers'],
      source: 'The person',
      recipients: ['Tax office'],
      policy: { kind: 'keep', basis: 'Tax law', until: 'created_at + P10Y' },
      window: { after: 'P10Y', from: 'created_at', does: 'erase' },
    });
  });

  it('tells what is set, and since when, of Sec-GPC too', async () => {
    expect(await setting('globalPrivacyControl')).toEqual({
      setting: 'globalPrivacyControl',
      value: 'off',
      since: null,
    });
    const first = await change('', { globalPrivacyControl: 'drop', blockedProperties: ['utm_*'] });
    const second = await change('', { globalPrivacyControl: 'drop', optedOutByDefault: true });
    expect(second).not.toBe(first);
    expect(await setting('globalPrivacyControl')).toMatchObject({ value: 'drop' });
    expect((await setting('globalPrivacyControl'))?.since?.slice(0, 10)).toBe(first);
    expect(await setting('blockedProperties')).toMatchObject({ value: ['utm_*'] });
    expect((await setting('optedOutByDefault'))?.since?.slice(0, 10)).toBe(second);
    const third = await change('', { globalPrivacyControl: 'no-links' });
    expect((await setting('globalPrivacyControl'))?.since?.slice(0, 10)).toBe(third);
  });

  it('tells for how long data is kept, and since when', async () => {
    const set = await change('/retention', { eventMonths: 6, replayRetentionDays: 7 });
    const { retention } = await record();
    expect(retention).toMatchObject({
      events: { months: 6, rule: 'chosen', ruleMonths: 24 },
      recordings: { days: 7 },
      tables: [{ collection: 'invoices', after: 'P10Y' }],
      pending: expect.arrayContaining([expect.objectContaining({ collection: 'events' })]) as unknown,
      since: {
        plan: null,
        profiles: null,
        events: expect.stringContaining(set),
        recordings: expect.stringContaining(set),
      },
    });
    expect(await setting('replayRetentionDays')).toMatchObject({ value: 7, since: expect.stringContaining(set) });
  });

  it('tells what is not everybody’s to see, who is shown it, and since when', async () => {
    const said = await change('/classification', { changes: [{ name: 'diagnosis', class: 'sensitive' }] });
    expect((await record()).classes).toEqual({
      rules: [{ name: 'diagnosis', class: 'sensitive' }],
      since: expect.stringContaining(said),
      shownTo: { roles: ['owner', 'admin'], serviceAccounts: 0, oauthTokens: 0, apiSecret: false },
      shownSince: null,
    });
  });

  it('tells which measures are taken, and which are not', async () => {
    const inForce = async (measure: string) =>
      (await record()).security.find((each) => each.measure === measure)?.inForce;
    expect(await inForce('audit-unchanged')).toBe(true);
    expect(await inForce('second-person')).toBe(false);
    await change('', { approvalCount: 10, deletionGraceSeconds: 3600 });
    expect(await inForce('second-person')).toBe(true);
    expect((await record()).periods).toMatchObject({ deletionGraceSeconds: 3600, exportSeconds: 30 * 86_400 });
  });

  it('names what only the company can say', async () => {
    const { notSaid } = await record();
    expect(notSaid.map(({ what }) => what)).toEqual([
      'protection-officer',
      'joint-controllers',
      'legal-bases',
      'recipients',
      'transfers',
      'other-measures',
      'other-systems',
    ]);
  });

  it('holds no data of a person, neither of those whose data it is nor of those who set something', async () => {
    const client = new ApiClient(app, project);
    await client.engage([{ $distinct_id: 'ada@example.com', $set: { ssn: '078-05-1120', diagnosis: 'ill' } }]);
    await client.importEvents([
      { event: 'Viewed', properties: { time: 1_790_000_000, distinct_id: 'ada@example.com', $insert_id: 'a' } },
    ]);
    const text = JSON.stringify(await record());
    for (const secret of ['ada@example.com', '078-05', 'ill"', project.ownerEmail, project.ownerId, project.apiSecret])
      expect(text).not.toContain(secret);
  });

  it('is drawn up of each project of an organization, and of no other', async () => {
    await createProject(app, 'rival');
    const { status, body } = await owner.get(`/organizations/${project.organizationId}/processing-record`);
    const { results } = body as { results: { project: { name: string } }[] };
    expect([status, results.map((each) => each.project.name)]).toEqual([200, ['acme app']]);
  });

  it('is for owners and admins', async () => {
    const joining = { email: 'mia@example.com', role: 'member', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    const member = await signedIn(app.application, joining.email, joining.password);
    const stranger = await signedIn(app.application, 'rival-owner@example.com', project.ownerPassword);
    for (const at of [path, `/organizations/${project.organizationId}/processing-record`]) {
      expect(await member.get(at)).toMatchObject({ status: 403, body: { code: 'role-too-low' } });
      expect((await stranger.get(at)).status).toBe(404);
      expect((await fetch(`${app.url}/api/v1${at}`)).status).toBe(401);
    }
  });
});
