import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/platform/prisma/migrations.js';
import { openApplication, PASSWORD, type ApplicationFixture } from '../e2e/access-fixture.js';
import { openCommands, type CommandFixture } from '../e2e/cli-fixture.js';
import { Browser, signedIn } from '../support/browser.js';
import { createEmptyDatabase } from '../support/database.js';
import { tokenOf } from '../support/join.js';

const PLANTED = 'planted by a stranger';
const OWN = 'the password of the person';
const CEO = 'ceo@a.example';
const MALLORY = 'mallory@b.example';

describe('nobody makes another person’s account', () => {
  let room: ApplicationFixture;
  let owner: Browser;
  let stranger: Browser;
  let a: string;
  let b: string;

  beforeAll(async () => {
    room = await openApplication();
    a = room.organizationId;
    const rival = { email: MALLORY, name: 'Mallory', password: PASSWORD };
    b = (await room.organizations.create('B', rival, 'operator')).organization.id;
    owner = await signedIn(room.app, 'pat@example.com', PASSWORD);
    stranger = await signedIn(room.app, MALLORY, PASSWORD);
  });
  afterAll(async () => room.close());

  const invite = async (by: Browser, organizationId: string, email: string, role = 'member') => {
    const { status, body } = await by.post(`/organizations/${organizationId}/invitations`, { email, role });
    return { status, body, token: status === 201 ? tokenOf(body.link) : '' };
  };
  const accept = async (token: string, password: string, name = '') =>
    new Browser(room.app).post('/invitations/accept', { token, password, name });

  it('by a password: there is no such door any more', async () => {
    const member = { email: 'no@a.example', role: 'member', name: 'CEO', password: PLANTED };
    const { status } = await stranger.post(`/organizations/${b}/members`, member);
    expect(status).toBe(405);
    expect((await new Browser(room.app).signIn('no@a.example', PLANTED)).status).toBe(401);
  });

  it('by a link that was shown to them: what they made before opens nothing elsewhere, and nothing they make later does', async () => {
    const planted = await invite(stranger, b, CEO, 'owner');
    expect((await accept(planted.token, PLANTED)).status).toBe(200);
    const real = await invite(owner, a, CEO, 'owner');
    expect((await accept(real.token, OWN)).status).toBe(200);
    expect(await (await signedIn(room.app, CEO, PLANTED)).organizations()).toEqual(['B']);
    expect(await (await signedIn(room.app, CEO, OWN)).organizations()).toEqual(['Acme']);

    const first = await invite(owner, a, 'cfo@a.example', 'owner');
    await accept(first.token, OWN);
    await accept((await invite(stranger, b, 'cfo@a.example')).token, PLANTED);
    expect(await (await signedIn(room.app, 'cfo@a.example', PLANTED)).organizations()).toEqual(['B']);
  });

  it('so that an unverified account is good in its own organization alone, by session and by token', async () => {
    await accept((await invite(stranger, b, 'cto@a.example', 'owner')).token, PLANTED);
    const planted = await signedIn(room.app, 'cto@a.example', PLANTED);
    const { token } = await invite(owner, a, 'cto@a.example', 'owner');
    const joined = await planted.post('/invitations/join', { token });
    expect([joined.status, joined.body.code]).toEqual([409, 'account-unverified']);
    const { body } = await planted.post('/oauth-tokens');
    const actor = await room.tokens.authenticate(body.token as string);
    expect(actor).toMatchObject({ email: 'cto@a.example' });
    expect((await planted.get(`/organizations/${a}/members`)).status).toBe(404);
    const { id: userId } = (await room.people.find('cto@a.example'))[0] ?? { id: '' };
    const member = { organizationId: a, userId, role: 'owner', createdAt: new Date() };
    await expect(room.prisma.member.create({ data: member })).rejects.toThrow(/good in its own organization alone/);
    expect((await accept(token, OWN)).status).toBe(200);
  });

  it('nor learns who has one: a known and an unknown address look the same', async () => {
    const answers = [];
    for (const email of ['cfo@a.example', 'nobody@a.example']) {
      const { organization } = await room.organizations.create(
        'C',
        { email: `${email.length}@c.example`, name: '', password: PASSWORD },
        'operator',
      );
      const admin = await signedIn(room.app, `${email.length}@c.example`, PASSWORD);
      const { body, token } = await invite(admin, organization.id, email);
      const shown = await new Browser(room.app).post('/invitations/show', { token });
      const accepted = await accept(token, OWN);
      answers.push([
        Object.keys(body as object),
        body.delivery,
        { ...shown.body, email: '', invitedBy: '', expiresAt: '' },
        accepted.status,
        { ...accepted.body.person, id: '', email: '', name: '' },
      ]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[2]).toMatchObject({ asks: 'new-password' });
  });

  it('while a member of one’s own organization may be told', async () => {
    const again = await invite(owner, a, ' PAT@example.com');
    expect([again.status, again.body.code]).toEqual([409, 'already-member']);
  });

  describe('a link', () => {
    it('lets one person in, once, however many accept at the same moment', async () => {
      const { token } = await invite(owner, a, 'race@a.example');
      const passwords = Array.from({ length: 4 }, (_, index) => `password number ${index}`);
      const answers = await Promise.all(passwords.map((password) => accept(token, password)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
      expect(await room.people.find('race@a.example')).toHaveLength(1);
      expect((await accept(token, OWN)).body.code).toBe('invitation-over');
    });

    it('is stored as a hash, and stands in no list', async () => {
      const { token } = await invite(owner, a, 'hash@a.example');
      expect(JSON.stringify(await room.prisma.invitation.findMany())).not.toContain(token);
      expect((await owner.get(`/organizations/${a}/invitations`)).text).not.toContain(token);
      expect(JSON.stringify(await room.prisma.auditEntry.findMany(), quoted)).not.toMatch(/habeas_invite_|hash@a/);
    });

    it('ends after seven days, by being revoked, and by a newer one of the address', async () => {
      const expired = await invite(owner, a, 'late@a.example');
      const row = await room.prisma.invitation.findUniqueOrThrow({ where: { id: expired.body.id } });
      expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(7 * 86_400_000);
      await room.prisma.invitation.update({ where: { id: row.id }, data: { expiresAt: new Date() } });
      const revoked = await invite(owner, a, 'revoked@a.example');
      expect((await owner.delete(`/organizations/${a}/invitations/${revoked.body.id}`)).status).toBe(204);
      const older = await invite(owner, a, 'twice@a.example');
      const newer = await invite(owner, a, 'TWICE@a.example');
      for (const { token } of [expired, revoked, older, { token: `habeas_invite_${'0'.repeat(43)}` }, { token: 'x' }]) {
        for (const attempt of [accept(token, OWN), new Browser(room.app).post('/invitations/show', { token })]) {
          const { status, body } = await attempt;
          expect([status, body.code]).toEqual([410, 'invitation-over']);
        }
      }
      expect((await accept(newer.token, OWN)).status).toBe(200);
    });

    it('is refused with a password that is unfit, and stays good', async () => {
      const { token } = await invite(owner, a, 'short@a.example');
      expect((await accept(token, '<yours>')).body.code).toBe('password-unfit');
      expect((await accept(token, OWN)).status).toBe(200);
    });

    it('is dead once who invited has lost the role, and stays dead', async () => {
      await accept((await invite(owner, a, 'admin@a.example', 'admin')).token, OWN);
      const admin = await signedIn(room.app, 'admin@a.example', OWN);
      const { token } = await invite(admin, a, 'friend@a.example', 'admin');
      const adminId = (await room.people.find('admin@a.example'))[0]?.id ?? '';
      await room.members.changeRole(room.owner, a, adminId, 'member');
      expect((await accept(token, OWN)).status).toBe(410);
      await room.members.changeRole(room.owner, a, adminId, 'admin');
      expect((await accept(token, OWN)).status).toBe(410);
      const other = await invite(admin, a, 'friend@a.example');
      await room.prisma.member.update({
        where: { organizationId_userId: { organizationId: a, userId: adminId } },
        data: { role: 'member' },
      });
      expect((await accept(other.token, OWN)).status).toBe(410);
      await room.members.remove(room.owner, a, adminId);
      expect((await accept(other.token, OWN)).status).toBe(410);
    });

    it('makes owners by the word of owners alone, and is not taken back by others', async () => {
      await accept((await invite(owner, a, 'second@a.example', 'admin')).token, OWN);
      const admin = await signedIn(room.app, 'second@a.example', OWN);
      expect((await invite(admin, a, 'third@a.example', 'owner')).status).toBe(403);
      const { token, body } = await invite(owner, a, 'third@a.example', 'owner');
      expect((await invite(admin, a, 'third@a.example', 'member')).status).toBe(403);
      expect((await admin.delete(`/organizations/${a}/invitations/${body.id}`)).status).toBe(403);
      expect((await accept(token, OWN)).body).toMatchObject({ role: 'owner' });
      await accept((await invite(owner, a, 'plain@a.example')).token, OWN);
      const member = await signedIn(room.app, 'plain@a.example', OWN);
      expect((await invite(member, a, 'x@a.example')).status).toBe(403);
      expect((await member.get(`/organizations/${a}/invitations`)).status).toBe(403);
      expect((await invite(stranger, a, 'x@a.example')).status).toBe(404);
      expect((await stranger.delete(`/organizations/${a}/invitations/${body.id}`)).status).toBe(404);
    });

    it('brings back somebody who was removed, with an account of its own and none of the old tokens', async () => {
      const { body } = await accept((await invite(owner, a, 'back@a.example')).token, OWN);
      const { secret } = await room.tokens.create('operator', body.person.id as string, 'old');
      await room.members.remove(room.owner, a, body.person.id as string);
      expect((await accept((await invite(owner, a, 'back@a.example')).token, PLANTED)).status).toBe(200);
      expect(await room.tokens.authenticate(secret)).toBeNull();
      expect((await new Browser(room.app).signIn('back@a.example', OWN)).status).toBe(401);
      expect((await new Browser(room.app).signIn('back@a.example', PLANTED)).status).toBe(200);
    });

    it('is not used from another site', async () => {
      const { token } = await invite(owner, a, 'foreign@a.example');
      const answer = await fetchForeign(room, '/invitations/accept', { token, password: OWN });
      expect(answer).toBe(403);
    });
  });

  describe('signing in with an address of several accounts', () => {
    it('asks which is meant where the password is that of several, and takes the answer', async () => {
      for (const [by, organization] of [
        [owner, a],
        [stranger, b],
      ] as const) {
        await accept((await invite(by, organization, 'both@a.example')).token, OWN);
      }
      const { status, body } = await new Browser(room.app).signIn('both@a.example', OWN);
      expect([status, body.code]).toEqual([409, 'several-accounts']);
      expect(body.organizations).toEqual([
        { id: a, name: 'Acme' },
        { id: b, name: 'B' },
      ]);
      expect(await (await signedIn(room.app, 'both@a.example', OWN, b)).organizations()).toEqual(['B']);
      expect((await new Browser(room.app).signIn('both@a.example', 'a wrong one', b)).status).toBe(401);
      expect((await new Browser(room.app).signIn('pat@example.com', PASSWORD, b)).status).toBe(401);
    });
  });
});

describe('an account planted at the command line', () => {
  let line: CommandFixture;
  beforeAll(async () => {
    line = await openCommands();
    await line.habeas(['org', 'create', 'B', '--owner', MALLORY], PASSWORD);
  });
  afterAll(async () => line.close());

  it('is not made with a password, nor taken for the owner of an organization that is made later', async () => {
    const added = await line.habeas(['member', 'add', CEO, '-o', 'B'], PLANTED);
    const made = await line.habeas(['org', 'create', 'A', '--owner', MALLORY, '--generate-password', '--json']);
    expect(added.code).toBe(2);
    expect(made.json()).toMatchObject({ password: expect.any(String), owner: { emailVerified: false } });
    const members = async (organization: string) =>
      (await line.habeas(['member', 'list', '-o', organization, '--json'])).json<[{ id: string }]>()[0].id;
    expect(await members('A')).not.toBe(await members('B'));
    const ambiguous = await line.habeas(['member', 'password', MALLORY], OWN);
    expect([ambiguous.code, ambiguous.err]).toEqual([1, expect.stringContaining('(person-ambiguous)')]);
    expect((await line.habeas(['member', 'password', MALLORY, '-o', 'A'], OWN)).code).toBe(0);
  });
});

describe('accounts of before there were invitations', () => {
  it('stay where they are, are good nowhere else, and are listed where they are in several organizations', async () => {
    const database = await createEmptyDatabase();
    const before = await mkdtemp(path(tmpdir(), 'habeas-before-'));
    const all = path(process.cwd(), 'prisma', 'migrations');
    for (const name of await readdir(all)) {
      if (/^\d/.test(name) && name < '20261129000004')
        await cp(path(all, name), path(before, name), { recursive: true });
    }
    await migrate(database.url, before);
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    try {
      const [a, b, one, two] = [1, 2, 3, 4].map((digit) => `${digit}`.repeat(8) + '-0000-4000-8000-000000000000');
      await sql.query(`INSERT INTO organizations VALUES ($1, 'A', now()), ($2, 'B', now())`, [a, b]);
      await sql.query(
        `INSERT INTO users (id, email, name, password_hash, created_at)
         VALUES ($1, 'one@x.example', '', '', now()), ($2, 'two@x.example', '', '', now())`,
        [one, two],
      );
      await sql.query(
        `INSERT INTO members VALUES ($1, $3, 'owner', now()), ($1, $4, 'owner', now()), ($2, $4, 'owner', now())`,
        [a, b, one, two],
      );
      await migrate(database.url);
      const { rows } = await sql.query(
        'SELECT email, home_organization_id, email_verified_at FROM users ORDER BY email',
      );
      expect(rows).toEqual([
        { email: 'one@x.example', home_organization_id: a, email_verified_at: null },
        { email: 'two@x.example', home_organization_id: null, email_verified_at: null },
      ]);
      expect((await sql.query('SELECT 1 FROM members')).rowCount).toBe(3);
      await sql.query(`UPDATE members SET role = 'admin'`);
      await sql.query(`INSERT INTO organizations VALUES ($1, 'C', now())`, [one]);
      for (const user of [one, two]) {
        const joins = sql.query(`INSERT INTO members VALUES ($1, $2, 'owner', now())`, [one, user]);
        await expect(joins).rejects.toThrow(/good in its own organization alone/);
      }
      const line = await openCommands({ DATABASE_URL: database.url });
      const review = await line.habeas(['member', 'review', '--json']);
      expect(review.json()).toEqual([
        expect.objectContaining({
          email: 'two@x.example',
          organizations: [expect.objectContaining({ name: 'A' }), expect.objectContaining({ name: 'B' })],
        }),
      ]);
      await line.close();
    } finally {
      await sql.end();
      await database.drop();
      await rm(before, { recursive: true });
    }
  });
});

function quoted(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

async function fetchForeign(room: ApplicationFixture, where: string, body: object): Promise<number> {
  await room.app.listen(0);
  const answer = await fetch(`${await room.app.getUrl()}/api/v1${where}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
    body: JSON.stringify(body),
  });
  return answer.status;
}
