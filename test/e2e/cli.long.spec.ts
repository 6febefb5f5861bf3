import { openAccess, type Access } from '../../src/access/index.js';
import { Clock, Ids, PrismaService, readConfig } from '../../src/platform/index.js';
import { join } from '../support/join.js';
import { withClient } from '../support/three-subjects.js';
import { openCommands, type CommandFixture } from './cli-fixture.js';

const PASSWORD = 'correct horse battery';

describe('the habeas command line', () => {
  let line: CommandFixture;
  let prisma: PrismaService;
  let access: Access;
  beforeAll(async () => {
    line = await openCommands();
    prisma = new PrismaService(line.databaseUrl, 2);
    access = openAccess(prisma, new Clock(), new Ids(), { besideGrace: [] }, readConfig({}));
    await line.habeas(['org', 'create', 'Acme', '--owner', 'pat@example.com'], PASSWORD);
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await line.close();
  });

  describe('usage', () => {
    it.each([
      [['nonsense']],
      [['org', 'create']],
      [['org', 'create', 'X']],
      [['org', 'create', 'X', 'Y', '--owner', 'a@b.c']],
      [['member', 'invite', 'a@b.c', '--role', 'emperor']],
      [['member', 'add', 'a@b.c']],
      [['project', 'set', '100001', '--grace', 'soon']],
      [['project', 'set', 'one', '--name', 'x']],
      [['project', 'set', '100001', '--require-receipt', 'phone']],
      [['project', 'set', '100001', '--allow-api-secret', 'perhaps']],
      [['project', 'view', '100001', '--roles', 'emperor']],
      [['project', 'classify', 'one']],
      [['token', 'revoke', 'pat@example.com', 'not-an-id']],
      [['request', 'open', '--id', 'a']],
      [['request', 'open', '--kind', 'export', '--id', 'a', '--file', 'x.csv']],
      [['request', 'show', '../../etc/passwd']],
      [['request', 'download', '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f']],
    ])('that is wrong ends with 2 and a sentence: %j', async (words) => {
      const { code, out, err } = await line.habeas(words);
      expect([code, out]).toEqual([2, '']);
      expect(err).not.toBe('');
    });

    it('is told by --help, which ends with 0 and needs no settings', async () => {
      const help = await line.habeas(['--help']);
      expect(help.code).toBe(0);
      for (const command of [
        'org',
        'member',
        'invitation',
        'project',
        'token',
        'service-account',
        'request',
        'datamap',
        'migrate',
      ]) {
        expect(help.out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
      }
    });
  });

  it('creates an organization with its owner, whose password is never shown when it came through the pipe', async () => {
    const made = await line.habeas(['org', 'create', 'Piped', '--owner', 'lee@example.com', '--json'], PASSWORD);
    expect(made.code).toBe(0);
    expect(made.json()).toMatchObject({ name: 'Piped', owner: { email: 'lee@example.com' } });
    expect(made.out + made.err).not.toContain(PASSWORD);
    await access.people.signIn('lee@example.com', PASSWORD, '::1');
    expect((await line.habeas(['org', 'list'])).out).toMatch(/Id +Name +Created[^]*Piped/);
  });

  it('shows a password it made, this once', async () => {
    const words = ['org', 'create', 'Shown', '--owner', 'kim@example.com', '--generate-password', '--json'];
    const { password } = (await line.habeas(words)).json<{ password: string }>();
    await access.people.signIn('kim@example.com', password, '::1');
    expect((await line.habeas(['member', 'list', '-o', 'Shown', '--json'])).out).not.toContain(password);
  });

  it('invites, lists and revokes, and shows the link this once, with a command that takes it', async () => {
    const invited = await line.habeas(['member', 'invite', 'Ida@example.com', '--role', 'admin', '-o', 'Acme']);
    expect(invited.out).toMatch(/^E-mail +ida@example\.com$/m);
    expect(invited.out).toMatch(
      /^Link \(shown once\) +http:\/\/localhost:3000\/#\/invitations\/habeas_invite_\w{43}$/m,
    );
    expect(invited.out).toMatch(/^Accept with +curl -s \S+\/api\/v1\/invitations\/accept .*"token":"habeas_invite_/m);
    const list = await line.habeas(['invitation', 'list', '-o', 'Acme', '--json']);
    const [{ id }] = list.json<[{ id: string }]>();
    expect(list.out).not.toContain('habeas_invite_');
    expect((await line.habeas(['invitation', 'revoke', id, '-o', 'Acme'])).code).toBe(0);
    expect((await line.habeas(['invitation', 'list', '-o', 'Acme'])).out).toMatch(/ida@example\.com +admin +revoked/);
  });

  it('changes a role, a password and a membership', async () => {
    const { id } = (await access.organizations.list()).find(({ name }) => name === 'Acme') ?? { id: '' };
    await join(access, id, { email: 'sam@example.com', role: 'member', password: PASSWORD });
    expect((await line.habeas(['member', 'role', 'SAM@example.com', '--role', 'admin', '-o', 'Acme'])).code).toBe(0);
    expect((await line.habeas(['member', 'list', '-o', 'Acme'])).out).toMatch(/sam@example\.com .*admin/);
    expect((await line.habeas(['member', 'password', 'sam@example.com'], 'another horse battery')).code).toBe(0);
    await access.people.signIn('sam@example.com', 'another horse battery', '::1');
    expect((await line.habeas(['member', 'remove', 'sam@example.com', '-o', 'Acme'])).code).toBe(0);
    expect((await line.habeas(['member', 'list', '-o', 'Acme'])).out).not.toContain('sam@example.com');
  });

  it('creates a project, sets it and rotates its secret', async () => {
    const made = (await line.habeas(['project', 'create', 'Shop', '-o', 'Acme', '--grace', '0s', '--json'])).json<{
      id: number;
      apiSecret: string;
    }>();
    expect(made).toMatchObject({ deletionGraceSeconds: 0, timezone: 'UTC' });
    const id = String(made.id);
    const words = [
      '--timezone',
      'Europe/Berlin',
      '--ccpa-window',
      'since-2022',
      '--allow-api-secret',
      'on',
      '--grace',
      'default',
      '--require-receipt',
      'reference,receivedAt',
      '--holidays',
      '2026-12-25,2026-01-01',
      '--look-up-places',
      'off',
      '--block-properties',
      'utm_*,email',
      '--drop-values',
      'password,e-mail',
      '--record-sessions',
      '12.5',
      '--replay-retention',
      '14',
    ];
    const set = await line.habeas(['project', 'set', id, ...words, '--suppress-after-deletion', 'on', '--json']);
    expect(set.json()).toMatchObject({
      name: 'Shop',
      timezone: 'Europe/Berlin',
      ccpaWindow: 'since-2022',
      allowApiSecret: true,
      suppressAfterDeletion: true,
      deletionGraceSeconds: null,
      requiredReceipt: ['receivedAt', 'reference'],
      holidays: ['2026-01-01', '2026-12-25'],
      lookUpPlaces: false,
      blockedProperties: ['email', 'utm_*'],
      droppedValues: ['e-mail', 'password'],
      hashIds: false,
      recordSessions: 12.5,
      replayRetentionDays: 14,
    });
    const cleared = await line.habeas(['project', 'set', id, '--require-receipt', 'none', '--holidays', 'none']);
    expect(cleared.out).toMatch(/Required of a receipt +nothing\nHolidays +none/);
    const rotated = await line.habeas(['project', 'rotate-secret', id]);
    expect(rotated.out).toMatch(/API secret \(shown once\) +habeas_api_/);
    expect(await access.projects.bySecret(made.apiSecret)).toBeNull();
    expect((await line.habeas(['project', 'list', '-o', 'Acme'])).out).toContain('Shop');
  });

  it('says who is shown what of a project', async () => {
    const made = (await line.habeas(['project', 'create', 'Classified', '-o', 'Acme', '--json'])).json<{
      id: number;
    }>();
    const id = String(made.id);
    expect((await line.habeas(['project', 'classify', id])).out).toBe('Nothing is said.');
    const words = [
      '--sensitive',
      'health_*, address.street',
      '--withheld',
      'ssn',
      '--ordinary',
      'health_plan',
      '--json',
    ];
    expect((await line.habeas(['project', 'classify', id, ...words])).json()).toEqual([
      { name: 'address.street', class: 'sensitive' },
      { name: 'health_*', class: 'sensitive' },
      { name: 'health_plan', class: 'ordinary' },
      { name: 'ssn', class: 'withheld' },
    ]);
    const forgotten = await line.habeas(['project', 'classify', id, '--forget', 'health_*,health_plan,address.street']);
    expect(forgotten.out).toMatch(/^ *Name +Class\s+ssn +withheld$/);
    expect((await line.habeas(['project', 'view', id])).out).toMatch(/Roles +owner, admin\nService accounts +none/);
    const { serviceAccount } = await access.serviceAccounts.create('operator', await organizationOf(id), {
      name: 'helper',
      role: 'admin',
      expiresInDays: 1,
    });
    const seen = ['--roles', 'owner', '--service-accounts', serviceAccount.id, '--api-secret', 'on', '--json'];
    expect((await line.habeas(['project', 'view', id, ...seen])).json()).toEqual({
      roles: ['owner'],
      serviceAccounts: [serviceAccount.name],
      oauthTokens: [],
      apiSecret: true,
    });
    expect((await line.habeas(['project', 'view', id, '--roles', 'none'])).out).toMatch(/Roles +none/);
  });
  const organizationOf = async (id: string) =>
    (await prisma.project.findUniqueOrThrow({ where: { id: Number(id) } })).organizationId;

  it('releases an account from the identity provider, so that its next sign-in binds it anew', async () => {
    const [pat] = await access.people.find('pat@example.com');
    const identity = { issuer: 'https://id.example.com', subject: 'pat' };
    await access.identities.bind(pat?.id ?? '', identity);
    const release = ['member', 'release', 'pat@example.com'];
    expect((await line.habeas(release)).out).toContain('may be bound to the identity provider anew');
    expect(await access.identities.find(identity)).toBeNull();
    expect((await line.habeas(release)).out).toContain('was not bound to the identity provider');
    const released = await prisma.auditEntry.findMany({ where: { action: 'person.released-from-provider' } });
    expect(released.map(({ actor, detail }) => [actor, detail])).toEqual([['habeas', { userId: pat?.id }]]);
  });

  it('makes, lists and revokes the token of a member', async () => {
    const { token, id } = (await line.habeas(['token', 'create', 'pat@example.com', '--json'])).json<{
      token: string;
      id: string;
    }>();
    expect(await access.tokens.authenticate(token)).toMatchObject({ email: 'pat@example.com' });
    const list = await line.habeas(['token', 'list', 'pat@example.com']);
    expect(list.out).toContain(id);
    expect(list.out).not.toContain(token);
    expect((await line.habeas(['token', 'revoke', 'pat@example.com', id])).code).toBe(0);
    expect(await access.tokens.authenticate(token)).toBeNull();
  });

  it('makes, lists and revokes a service account', async () => {
    const words = ['service-account', 'create', 'airflow', '-o', 'Acme', '--days', '30', '--json'];
    const made = (await line.habeas(words)).json<{ id: string; name: string; secret: string }>();
    expect(await access.serviceAccounts.authenticateNamed(made.name, made.secret)).not.toBeNull();
    expect((await line.habeas(['service-account', 'list', '-o', 'Acme'])).out).toContain(made.name);
    expect((await line.habeas(['service-account', 'revoke', made.id, '-o', 'Acme'])).code).toBe(0);
    expect(await access.serviceAccounts.authenticateSecret(made.secret)).toBeNull();
  });

  it.each([
    [['token', 'create', 'nobody@example.com'], 'person-not-found'],
    [['project', 'create', 'X', '-o', 'Nobody'], 'organization-not-found'],
    [['project', 'set', '1', '--name', 'x'], 'project-not-found'],
    [['project', 'classify', '1', '--withheld', 'x'], 'project-not-found'],
    [['project', 'view', '1'], 'project-not-found'],
    [['org', 'create', 'X', '--owner', 'new@example.com'], 'password-missing'],
    [['member', 'invite', 'PAT@example.com', '-o', 'Acme'], 'already-member'],
    [['member', 'invite', 'a@b@c', '-o', 'Acme'], 'email-malformed'],
    [['invitation', 'revoke', '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f', '-o', 'Acme'], 'invitation-not-found'],
    [['member', 'role', 'pat@example.com', '--role', 'member', '-o', 'Acme'], 'last-owner'],
    [['request', 'list'], 'credentials-missing'],
    [['request', 'list', '--token', 'x', '--server', 'http://127.0.0.1:1'], 'no-answer'],
  ])('refuses %j with 1 and a sentence', async (words, code) => {
    const outcome = await line.habeas(words);
    expect([outcome.code, outcome.out]).toEqual([1, '']);
    expect(outcome.err).toMatch(new RegExp(`^\\S.*\\. \\(${code}\\)$|\\(${code}\\)$`, 'm'));
  });

  it('acts as the operator in the audit', async () => {
    const actors = await prisma.auditEntry.findMany({ where: { action: 'organization.created' } });
    expect(new Set(actors.map(({ actor }) => actor))).toEqual(new Set(['habeas']));
  });

  it('checks the data map, and ends with 1 and a table of what it does not cover', async () => {
    const checked = await line.habeas(['datamap', 'check']);
    expect([checked.code, checked.err]).toEqual([0, '']);
    expect(checked.out).toMatch(/^Tables: 4 mapped, \d+ exempt/);
    await withClient(line.databaseUrl, (sql) =>
      sql.query(`CREATE TABLE leads (email text, note text); INSERT INTO leads VALUES ('a@x.example', 'b@x.example')`),
    );
    const refused = await line.habeas(['datamap', 'check']);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/1 tables look like subject data.*\(data-map-incomplete\)$/);
    expect(refused.out).toMatch(
      /habeas +public\.leads +email +an e-mail address +its name +list it under `collections`/,
    );
    expect(refused.out).not.toContain('x.example');
    const { code, json } = await line.habeas(['datamap', 'check', '--json']);
    expect([code, json()]).toEqual([1, expect.objectContaining({ passed: false })]);
    expect(json<{ findings: object[] }>().findings).toEqual([
      expect.objectContaining({ table: 'public.leads', column: 'email' }),
      expect.objectContaining({ table: 'public.leads', column: 'note', because: '1 of 1 values looked at' }),
    ]);
    await withClient(line.databaseUrl, (sql) => sql.query('DROP TABLE leads'));
  });

  it('brings the database up to date', async () => {
    expect((await line.habeas(['migrate', '--json'])).json()).toEqual({ upToDate: true });
  });
});
