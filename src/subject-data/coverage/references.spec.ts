import { relatedIn, type Standing } from './references.js';
import type { TableReference } from '../store/store-survey.port.js';

const key = (child: string, parent: string, oneToOne = false): TableReference => ({
  key: `${child}_${parent}_fkey`,
  child,
  parent,
  childColumns: [`${parent}_id`],
  parentColumns: ['id'],
  oneToOne,
});

/** Tables that foreign keys make suspicious, each with why. */
function suspicious(references: readonly TableReference[], said: Readonly<Record<string, Standing>>) {
  const { suspicions, shared } = relatedIn(references, (table) => said[table] ?? 'unmapped');
  const reasons = [...suspicions].map(([table, all]) => [table, all.map(({ because }) => because)]);
  return { reasons: Object.fromEntries(reasons) as Record<string, string[]>, shared };
}

describe('the foreign keys of a database', () => {
  it('lead from tables that nobody speaks of to mapped ones, from table to table, and the way is named', () => {
    const references = [key('likes', 'comments'), key('comments', 'users'), key('prices', 'products')];
    expect(suspicious(references, { users: 'mapped' }).reasons).toEqual({
      comments: ['the foreign key to users ("comments_users_fkey")'],
      likes: ['the foreign keys to comments ("likes_comments_fkey") → users ("comments_users_fkey")'],
    });
  });

  it('lead nowhere through a table of which it is said that it is about nobody', () => {
    const references = [key('prices', 'products'), key('products', 'users')];
    expect(suspicious(references, { users: 'mapped', products: 'exempt' }).reasons).toEqual({});
  });

  it('are followed round a circle once', () => {
    const references = [key('a', 'b'), key('b', 'a'), key('b', 'users'), key('a', 'a')];
    expect(suspicious(references, { users: 'mapped' }).reasons).toEqual({
      a: ['the foreign keys to b ("a_b_fkey") → users ("b_users_fkey")'],
      b: ['the foreign key to users ("b_users_fkey")'],
    });
  });

  it('tell of a row that one mapped row alone refers to, and name what many share', () => {
    const references = [key('users', 'addresses', true), key('users', 'countries'), key('users', 'plans')];
    const { reasons, shared } = suspicious(references, { users: 'mapped', plans: 'exempt' });
    expect(reasons).toEqual({ addresses: ['the foreign key "users_addresses_fkey" from users (addresses_id)'] });
    expect(shared).toEqual(['countries']);
  });
});
