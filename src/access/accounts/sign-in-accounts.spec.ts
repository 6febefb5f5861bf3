import { signedIn } from './sign-in-accounts.js';

const account = (...names: string[]) => ({
  memberships: names.map((name) => ({ organization: { id: name.toLowerCase(), name } })),
});

describe('the account that signs in', () => {
  it('is the one with this password', () => {
    const only = account('A', 'B');
    expect(signedIn([only])).toBe(only);
  });

  it('is one that belongs somewhere, where another of this password does no longer', () => {
    const active = account('A');
    expect(signedIn([account(), active])).toBe(active);
  });

  it('is the first of those that belong nowhere, who have nothing to choose between', () => {
    const first = account();
    expect(signedIn([first, account()])).toBe(first);
  });

  it('is for the person to choose where several have this password', () => {
    expect(() => signedIn([account('A'), account('B', 'C')])).toThrow(
      expect.objectContaining({
        code: 'several-accounts',
        details: {
          extra: {
            organizations: [
              { id: 'a', name: 'A' },
              { id: 'b', name: 'B' },
              { id: 'c', name: 'C' },
            ],
          },
        },
      }),
    );
  });
});
