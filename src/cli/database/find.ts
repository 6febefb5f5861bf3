import type { Access, Organization, User } from '../../access/index.js';
import { HabeasError } from '../../platform/index.js';

/** The organization of an id or name; without one the only organization there is. */
export async function findOrganization(access: Access, given: string | undefined): Promise<Organization> {
  const all = await access.organizations.list();
  const named = given === undefined ? all : all.filter(({ id, name }) => id === given || name === given);
  const [organization] = named;
  if (organization && named.length === 1) return organization;
  if (named.length > 1) {
    throw new HabeasError(
      'invalid',
      'organization-ambiguous',
      'Several organizations fit: name one by its id with --organization.',
    );
  }
  throw new HabeasError('not-found', 'organization-not-found', 'There is no such organization: see `habeas org list`.');
}

/** The account of an address; where several have it, that of the organization. */
export async function findPerson(access: Access, email: string, organization: string | undefined): Promise<User> {
  const home = organization === undefined ? null : (await findOrganization(access, organization)).id;
  const [person, another] = await access.people.find(email, home);
  if (person === undefined) {
    throw new HabeasError(
      'not-found',
      'person-not-found',
      'Nobody signs in with this e-mail: see `habeas member list`.',
    );
  }
  if (another === undefined) return person;
  throw new HabeasError(
    'invalid',
    'person-ambiguous',
    'Several accounts have this e-mail: name the organization with --organization.',
  );
}
