import { HabeasError } from '../../platform/index.js';

/** How many accounts of one address are tried at a sign-in that names no organization: always so many, whether they are there or not. */
export const SIGN_IN_ACCOUNTS = 3;

interface Account {
  readonly memberships: readonly { readonly organization: { readonly id: string; readonly name: string } }[];
}

/** Of all accounts of an address, those a password is tried at: of the organization that is named, where one is. */
export function triedAt<A extends Account>(all: readonly A[], organizationId: string | null): readonly A[] {
  const meant =
    organizationId === null
      ? all
      : all.filter(({ memberships }) => memberships.some(({ organization: { id } }) => id === organizationId));
  return meant.slice(0, SIGN_IN_ACCOUNTS);
}

/**
 * The one account that signs in, of those with the right password; at least one is given. An account that belongs nowhere any
 * more does not stand in the way of one that does.
 * @throws HabeasError 409 `several-accounts`, with the organizations among which the person is to choose
 */
export function signedIn<A extends Account>(matching: readonly A[]): A {
  const active = matching.filter(({ memberships }) => memberships.length > 0);
  const [first, second] = active.length > 0 ? active : matching.slice(0, 1);
  if (first !== undefined && second === undefined) return first;
  const organizations = active.flatMap(({ memberships }) =>
    memberships.map(({ organization: { id, name } }) => ({ id, name })),
  );
  throw new HabeasError(
    'conflict',
    'several-accounts',
    'Several accounts have this e-mail and this password: say with organizationId which organization you mean.',
    { extra: { organizations } },
  );
}
