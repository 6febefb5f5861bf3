import { PasswordHasher } from './password-hasher.argon2.js';

describe('passwords', () => {
  const hasher = new PasswordHasher();

  it('are kept as argon2id with the parameters OWASP names', async () => {
    const hash = await hasher.hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.verify(hash, 'correct horse battery')).toBe(true);
    expect(await hasher.verify(hash, 'correct horse batterY')).toBe(false);
  });

  it('are the same however the keyboard composes an accent', async () => {
    const hash = await hasher.hash('motdepasse\u0301s');
    expect(await hasher.verify(hash, 'motdepass\u00e9s')).toBe(true);
  });

  it('of nobody are never right, and take as long to be wrong', async () => {
    const hash = await hasher.hash('correct horse battery');
    await hasher.verify(null, 'warm up');
    const quickest = async (stored: string | null): Promise<number> => {
      const times: number[] = [];
      for (let at = 0; at < 8; at++) {
        const start = performance.now();
        expect(await hasher.verify(stored, 'wrong wrong wrong')).toBe(false);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const known = await quickest(hash);
    expect(await quickest(null)).toBeGreaterThan(known / 20);
    expect(await hasher.verify(null, 'nobody has this password')).toBe(false);
  });

  it.each(['', 'eleven char', 'x'.repeat(257)])('are refused when too short or too long', async (password) => {
    await expect(hasher.hash(password)).rejects.toMatchObject({ kind: 'unprocessable', code: 'password-unfit' });
  });

  it('does the same work for an address with no account, one, or as many as are tried', async () => {
    class Counting extends PasswordHasher {
      tried = 0;
      override async verify(stored: string | null, password: string): Promise<boolean> {
        this.tried += 1;
        return super.verify(stored, password);
      }
    }
    const counting = new Counting();
    const [one, other] = [await counting.hash('correct horse battery'), await counting.hash('another password')];
    const answers = [];
    for (const stored of [[], [one], [other, one, other]]) {
      counting.tried = 0;
      answers.push([await counting.verifyEach(stored, 3, 'correct horse battery'), counting.tried]);
    }
    expect(answers).toEqual([
      [[false, false, false], 3],
      [[true, false, false], 3],
      [[false, true, false], 3],
    ]);
  });
});
