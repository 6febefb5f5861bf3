import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { UsersService } from '../../src/access/accounts/users.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { Authenticator } from '../support/authenticator.js';
import { Browser, signedIn } from '../support/browser.js';
import { joinApp } from '../support/join.js';
import { TEST_MASTER_KEY } from '../support/master-key.js';
import { TestClock } from '../support/test-clock.js';
import { runCommand } from './cli-fixture.js';

const PASSWORD = 'correct horse battery staple';
const NEW_PASSWORD = 'seventeen green umbrellas waltz';
const QUARTER = 15 * 60_000;

interface Person {
  readonly id: string;
  readonly email: string;
  readonly browser: Browser;
}

interface Enrolled extends Person {
  readonly app: Authenticator;
  readonly recoveryCodes: string[];
}

describe('a second factor', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ clock, settings: { ROLE: 'api' } });
    project = await createProject(app);
  });
  afterAll(() => app.close());

  /** A new member of an organization, who signed in. */
  async function member(role: 'owner' | 'admin' | 'member' = 'member', where = project): Promise<Person> {
    const email = `person-${++number}@example.com`;
    const { id } = await joinApp(app.application, where.organizationId, { email, role, password: PASSWORD });
    return { id, email, browser: await signedIn(app.application, email, PASSWORD) };
  }
  async function enrol(person: Person): Promise<Enrolled> {
    const begun = await person.browser.post('/session/second-factor', { password: PASSWORD });
    expect(begun.status).toBe(201);
    const authenticator = new Authenticator(begun.body.secret, clock);
    const confirmed = await person.browser.post('/session/second-factor/confirm', { code: authenticator.code() });
    expect(confirmed.status).toBe(200);
    return { ...person, app: authenticator, recoveryCodes: confirmed.body.recoveryCodes };
  }
  const signIn = async (email: string, code: string | null, password = PASSWORD) =>
    new Browser(app.application).signIn(email, password, null, code);
  const outcome = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
  const audited = async (userId: string) => {
    const rows = await app.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
    return rows
      .filter(({ action, detail }) => action.startsWith('second-factor') && JSON.stringify(detail).includes(userId))
      .map(({ action, actor }) => [action, actor]);
  };

  describe('is set up', () => {
    it('by the password and a code of the app, and gives ten recovery codes', async () => {
      const person = await member();
      expect(outcome(await person.browser.post('/session/second-factor', { password: 'not this one' }))).toEqual([
        403,
        'password-wrong',
      ]);
      const { status, body, headers } = await person.browser.post('/session/second-factor', { password: PASSWORD });
      expect([status, headers['cache-control']]).toEqual([201, 'no-store']);
      expect(body.uri).toContain(`Habeas:${encodeURIComponent(person.email)}?issuer=Habeas&secret=${body.secret}`);
      // Nothing is asked for until a code has shown that the app has the secret.
      expect((await signIn(person.email, null)).status).toBe(200);
      const authenticator = new Authenticator(body.secret, clock);
      const wrong = await person.browser.post('/session/second-factor/confirm', { code: authenticator.code(7) });
      expect(outcome(wrong)).toEqual([403, 'second-factor-refused']);
      const code = authenticator.code();
      const confirmed = await person.browser.post('/session/second-factor/confirm', {
        code: `${code.slice(0, 3)} ${code.slice(3)}`,
      });
      expect(confirmed.status).toBe(200);
      expect(new Set(confirmed.body.recoveryCodes).size).toBe(10);
      expect((await person.browser.get('/session')).body.secondFactor).toEqual({
        enrolled: true,
        since: expect.any(String),
        recoveryCodesLeft: 10,
        required: false,
        mustEnrol: false,
      });
      expect(await audited(person.id)).toEqual([['second-factor.set', `user:${person.id}`]]);
    });

    it('and ends the other sessions, which began with a password alone', async () => {
      const person = await member();
      const other = await signedIn(app.application, person.email, PASSWORD);
      const { browser } = await enrol(person);
      expect((await other.get('/session')).status).toBe(401);
      expect((await browser.get('/session')).status).toBe(200);
    });

    it('once, and the secret that was shown last is the one that counts', async () => {
      const person = await member();
      const [first, second] = [
        await person.browser.post('/session/second-factor', { password: PASSWORD }),
        await person.browser.post('/session/second-factor', { password: PASSWORD }),
      ].map(({ body }) => new Authenticator(body.secret, clock));
      const confirm = async (code = '') => person.browser.post('/session/second-factor/confirm', { code });
      expect((await confirm(first?.code())).status).toBe(403);
      expect((await confirm(second?.code())).status).toBe(200);
      expect(outcome(await confirm(second?.code(1)))).toEqual([409, 'second-factor-set']);
      const again = await person.browser.post('/session/second-factor', { password: PASSWORD });
      expect(outcome(again)).toEqual([409, 'second-factor-set']);
    });

    it('within a quarter of an hour, and no more once the password is another: whoever began it knows the secret', async () => {
      const person = await member();
      const begin = async (password = PASSWORD) => {
        const { body } = await person.browser.post('/session/second-factor', { password });
        return new Authenticator((body as { secret: string }).secret, clock);
      };
      const slow = await begin();
      clock.forward(QUARTER);
      const late = await person.browser.post('/session/second-factor/confirm', { code: slow.code() });
      expect(outcome(late)).toEqual([409, 'second-factor-not-begun']);
      const stolen = await begin();
      await app.application.get(UsersService).resetPassword(person.id, NEW_PASSWORD);
      const browser = await signedIn(app.application, person.email, NEW_PASSWORD);
      const after = await browser.post('/session/second-factor/confirm', { code: stolen.code() });
      expect(outcome(after)).toEqual([409, 'second-factor-not-begun']);
    });

    it('and not confirmed before it is begun', async () => {
      const { browser } = await member();
      const early = await browser.post('/session/second-factor/confirm', { code: '123456' });
      expect(outcome(early)).toEqual([409, 'second-factor-not-begun']);
    });

    it.each([
      ['/session/second-factor', {}],
      ['/session/second-factor', { password: 7 }],
      ['/session/second-factor/confirm', {}],
      ['/session/second-factor/confirm', { code: ' ' }],
      ['/session/second-factor/remove', { password: PASSWORD }],
      ['/session/second-factor/recovery-codes', { code: '123456' }],
    ])('and %s refuses %j', async (path, body) => {
      const { browser } = await member();
      expect(outcome(await browser.post(path, body))).toEqual([400, 'invalid-body']);
    });

    it.each(['', '/confirm', '/recovery-codes', '/remove'])(
      'and /session/second-factor%s wants a session',
      async (end) => {
        const answer = await new Browser(app.application).post(`/session/second-factor${end}`, {});
        expect(answer.status).toBe(401);
      },
    );

    it('and stands in the database as ciphertext and keyed hashes', async () => {
      const person = await enrol(await member());
      const { secret } = await app.prisma.secondFactor.findUniqueOrThrow({ where: { userId: person.id } });
      const codes = await app.prisma.recoveryCode.findMany({ where: { userId: person.id } });
      // Format, id of the master key, nonce, twenty bytes, tag.
      expect(secret).toHaveLength(1 + 4 + 12 + 20 + 16);
      expect(codes.map(({ hash }) => hash.length)).toEqual(Array(10).fill(32));
      const other = await enrol(await member());
      await app.prisma.secondFactor.update({ where: { userId: other.id }, data: { secret } });
      expect(outcome(await signIn(other.email, person.app.nextCode()))).toEqual([410, 'key-unreadable']);
    });
  });

  describe('at a sign-in', () => {
    it('is asked for once the password is right, and never before', async () => {
      const { email } = await enrol(await member());
      expect(outcome(await signIn(email, null, 'not this one'))).toEqual([401, 'sign-in-refused']);
      expect(outcome(await signIn(email, '123456', 'not this one'))).toEqual([401, 'sign-in-refused']);
      const { status, body, headers } = await signIn(email, null);
      expect([status, body.code, headers['set-cookie']]).toEqual([401, 'second-factor-required', undefined]);
    });

    it('is a code of the app, good once', async () => {
      const { email, app: authenticator } = await enrol(await member());
      // The one that confirmed it was used by that.
      expect(outcome(await signIn(email, authenticator.code()))).toEqual([401, 'second-factor-refused']);
      const code = authenticator.nextCode();
      expect((await signIn(email, code)).status).toBe(200);
      expect(outcome(await signIn(email, code))).toEqual([401, 'second-factor-refused']);
      expect((await signIn(email, authenticator.nextCode())).status).toBe(200);
    });

    it('is good once also where two come with it at the same moment', async () => {
      const { email, app: authenticator } = await enrol(await member());
      const code = authenticator.nextCode();
      const both = await Promise.all([signIn(email, code), signIn(email, code), signIn(email, code)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    });

    it('is taken one step early or late, and no more', async () => {
      const { email, app: authenticator } = await enrol(await member());
      authenticator.atBeginOfStep();
      expect((await signIn(email, authenticator.code(-2))).status).toBe(401);
      expect((await signIn(email, authenticator.code(2))).status).toBe(401);
      expect((await signIn(email, authenticator.code(-1))).status).toBe(200);
      expect((await signIn(email, authenticator.code(1))).status).toBe(200);
      // What lies before a code that was used is used too.
      expect((await signIn(email, authenticator.code())).status).toBe(401);
    });

    it('is a recovery code as well, each good once, however it is written', async () => {
      const { id, email, recoveryCodes } = await enrol(await member());
      const [first = '', second = ''] = recoveryCodes;
      expect((await signIn(email, first.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
      expect(outcome(await signIn(email, first))).toEqual([401, 'second-factor-refused']);
      const { body } = await signIn(email, second);
      expect(body.secondFactor).toMatchObject({ enrolled: true, recoveryCodesLeft: 8 });
      expect(await audited(id)).toEqual([
        ['second-factor.set', `user:${id}`],
        ['second-factor.recovery-code-used', `user:${id}`],
        ['second-factor.recovery-code-used', `user:${id}`],
      ]);
      const other = await enrol(await member());
      expect((await signIn(other.email, recoveryCodes[2] ?? '')).status).toBe(401);
    });

    it('is nothing to who has none', async () => {
      const { email } = await member();
      expect((await signIn(email, '123456')).status).toBe(200);
    });

    it('is guessed at ten times in a quarter of an hour, whatever right passwords come between', async () => {
      const { email, app: authenticator } = await enrol(await member());
      const guesses = [];
      for (let guess = 0; guess < 11; guess++) {
        expect((await signIn(email, null)).body.code).toBe('second-factor-required');
        guesses.push((await signIn(email, 'AAAA-AAAA-AAAA')).status);
      }
      expect(guesses).toEqual([...Array<number>(10).fill(401), 429]);
      const right = await signIn(email, authenticator.nextCode());
      expect([right.status, right.body.code, Number(right.headers['retry-after']) > 0]).toEqual([
        429,
        'too-many-sign-ins',
        true,
      ]);
      clock.forward(QUARTER);
      expect((await signIn(email, authenticator.nextCode())).status).toBe(200);
    });
  });

  describe('is changed', () => {
    const proof = async ({ app: authenticator }: Enrolled) => ({ password: PASSWORD, code: authenticator.nextCode() });

    it('to new recovery codes, by password and code; the older ones end', async () => {
      const person = await enrol(await member());
      const renew = async (body: object) => person.browser.post('/session/second-factor/recovery-codes', body);
      const good = await proof(person);
      expect(outcome(await renew({ ...good, password: 'not this one' }))).toEqual([403, 'password-wrong']);
      expect(outcome(await renew({ ...good, code: 'AAAA-AAAA-AAAA' }))).toEqual([403, 'second-factor-refused']);
      const { status, body } = await renew(good);
      expect([status, body.recoveryCodes.length]).toEqual([200, 10]);
      expect((await signIn(person.email, person.recoveryCodes[0] ?? '')).status).toBe(401);
      expect((await signIn(person.email, body.recoveryCodes[0])).status).toBe(200);
      expect((await audited(person.id)).map(([action]) => action)).toContain('second-factor.recovery-codes-made');
    });

    it('off by password and code, and then the password is enough', async () => {
      const person = await enrol(await member());
      const remove = async (body: object) => person.browser.post('/session/second-factor/remove', body);
      const good = await proof(person);
      expect(outcome(await remove({ ...good, password: 'not this one' }))).toEqual([403, 'password-wrong']);
      expect(outcome(await remove({ ...good, code: '000' }))).toEqual([403, 'second-factor-refused']);
      expect((await remove(good)).status).toBe(204);
      expect((await signIn(person.email, null)).status).toBe(200);
      expect(outcome(await remove(await proof(person)))).toEqual([409, 'second-factor-not-set']);
      expect((await audited(person.id)).at(-1)).toEqual(['second-factor.removed', `user:${person.id}`]);
      await enrol(person);
    });

    it('by no new password, whoever sets it', async () => {
      const { id, email, app: authenticator } = await enrol(await member());
      await app.application.get(UsersService).resetPassword(id, NEW_PASSWORD);
      expect(outcome(await signIn(email, null, NEW_PASSWORD))).toEqual([401, 'second-factor-required']);
      expect((await signIn(email, authenticator.nextCode(), NEW_PASSWORD)).status).toBe(200);
    });

    it('off by the operator, for who lost everything', async () => {
      const { id, email } = await enrol(await member());
      const environment = {
        DATABASE_URL: app.databaseUrl,
        HABEAS_MASTER_KEY: TEST_MASTER_KEY,
        HABEAS_DATA_DIR: app.dataDirectory,
      };
      const habeas = async (...words: string[]) =>
        runCommand(['member', 'second-factor', email, ...words], '', environment);
      expect((await habeas()).code).toBe(2);
      const { code, out } = await habeas('--remove');
      expect([code, out]).toEqual([0, expect.stringContaining(email)]);
      expect((await audited(id)).at(-1)).toEqual(['second-factor.removed', 'habeas']);
      expect((await signIn(email, null)).status).toBe(200);
      expect((await habeas('--remove')).err).toContain('second-factor-not-set');
    });
  });

  describe('is required by an organization', () => {
    let where: TestProject;
    let owner: Enrolled;
    beforeAll(async () => {
      where = await createProject(app, 'strict');
      owner = await enrol(await member('owner', where));
    });
    const demand = async (browser: Browser, requireSecondFactor: unknown = true, organization = where) =>
      browser.patch(`/organizations/${organization.organizationId}`, { requireSecondFactor });

    it('where an owner who has one says so, and nobody else', async () => {
      const admin = await enrol(await member('admin', where));
      const bare = await member('owner', where);
      expect(outcome(await demand(admin.browser))).toEqual([403, 'role-too-low']);
      expect(outcome(await demand(bare.browser))).toEqual([409, 'second-factor-not-set']);
      expect(outcome(await demand((await enrol(await member('owner'))).browser))).toEqual([
        404,
        'organization-not-found',
      ]);
      expect(outcome(await demand(owner.browser, 'yes'))).toEqual([400, 'invalid-body']);
      expect((await demand(bare.browser, false)).status).toBe(200);
      const { status, body } = await demand(owner.browser);
      expect([status, body]).toEqual([
        200,
        { id: where.organizationId, name: 'strict', createdAt: expect.any(String), requireSecondFactor: true },
      ]);
      expect((await demand(owner.browser)).status).toBe(200);
      const entries = await app.prisma.auditEntry.findMany({ where: { action: 'organization.changed' } });
      expect(entries).toMatchObject([
        { actor: `user:${owner.id}`, organizationId: where.organizationId, detail: { requireSecondFactor: true } },
      ]);
      expect((await owner.browser.get('/session')).body.organizations[0].requireSecondFactor).toBe(true);
    });

    it('and who has none gets a session that is good for enrolling alone', async () => {
      const person = await member('admin', where);
      const paths = [
        `/organizations/${where.organizationId}/members`,
        '/oauth-tokens',
        `/requests?projectId=${where.projectId}`,
      ];
      for (const path of paths) {
        const refused = await person.browser.get(path);
        expect([path, ...outcome(refused)]).toEqual([path, 403, 'second-factor-required-here']);
        expect(refused.body.title).toContain('set one up in your profile');
      }
      const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
      expect((await person.browser.post('/session/password', change)).status).toBe(403);
      const { body } = await signIn(person.email, null);
      expect(body.organizations).toEqual([]);
      expect(body.secondFactor).toMatchObject({ enrolled: false, required: true, mustEnrol: true });
      const { browser } = await enrol(person);
      expect((await browser.get(paths[0] ?? '')).status).toBe(200);
      expect(await browser.organizations()).toEqual(['strict']);
    });

    it('also of sessions that were there before, which may still sign out', async () => {
      const other = await createProject(app, 'later');
      const boss = await enrol(await member('owner', other));
      const person = await member('admin', other);
      expect((await person.browser.get('/oauth-tokens')).status).toBe(200);
      await demand(boss.browser, true, other);
      expect((await person.browser.get('/oauth-tokens')).status).toBe(403);
      await demand(boss.browser, false, other);
      expect((await person.browser.get('/oauth-tokens')).status).toBe(200);
      await demand(boss.browser, true, other);
      expect((await person.browser.delete('/session')).status).toBe(204);
    });

    it('of people, and not of their tokens nor of service accounts', async () => {
      const person = await member('admin', where);
      const { secret } = await app.application.get(OauthTokensService).create('operator', person.id, 'script');
      const accounts = app.application.get(ServiceAccountsService);
      const account = { name: 'airflow', role: 'admin', expiresInDays: 1 } as const;
      const made = await accounts.create('operator', where.organizationId, account);
      for (const bearer of [secret, made.secret]) {
        const answer = await fetch(`${app.url}/api/v1/requests?projectId=${where.projectId}`, {
          headers: { authorization: `Bearer ${bearer}` },
        });
        expect(answer.status).toBe(200);
      }
    });
  });
});
