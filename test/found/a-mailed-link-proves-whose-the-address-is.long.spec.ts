import { AccountMail } from '../../src/access/account-links/account-mail.service.js';
import { readConfig } from '../../src/platform/index.js';
import { openApplication, PASSWORD, type ApplicationFixture } from '../e2e/access-fixture.js';
import { openCommands } from '../e2e/cli-fixture.js';
import { Browser, signedIn } from '../support/browser.js';
import { startMailServer, type MailServer, type ReceivedMail } from '../support/smtp.js';

const PLANTED = 'planted by a stranger';
const OWN = 'the password of the person';
const NEW = 'a new one after the reset';
const BASE = 'http://habeas.example';

describe('a mailed link proves whose the address is', () => {
  let server: MailServer;
  let room: ApplicationFixture;
  let owner: Browser;
  let stranger: Browser;
  let a: string;
  let b: string;

  beforeAll(async () => {
    server = await startMailServer();
    room = await openApplication({
      SMTP_URL: server.url,
      MAIL_FROM: 'Habeas <habeas@example.com>',
      BASE_URL: BASE,
    });
    a = room.organizationId;
    const rival = { email: 'mallory@b.example', name: 'Mallory', password: PASSWORD };
    b = (await room.organizations.create('B', rival, 'operator')).organization.id;
    owner = await signedIn(room.app, 'pat@example.com', PASSWORD);
    stranger = await signedIn(room.app, 'mallory@b.example', PASSWORD);
  });
  afterAll(async () => {
    await room.close();
    await server.close();
  });
  beforeEach(() => {
    server.mails.length = 0;
    server.refusal = null;
  });

  const invite = async (by: Browser, organizationId: string, email: string, role = 'member') =>
    by.post(`/organizations/${organizationId}/invitations`, { email, role });
  const accept = async (token: string, password: string) =>
    new Browser(room.app).post('/invitations/accept', { token, password });
  const settled = async () => room.app.get(AccountMail).settled();
  const onlyMail = (): ReceivedMail => {
    expect(server.mails).toHaveLength(1);
    return server.mails[0] as ReceivedMail;
  };
  const tokenIn = ({ text }: ReceivedMail, page: string): string =>
    new RegExp(`^${BASE}/#/${page}/(\\w+)$`, 'm').exec(text.replaceAll('\r', ''))?.[1] ?? '';
  /** Somebody with a verified account in an organization. */
  const verified = async (email: string, organizationId = a): Promise<Browser> => {
    server.mails.length = 0;
    await invite(organizationId === a ? owner : stranger, organizationId, email);
    expect((await accept(tokenIn(onlyMail(), 'invitations'), OWN)).status).toBe(200);
    server.mails.length = 0;
    return signedIn(room.app, email, OWN, organizationId);
  };
  /** An account that nobody proved, as a link that was shown leaves it, with a token of its maker. */
  const planted = async (email: string, organizationId = b) => {
    const passwordHash = (await room.people.prepare({ email, name: '', password: PLANTED })).passwordHash;
    const user = await room.prisma.$transaction(async (transaction) => {
      const made = { email, name: 'planted', passwordHash };
      const person = await room.people.create(transaction, made, { homeOrganizationId: organizationId }, 'operator');
      await transaction.member.create({
        data: { organizationId, userId: person.id, role: 'owner', createdAt: new Date() },
      });
      return person;
    });
    return { user, secret: (await room.tokens.create('operator', user.id, 'planted')).secret };
  };

  describe('an invitation', () => {
    it('goes by mail alone, and its link makes a verified account', async () => {
      const { status, body } = await invite(owner, a, 'Ana@a.example', 'admin');
      expect([status, body.delivery, body.link]).toEqual([201, 'mail', null]);
      const mail = onlyMail();
      expect([mail.from, mail.to]).toEqual(['habeas@example.com', ['ana@a.example']]);
      expect(mail.headers).toContain('Subject: Invitation to Acme');
      expect(mail.headers).toContain('From: Habeas <habeas@example.com>');
      expect(mail.text).toContain('Pat (pat@example.com) invites you to "Acme" in Habeas, as admin.');
      const token = tokenIn(mail, 'invitations');
      const shown = await new Browser(room.app).post('/invitations/show', { token });
      expect(shown.body).toMatchObject({ organization: 'Acme', role: 'admin', asks: 'new-password' });
      expect((await accept(token, OWN)).body).toMatchObject({ person: { emailVerified: true } });
      expect(await (await signedIn(room.app, 'ana@a.example', OWN)).organizations()).toEqual(['Acme']);
      expect((await accept(token, OWN)).status).toBe(410);
    });

    it('does not join what a stranger has planted before, whatever they signed in as', async () => {
      await planted('ceo@a.example');
      await invite(owner, a, 'ceo@a.example', 'owner');
      expect((await accept(tokenIn(onlyMail(), 'invitations'), OWN)).status).toBe(200);
      expect(await (await signedIn(room.app, 'ceo@a.example', PLANTED)).organizations()).toEqual(['B']);
      expect(await (await signedIn(room.app, 'ceo@a.example', OWN)).organizations()).toEqual(['Acme']);
    });

    it('joins a verified account by its own password or its session, and never by a new one', async () => {
      const person = await verified('cfo@a.example');
      await invite(stranger, b, 'cfo@a.example');
      const token = tokenIn(onlyMail(), 'invitations');
      expect((await new Browser(room.app).post('/invitations/show', { token })).body.asks).toBe('password');
      expect((await accept(token, PLANTED)).body.code).toBe('password-wrong');
      expect((await stranger.post('/invitations/join', { token })).body.code).toBe('other-account');
      expect((await person.post('/invitations/join', { token })).status).toBe(200);
      expect(await person.organizations()).toEqual(['Acme', 'B']);

      const other = await verified('coo@a.example');
      await invite(stranger, b, 'coo@a.example');
      expect((await accept(tokenIn(onlyMail(), 'invitations'), OWN)).status).toBe(200);
      expect(await other.organizations()).toEqual(['Acme', 'B']);
      expect(await room.people.find('coo@a.example')).toHaveLength(1);
    });

    it('does not tell the inviter whether the address is known', async () => {
      await verified('known@a.example');
      const answers = [];
      for (const email of ['known@a.example', 'unknown@a.example']) {
        const { status, body } = await invite(stranger, b, email);
        answers.push([status, { ...body, id: '', email: '', createdAt: '', expiresAt: '' }]);
        const words = server.mails.at(-1)?.text.replaceAll(/habeas_invite_\w+|\d\d:\d\d/g, '');
        answers.at(-1)?.push(words);
      }
      expect(answers[0]).toEqual(answers[1]);
    });

    it('stands where the mail server does not take the mail, says so, and is sent again', async () => {
      server.refusal = 'no such user:';
      const { status, body } = await invite(owner, a, 'bounced@a.example');
      expect([status, body.delivery, body.link]).toEqual([201, 'failed', null]);
      const { body: list } = await owner.get(`/organizations/${a}/invitations`);
      expect(list.results[0]).toMatchObject({ email: 'bounced@a.example', state: 'pending', delivery: 'failed' });
      server.refusal = null;
      expect((await invite(owner, a, 'bounced@a.example')).body.delivery).toBe('mail');
      expect((await accept(tokenIn(onlyMail(), 'invitations'), OWN)).status).toBe(200);
    });

    it('has no header and no address but its own, whatever the names are', async () => {
      const evil = 'Evil\r\nBcc: all@a.example\r\n\r\n<b>\u2028X</b>';
      await room.prisma.organization.update({ where: { id: b }, data: { name: evil } });
      await room.prisma.user.updateMany({ where: { email: 'mallory@b.example' }, data: { name: evil } });
      await invite(stranger, b, 'victim@a.example');
      const mail = onlyMail();
      expect(mail.to).toEqual(['victim@a.example']);
      expect(mail.headers.filter((line) => /^(bcc|cc|to):/i.test(line))).toEqual(['To: victim@a.example']);
      expect(mail.text).not.toMatch(/^(Bcc|<b>)/m);
      await room.prisma.organization.update({ where: { id: b }, data: { name: 'B' } });
      await room.prisma.user.updateMany({ where: { email: 'mallory@b.example' }, data: { name: 'Mallory' } });
    });

    it('is mailed five times an hour to one address by one organization, and no more', async () => {
      const statuses = [];
      for (let count = 0; count < 6; count++) statuses.push((await invite(owner, a, 'often@a.example')).status);
      expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
      expect(server.mails).toHaveLength(5);
      expect((await invite(stranger, b, 'often@a.example')).status).toBe(201);
    });

    it('goes by mail from the command line too', async () => {
      const mailing = { SMTP_URL: server.url, MAIL_FROM: 'habeas@example.com', BASE_URL: BASE };
      const line = await openCommands({ ...mailing, DATABASE_URL: room.databaseUrl });
      const words = ['member', 'invite', 'line@a.example', '-o', a];
      const { code, out } = await line.habeas(words);
      expect([code, out]).toEqual([0, expect.stringMatching(/^Link +mailed to this address$/m)]);
      expect(out).not.toContain('habeas_invite_');
      expect((await accept(tokenIn(onlyMail(), 'invitations'), OWN)).status).toBe(200);
      server.refusal = 'no:';
      expect((await line.habeas(words.with(2, 'line2@a.example'))).out).toContain('did not take the mail');
      await line.close();
    });
  });

  describe('a forgotten password', () => {
    const ask = async (email: string) => {
      const { status, text } = await new Browser(room.app).post('/password-resets', { email });
      await settled();
      return [status, text];
    };

    it('is replaced by a link to a verified address, once, and all sessions end', async () => {
      const person = await verified('forgot@a.example');
      expect((await ask(' FORGOT@a.example'))[0]).toBe(202);
      const mail = onlyMail();
      expect(mail.to).toEqual(['forgot@a.example']);
      const token = tokenIn(mail, 'password-resets');
      const complete = async (password: string) =>
        new Browser(room.app).post('/password-resets/complete', { token, password });
      expect((await complete('short')).body.code).toBe('password-unfit');
      expect((await complete(NEW)).status).toBe(204);
      expect((await complete(PLANTED)).body.code).toBe('link-over');
      expect((await person.get('/session')).status).toBe(401);
      expect((await new Browser(room.app).signIn('forgot@a.example', OWN)).status).toBe(401);
      expect((await new Browser(room.app).signIn('forgot@a.example', NEW)).status).toBe(200);
    });

    it('is asked for with one and the same answer, and only a verified address gets a mail', async () => {
      await verified('reader@a.example');
      await planted('unproved@a.example');
      const answers = [];
      for (const email of ['unproved@a.example', 'nobody@a.example', 'no address']) {
        answers.push(await ask(email));
      }
      // No address holds a NUL, whoever has an account.
      expect((await ask('a@b\0.example'))[0]).toBe(400);
      expect(server.mails).toEqual([]);
      answers.push(await ask('reader@a.example'));
      expect(onlyMail().to).toEqual(['reader@a.example']);
      for (let count = 0; count < 6; count++) answers.push(await ask('reader@a.example'));
      expect(new Set(answers.map(String)).size).toBe(1);
      expect(server.mails).toHaveLength(5);
    });

    it('ends with a newer link, with an hour, and with a password that was changed meanwhile', async () => {
      const person = await verified('links@a.example');
      const tokens = [];
      for (const _ of [1, 2]) {
        server.mails.length = 0;
        await ask('links@a.example');
        tokens.push(tokenIn(onlyMail(), 'password-resets'));
      }
      const complete = async (token = '') =>
        (await new Browser(room.app).post('/password-resets/complete', { token, password: NEW })).status;
      expect(await complete(tokens[0])).toBe(410);
      const change = { currentPassword: OWN, newPassword: 'changed by themselves' };
      expect((await person.post('/session/password', change)).status).toBe(204);
      expect(await complete(tokens[1])).toBe(410);
      server.mails.length = 0;
      await ask('links@a.example');
      const late = tokenIn(onlyMail(), 'password-resets');
      const link = await room.prisma.accountLink.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
      expect(link.expiresAt.getTime() - link.createdAt.getTime()).toBe(3_600_000);
      await room.prisma.accountLink.update({ where: { id: link.id }, data: { expiresAt: new Date() } });
      expect(await complete(late)).toBe(410);
    });

    it('is not asked for from another site', async () => {
      await room.app.listen(0);
      const answer = await fetch(`${await room.app.getUrl()}/api/v1/password-resets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
        body: JSON.stringify({ email: 'reader@a.example' }),
      });
      expect(answer.status).toBe(403);
    });
  });

  describe('an account that nobody proved', () => {
    const verify = async (browser: Browser, token: string, password = NEW) =>
      browser.post('/session/email-verification/complete', { token, password });

    it('is confirmed by its session and its mailbox together, and what opened it before opens it no longer', async () => {
      const { secret } = await planted('claimed@a.example');
      const person = await signedIn(room.app, 'claimed@a.example', PLANTED);
      const maker = await signedIn(room.app, 'claimed@a.example', PLANTED);
      expect((await person.post('/session/email-verification')).status).toBe(202);
      await settled();
      const token = tokenIn(onlyMail(), 'email-verification');
      expect((await verify(stranger, token)).body.code).toBe('other-account');
      expect((await verify(new Browser(room.app), token)).status).toBe(401);
      expect((await verify(person, token)).status).toBe(204);
      expect((await maker.get('/session')).status).toBe(401);
      expect((await new Browser(room.app).signIn('claimed@a.example', PLANTED)).status).toBe(401);
      expect(await room.tokens.authenticate(secret)).toBeNull();
      const again = await signedIn(room.app, 'claimed@a.example', NEW);
      expect((await again.post('/session/email-verification')).body.code).toBe('already-verified');
      server.mails.length = 0;
      await invite(owner, a, 'claimed@a.example');
      const joined = await again.post('/invitations/join', { token: tokenIn(onlyMail(), 'invitations') });
      expect(joined.status).toBe(200);
      expect(await again.organizations()).toEqual(['Acme', 'B']);
    });

    it('stays as it is where another account of the address was first', async () => {
      await planted('first@a.example');
      await verified('first@a.example');
      const person = await signedIn(room.app, 'first@a.example', PLANTED);
      expect((await person.post('/session/email-verification')).status).toBe(202);
      await settled();
      const { status, body } = await verify(person, tokenIn(onlyMail(), 'email-verification'));
      expect([status, body.code]).toEqual([409, 'address-taken']);
      expect(await person.organizations()).toEqual(['B']);
    });
  });
});

describe('the settings of mail', () => {
  const [SMTP_URL, MAIL_FROM, BASE_URL] = ['smtp://user:hush@mail.example:587', 'Habeas <habeas@example.com>', BASE];

  it('are both there or neither, with the address links begin with', () => {
    expect(readConfig({}).mail).toBeNull();
    expect(readConfig({ SMTP_URL, MAIL_FROM, BASE_URL }).mail).toEqual({
      url: SMTP_URL,
      from: { name: 'Habeas', address: 'habeas@example.com' },
    });
  });

  it.each([
    [{ SMTP_URL, BASE_URL }, /MAIL_FROM must be set/],
    [{ MAIL_FROM, BASE_URL }, /SMTP_URL must be set/],
    [{ SMTP_URL, MAIL_FROM }, /BASE_URL must be set/],
    [{ SMTP_URL: 'hush.example', MAIL_FROM, BASE_URL }, /SMTP_URL must be smtp/],
    [{ SMTP_URL: 'smtp://', MAIL_FROM, BASE_URL }, /SMTP_URL must be smtp/],
    [{ SMTP_URL, MAIL_FROM: 'hush', BASE_URL }, /MAIL_FROM must be an address/],
    [{ SMTP_URL, MAIL_FROM: 'a@b.example, hush@d.example', BASE_URL }, /MAIL_FROM must be an address/],
    [{ SMTP_URL, MAIL_FROM: 'A\r\nBcc: hush <a@b.example>', BASE_URL }, /MAIL_FROM must be an address/],
  ])('are named where they are wrong, and never told: %j', (settings, complaint) => {
    expect(() => readConfig(settings)).toThrow(complaint);
    expect(() => readConfig(settings)).not.toThrow(/hush/);
  });
});
