import type { HabeasError } from '../../platform/index.js';
import { PasswordRules } from './password-rules.zxcvbn.js';

const ABOUT = ['pat.smith@example.com', 'Pat Smith', 'Acme Corporation'];

describe('a password', () => {
  const rules = new PasswordRules();

  it.each([
    ['one letter', 'aaaaaaaaaaaa', /Repeated characters/, 'pattern'],
    ['one letter in full width', 'ａ'.repeat(12), /Repeated characters/, 'pattern'],
    ['a word twice', 'passwordpassword', /Repeated character patterns/, 'pattern'],
    ['letters as digits', 'P@ssw0rd1234', /common/, 'common'],
    ['a common one', '1qaz2wsx3edc', /commonly used/, 'common'],
    ['digits in a row', '123456789012', /commonly used/, 'common'],
    ['a row of keys', 'qwertzuiopü+', /keyboard/, 'pattern'],
    ['their own e-mail', 'pat.smith@example.com', /personal/, 'personal'],
    ['the same in capitals', 'PAT.SMITH@EXAMPLE.COM', /personal/, 'personal'],
    ['with a digit', 'pat.smith@example.com1', /personal/, 'personal'],
    ['backwards', 'moc.elpmaxe@htims.tap', /personal/, 'personal'],
    ['without its signs', 'patsmithexamplecom', /personal/, 'personal'],
    ['their name and a year', 'PatSmith1985', /easy to guess/, 'personal'],
    ['the organization', 'Acme Corporation', /personal/, 'personal'],
    ['the organization in one word', 'acmecorporation', /personal/, 'personal'],
    ['the product twice', 'habeashabeas', /personal|Repeated/, 'personal'],
    ['a season and a year', 'Summer2026!!', /easy to guess/, 'words'],
    ['a date', '2026-11-29 2026', /easy to guess/, 'words'],
    ['two words of the dictionary', 'baseball football', /easy to guess/, 'words'],
    ['one letter, then something nobody knows', `${'a'.repeat(36)}kT9#vLq2!xWz`, /Repeated characters/, 'pattern'],
  ])('that is %s is refused, and told why', async (_case, password, why, fault) => {
    const refusal = await rules.check(password, ABOUT).then(
      () => null,
      (error: unknown) => error as HabeasError,
    );
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'password-unfit', details: { extra: { fault } } });
    expect(refusal?.message).toMatch(why);
    expect(refusal?.message).not.toContain(password);
  });

  it('of an address that is longer than what is looked at is refused too', async () => {
    const email = 'wolfgang.amadeus.theophilus.mozart@salzburg.example';
    await expect(rules.check(email, [email])).rejects.toMatchObject({ code: 'password-unfit' });
  });

  it.each([
    'short',
    'a'.repeat(11),
    'correct horse battery staple '.repeat(9),
    'correct horse \0 staple',
    'correct \ud800 staple',
  ])('has 12 to 256 characters: %j', async (password) => {
    await expect(rules.check(password, ABOUT)).rejects.toMatchObject({
      code: 'password-unfit',
      message: expect.stringContaining('12 to 256 characters'),
      details: { extra: { fault: 'length', least: 12, most: 256 } },
    });
  });

  it.each([
    'correct horse battery staple',
    'kT9#vLq2!xWz',
    'my voice is my passport',
    'пароль нужно менять часто',
    'wer reitet so spät durch Nacht',
    '床前明月光疑是地上霜举头望明月',
    '🦊🐌🎈🧦🪁🥨🛶🪐🎻🧲🐙🌵',
    'x7'.concat('kT9#vLq2!xWz'.repeat(20)),
  ])('that nobody guesses is taken, in whatever script: %j', async (password) => {
    await rules.check(password, ABOUT);
  });

  it('takes little of the process, whatever it is', async () => {
    const slow = ['4@8({[<369&#!1/|0$5+7%2Z', 'a1', '1/1/11/1/11/1/1', '4@$5', '-.1/2'].map((text) =>
      text.repeat(128).slice(0, 256),
    );
    for (const password of slow) {
      const begin = performance.now();
      await rules.check(password, ABOUT).catch(() => undefined);
      expect(performance.now() - begin).toBeLessThan(2_000);
    }
  });
});
