import { Logger } from '@nestjs/common';
import { AttemptCounts } from '../../src/access/rate-limits/attempt-counts.service.js';
import { SIGN_IN_ATTEMPTS, SignInLimit } from '../../src/access/rate-limits/sign-in-limit.service.js';
import { MailLimit, LINKS_AN_HOUR } from '../../src/access/rate-limits/mail-limit.service.js';
import { HabeasError } from '../../src/platform/index.js';
import { openApplication, PASSWORD, type ApplicationFixture } from '../e2e/access-fixture.js';
import { openAccessFixture, type AccessFixture } from '../medium/access-fixture.js';
import { join } from '../support/join.js';
import request from 'supertest';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('guessing ends for an account, wherever it comes from', () => {
  let room: AccessFixture;
  /** Two processes on one database. */
  let one: SignInLimit;
  let other: SignInLimit;
  let number = 0;

  const process = () => new SignInLimit(new AttemptCounts(room.prisma, room.clock));
  const somebody = () => `person-${++number}@example.com`;

  const lines: string[] = [];

  beforeAll(async () => {
    const keep = (line: unknown) => void lines.push(String(line));
    Logger.overrideLogger({ log: keep, warn: keep, error: keep });
    room = await openAccessFixture();
  });
  beforeEach(() => {
    [one, other] = [process(), process()];
  });
  afterAll(async () => {
    Logger.overrideLogger(false);
    await room.close();
  });

  /** How many of these attempts are looked at. */
  async function looked(attempts: readonly (() => Promise<unknown>)[]): Promise<number> {
    let count = 0;
    for (const attempt of attempts) {
      try {
        await attempt();
        count++;
      } catch (error) {
        expect(error).toMatchObject({ kind: 'too-many', details: { retryAfter: expect.any(Number) } });
      }
    }
    return count;
  }
  const times = (count: number, attempt: (at: number) => Promise<unknown>) =>
    Array.from({ length: count }, (_, at) => async () => attempt(at));
  const gone = async (): Promise<void> => {
    throw new HabeasError('gone', 'link-over', 'no');
  };
  const unlessGone = (error: unknown): void => {
    if (!(error instanceof HabeasError) || error.code !== 'link-over') throw error;
  };
  const isLookedAt = async (attempt: () => Promise<unknown>) => (await looked([attempt])) === 1;

  it('after thirty guesses in an hour, from however many addresses and in however many processes', async () => {
    const email = somebody();
    const guess = async (at: number) => (at % 2 === 0 ? one : other).count(email, `203.0.113.${at % 30}`);
    expect(await looked(times(120, guess))).toBe(30);
    expect(await isLookedAt(async () => process().count(email, '198.51.100.7'))).toBe(false);
    expect(await isLookedAt(async () => one.count(somebody(), '198.51.100.7'))).toBe(true);
    room.clock.advance(HOUR);
    expect(await isLookedAt(async () => process().count(email, '198.51.100.7'))).toBe(true);
  });

  it('of guesses that come at the same moment too', async () => {
    const email = somebody();
    const all = await Promise.allSettled(
      times(60, async (at) => one.count(email, `203.0.113.${at}`)).map((go) => go()),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
  });

  it('but not for who signed in from where they are', async () => {
    const email = somebody();
    await one.forget(email, '198.51.100.1', await one.count(email, '198.51.100.1'));
    expect(await looked(times(40, async (at) => one.count(email, `203.0.113.${at}`)))).toBe(30);
    expect(await isLookedAt(async () => other.count(email, '198.51.100.1'))).toBe(true);
    room.clock.advance(31 * 24 * HOUR);
    await looked(times(40, async (at) => one.count(email, `203.0.113.${at}`)));
    expect(await isLookedAt(async () => other.count(email, '198.51.100.1'))).toBe(false);
  });

  it('and right passwords are no guesses', async () => {
    const email = somebody();
    const signIn = async (at: number) => {
      const address = `192.0.2.${at}`;
      await one.forget(email, address, await one.count(email, address));
    };
    expect(await looked(times(40, signIn))).toBe(40);
  });

  it('also where somebody signs in twice at once from a new place', async () => {
    const [email, address] = [somebody(), '192.0.2.60'];
    const counted = [await one.count(email, address), await other.count(email, address)];
    for (const each of counted) await one.forget(email, address, each);
    expect(await looked(times(40, async (at) => one.count(email, `203.0.113.${at}`)))).toBe(30);
  });

  it('which a sign-in asks', async () => {
    await looked(times(30, async (at) => one.count('pat@example.com', `203.0.113.${at}`)));
    const { people } = room;
    await expect(people.signIn('PAT@example.com', 'correct horse battery', '192.0.2.200')).rejects.toMatchObject({
      code: 'too-many-sign-ins',
    });
    room.clock.advance(HOUR);
    await people.signIn('pat@example.com', 'correct horse battery', '192.0.2.200');
  });

  describe('whoever made another account of the address', () => {
    const MINE = 'a password of the stranger';
    const HERS = 'correct horse battery';
    let elsewhere: string;

    beforeAll(async () => {
      const rival = { email: 'mallory@example.net', name: 'Mallory', password: MINE };
      elsewhere = (await room.organizations.create('Rival', rival, 'operator')).organization.id;
    });

    /** A person with an account, and one of the same address that a stranger made for themselves in their own organization. */
    async function victim() {
      const { userId, email } = await room.join(somebody(), 'member');
      const planted = await join(room, elsewhere, { email, role: 'member', password: MINE });
      const signIn = async (password: string, from: string, organizationId: string | null = null) =>
        room.people.signIn(email, password, from, organizationId).then(
          ({ person }) => person.id,
          (error: unknown) => (error as { code: string }).code,
        );
      return { userId, email, planted, signIn };
    }
    const FROM = '203.0.113.77';
    const TEN_REFUSED = [...Array<string>(10).fill('sign-in-refused'), 'too-many-sign-ins'];

    it.each([
      ['by signing in to it', null],
      ['by signing in to it under its organization', 'elsewhere'],
    ])('gets no more guesses %s between them', async (_, where) => {
      const { planted, signIn } = await victim();
      const answers: string[] = [];
      for (let at = 0; at < 11; at++) {
        answers.push(await signIn(`guess number ${at}`, FROM));
        if (at === 4) expect(await signIn(MINE, FROM, where === null ? null : elsewhere)).toBe(planted.id);
      }
      // The one that was right counts too: its password may be a guess at the other account's.
      expect(answers).toEqual([...TEN_REFUSED.slice(1), 'too-many-sign-ins']);
    });

    it('gets no more by changing its password to each guess, or by any other thing that asks for it', async () => {
      const { planted, signIn } = await victim();
      const answers: string[] = [];
      for (let at = 0; at < 11; at++) {
        const guess = `a likely password, the ${at}th`;
        await room.people.resetPassword(planted.id, guess);
        expect(await room.people.proves(planted.id, guess, FROM)).toBe(true);
        answers.push(await signIn(guess, FROM));
      }
      expect(answers).toEqual([...Array<string>(10).fill(planted.id), 'too-many-sign-ins']);
    });

    it('is known where they signed in for that account alone', async () => {
      const { userId, planted, signIn } = await victim();
      const from = (at: number) => `198.51.100.${at % 30}`;
      for (let at = 0; at < 10; at++) await signIn(MINE, from(at));
      const guesses: string[] = [];
      for (let at = 0; at < 40; at++) guesses.push(await signIn(`guess number ${at}`, from(at)));
      // Past thirty in an hour it is tried at the one account they came to before, and the right password of the other is wrong.
      expect(await signIn(HERS, from(1))).toBe('sign-in-refused');
      expect(await signIn(HERS, from(25))).toBe('too-many-sign-ins');
      expect(guesses.filter((code) => code === 'too-many-sign-ins').length).toBeGreaterThan(0);
      expect(await signIn(MINE, from(2))).toBe(planted.id);
      room.clock.advance(HOUR);
      expect(await signIn(HERS, from(1))).toBe(userId);
    });

    it('keeps nobody out of the other where its person signed in before, and uses up none of its links', async () => {
      const { userId, email, planted, signIn } = await victim();
      expect(await signIn(HERS, '192.0.2.91')).toBe(userId);
      for (let at = 0; at < 40; at++) await signIn('a guess', `198.51.100.${at % 30}`);
      expect(await signIn(HERS, '192.0.2.91')).toBe(userId);
      for (let at = 0; at < 15; at++) await room.people.proves(planted.id, 'wrong', FROM).catch(() => undefined);
      expect(await room.people.proves(userId, HERS, FROM)).toBe(true);
      const mails = new MailLimit(new AttemptCounts(room.prisma, room.clock));
      const takes = async (id: string) => mails.takesFor(id, 'email-verification', email);
      const asked: boolean[] = [];
      for (let at = 0; at < 8; at++) asked.push(await takes(planted.id));
      expect(asked.filter(Boolean)).toHaveLength(LINKS_AN_HOUR.toAddress.most);
      expect(await takes(userId)).toBe(true);
    });
  });

  describe('one address that fails for many accounts', () => {
    const fail = (address: string) => async () => one.count(somebody(), address);

    it('is stopped where it is one client’s', async () => {
      expect(await looked(times(105, fail('203.0.113.250')))).toBe(SIGN_IN_ATTEMPTS.perAddress.most);
      expect(await isLookedAt(fail('203.0.113.251'))).toBe(true);
      expect(await looked(times(105, fail('10.0.0.3 for 198.51.100.250')))).toBe(SIGN_IN_ATTEMPTS.perAddress.most);
    });

    it('shuts nobody out once it is stopped itself', async () => {
      const email = somebody();
      await looked(times(100, fail('203.0.113.249')));
      expect(await looked(times(40, async () => one.count(email, '203.0.113.249')))).toBe(0);
      expect(await looked(times(40, async (at) => one.count(email, `198.51.100.${at}`)))).toBe(30);
    });

    it.each([
      ['signs in', async (address: string) => one.count(somebody(), address)],
      ['asks for links', async (address: string) => one.countAsking(address)],
      ['tries links', async (address: string) => one.guard(address, gone).catch(unlessGone)],
    ])('and %s for whomever it claims, has no more than a proxy', async (_, attempt) => {
      await room.prisma.attempt.deleteMany();
      const claim = (count: number) => times(count, async (at) => attempt(`203.0.113.248 for ${count}-${at}`));
      expect(await looked(claim(3))).toBe(3);
      const most = SIGN_IN_ATTEMPTS.perProxy.most;
      expect(await room.prisma.attempt.updateMany({ where: { count: 3 }, data: { count: most - 2 } })).toEqual({
        count: 1,
      });
      await one.guard('203.0.113.248 for somebody', async () => undefined);
      expect(await looked(claim(4))).toBe(2);
    });

    it('shuts nobody out where it is a proxy’s', async () => {
      expect(await looked(times(105, fail('10.0.0.1')))).toBe(105);
      expect(await looked(times(105, async (at) => fail(`203.0.113.252 for 198.51.100.${at}`)()))).toBe(105);
    });

    it('and the log says once to name the proxy', async () => {
      lines.length = 0;
      await looked(times(3, async (at) => one.count(somebody(), `10.0.0.2 for 198.51.100.${at}`)));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain('TRUST_PROXY');
    });

    it('also where the proxy does not say for whom it asks, once somebody is shut out', async () => {
      lines.length = 0;
      const email = somebody();
      const [outside, inside] = ['203.0.113.247', '10.0.0.4'].map((from) => async () => one.count(email, from));
      await looked(times(12, outside!));
      expect(lines).toHaveLength(0);
      await looked(times(12, inside!));
      expect(lines).toHaveLength(1);
    });
  });

  describe('a door for single-use links', () => {
    it('counts tokens that are good for nothing, and no others', async () => {
      const at = '203.0.113.240';
      expect(await looked(times(105, async () => one.guard(at, async () => undefined)))).toBe(105);
      const guess = async () => one.guard(at, gone).catch(unlessGone);
      expect(await looked(times(105, guess))).toBe(100);
    });
  });

  it('and mails are counted for all processes too', async () => {
    const limits = [1, 2].map(() => new MailLimit(new AttemptCounts(room.prisma, room.clock)));
    const sent: boolean[] = [];
    for (let at = 0; at < 8; at++) sent.push((await limits[at % 2]?.takes('password-reset', 'a@example.com')) ?? false);
    expect(sent.filter(Boolean)).toHaveLength(LINKS_AN_HOUR.toAddress.most);
  });

  it('of which one that is refused for its address uses up none of its organization', async () => {
    const mails = new MailLimit(new AttemptCounts(room.prisma, room.clock));
    await room.prisma.attempt.deleteMany();
    expect(await looked(times(8, async () => mails.countInvitation('an organization', 'a@example.com')))).toBe(5);
    const counts = await room.prisma.attempt.findMany({ select: { count: true } });
    expect(counts).toEqual([{ count: 5 }, { count: 5 }]);
  });

  it('while the database keeps no address, and nothing that is over', async () => {
    await looked(times(101, async (at) => one.countAsking(`192.0.2.${at}`)));
    expect(await room.prisma.attempt.count()).toBeGreaterThan(100);
    room.clock.advance(31 * 24 * HOUR);
    for (let at = 0; at < 60; at++) await one.count('new@example.com', `203.0.113.${at}`).catch(() => undefined);
    expect(await room.prisma.attempt.count({ where: { until: { lte: room.clock.now() } } })).toBe(0);
    const rows = await room.prisma.attempt.findMany();
    expect(rows.every(({ key }) => key.length === 32)).toBe(true);
  });
});

describe('behind a proxy that TRUST_PROXY does not name', () => {
  let room: ApplicationFixture;
  beforeAll(async () => {
    room = await openApplication();
  });
  afterAll(async () => room.close());

  it('ten wrong passwords of one client do not shut the same person out at another', async () => {
    const signIn = async (client: string, password: string) => {
      const answer = await request(room.app.getHttpServer())
        .post('/api/v1/session')
        .set('X-Forwarded-For', client)
        .send({ email: 'pat@example.com', password });
      return answer.status;
    };
    const guesses = await Promise.all(Array.from({ length: 11 }, () => signIn('198.51.100.66', 'a guess')));
    expect(guesses.sort()).toEqual([...Array<number>(10).fill(401), 429]);
    expect(await signIn('198.51.100.66', PASSWORD)).toBe(429);
    expect(await signIn('198.51.100.1', PASSWORD)).toBe(200);
  });
});
