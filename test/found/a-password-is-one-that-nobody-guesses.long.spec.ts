import { AccountLinks } from '../../src/access/account-links/account-links.service.js';
import { openApplication, PASSWORD, type ApplicationFixture } from '../e2e/access-fixture.js';
import { openCommands } from '../e2e/cli-fixture.js';
import { Browser, signedIn } from '../support/browser.js';
import { tokenOf } from '../support/join.js';

const EMAIL = 'pat@example.com';
const WEAK = [
  ['aaaaaaaaaaaa', 'Repeated characters'],
  ['passwordpassword', 'Repeated character patterns'],
  [EMAIL, 'personal'],
  ['acmeacmeacme', 'easy to guess'],
] as const;

/** Which dictionaries say so is the matter of `password-rules.zxcvbn.spec.ts`. */
describe('a password is one that nobody guesses', () => {
  let room: ApplicationFixture;
  let owner: Browser;
  beforeAll(async () => {
    room = await openApplication();
    owner = await signedIn(room.app, EMAIL, PASSWORD);
  });
  afterAll(async () => room.close());

  const refusesWeak = async (attempt: (password: string) => Promise<{ status: number; body: unknown }>) => {
    for (const [password, why] of WEAK) {
      const { status, body } = await attempt(password);
      expect([status, body]).toEqual([
        422,
        expect.objectContaining({ code: 'password-unfit', title: expect.stringContaining(why) }),
      ]);
      expect(JSON.stringify(body)).not.toContain(password);
    }
  };

  it('where an invitation is accepted, which stays good', async () => {
    // Of another organization, since who is invited must not be a member: its name counts too.
    const first = { email: 'sam@example.com', name: '', password: PASSWORD };
    const { organization } = await room.organizations.create('Acme', first, 'operator');
    const wanted = { email: EMAIL, role: 'member' } as const;
    const { link } = await room.invitations.invite('operator', organization.id, wanted);
    const token = tokenOf(link);
    const accept = async (password: string) => new Browser(room.app).post('/invitations/accept', { token, password });
    await refusesWeak(accept);
    expect((await accept('another horse battery')).status).toBe(200);
  });

  it('where a link for a forgotten one is used, which stays good', async () => {
    const { token } = await room.app.get(AccountLinks).make(room.owner.userId, 'password-reset');
    const complete = async (password: string) =>
      new Browser(room.app).post('/password-resets/complete', { token, password });
    await refusesWeak(complete);
    expect((await complete(PASSWORD)).status).toBe(204);
    owner = await signedIn(room.app, EMAIL, PASSWORD, room.organizationId);
  });

  it('where an address is confirmed', async () => {
    const { token } = await room.app.get(AccountLinks).make(room.owner.userId, 'email-verification');
    await refusesWeak(async (password) => owner.post('/session/email-verification/complete', { token, password }));
  });

  it('where it is changed, once the one there is was shown', async () => {
    const change = (currentPassword: string, newPassword: string) =>
      owner.post('/session/password', { currentPassword, newPassword });
    await refusesWeak(async (password) => change(PASSWORD, password));
    expect((await change('not my password', WEAK[0][0])).body).toMatchObject({ code: 'password-wrong' });
  });

  it('where the operator makes an organization, or sets it', async () => {
    const line = await openCommands();
    try {
      const create = ['org', 'create', 'Acme', '--owner', EMAIL];
      for (const [password, why] of WEAK) {
        const { code, err } = await line.habeas(create, password);
        expect([code, err]).toEqual([1, expect.stringContaining(why)]);
        expect(err).toContain('(password-unfit)');
      }
      expect((await line.habeas(create, PASSWORD)).code).toBe(0);
      const { code, err } = await line.habeas(['member', 'password', EMAIL], 'passwordpassword');
      expect([code, err]).toEqual([1, expect.stringContaining('password-unfit')]);
    } finally {
      await line.close();
    }
  });
});
