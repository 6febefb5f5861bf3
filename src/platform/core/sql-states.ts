import type { ServerAnswer, Trouble } from './trouble.js';

type Row = readonly [states: RegExp, trouble: Trouble, reason: string, remedy: string];

const OWN_SESSION =
  'name the server itself in the URL, or a pool in which a connection stays with its client (pool_mode = session)';
const LOG = 'see the log of the server';

/** The first row that matches counts: single states before their class. */
const TABLE: readonly Row[] = [
  [
    /^25006$/,
    'unavailable',
    'it takes no writes',
    'name the primary in the URL and no standby, and see default_transaction_read_only',
  ],
  [/^25P03$/, 'unavailable', 'it broke a transaction off', LOG],
  [/^25P04$/, 'slow', 'a transaction took longer than it allows', "raise the role's transaction_timeout"],
  [/^53100$/, 'unavailable', 'its disk is full', 'make space there'],
  [/^53300$/, 'unavailable', 'it has too many connections', 'raise max_connections or the limit of the role'],
  [/^53/, 'unavailable', 'it is short of something it needs', 'give it more memory or space'],
  [/^57014$/, 'slow', 'a statement was cancelled or took longer than it allows', "raise the role's statement_timeout"],
  [/^57P04$/, 'refused', 'the database was dropped', 'bring it back, or correct the URL'],
  [/^(08|57)/, 'unavailable', 'the connection was not taken or was ended', 'see that it runs and can be reached'],
  [/^580[03]0$/, 'unavailable', 'it could not read or write its files', 'see to its disk'],
  [/^40002$/, 'refused', 'a constraint forbids it', 'change the constraint, or the policy in the data map'],
  [/^40003$/, 'unavailable', 'it cannot say how a statement ended', LOG],
  [/^40/, 'slow', 'other transactions were in the way', 'see what else writes to the tables'],
  [/^55P03$/, 'slow', 'somebody else keeps a lock on what is needed', 'see pg_locks, and end who holds it'],
  [/^55006$/, 'slow', 'what is needed is in use', 'see who uses it'],
  [/^72/, 'slow', 'the reading took longer than old rows are kept', 'raise old_snapshot_threshold'],
  [/^XX000$|^HV(00N|001)$/, 'unavailable', 'it failed inside', LOG],
  [/^(XX|58|F0)/, 'refused', 'its files are damaged or missing', 'restore them'],
  [
    /^42501$/,
    'refused',
    'a right is missing, or a row policy hides rows',
    'grant it to the role of the URL, with BYPASSRLS where a policy is in the way',
  ],
  [/^(26|34)|^42P(03|05|07)$/, 'refused', 'the session is shared with others', OWN_SESSION],
  [
    /^3F|^42(P01|P02|703|704|883)$/,
    'refused',
    'a table, column, function or schema is not there',
    'bring the tables and the data map together',
  ],
  [/^(0P|28)/, 'refused', 'the role or its password is not taken', 'correct them in the URL'],
  [/^3D/, 'refused', 'the database is not there', 'correct the URL'],
  [
    /^55000$/,
    'refused',
    'the table is in no state for it, such as published without a replica identity',
    'ALTER TABLE … REPLICA IDENTITY FULL, or take it out of the publication',
  ],
  [
    /^22(021|P05)$/,
    'refused',
    'a text cannot be written in its encoding',
    'move the database to UTF8, or correct the text',
  ],
  [/^(23|44|27)/, 'refused', 'a constraint forbids it', 'change the constraint, or the policy in the data map'],
  [/^0A/, 'refused', 'it does not support what is needed', 'update it, or name a table that does'],
  [/^54/, 'refused', 'one of its limits is exceeded', LOG],
  [
    /^(P0|09|2F|38|39|22|21)/,
    'refused',
    'a trigger or function raised an error',
    'see which of the table it is, and let it pass what Habeas does',
  ],
];

const OTHER: Row = [/^/, 'refused', 'it answered with an error', LOG];

/**
 * What a SQLSTATE of PostgreSQL means, whatever class it is of: a server that answers with a code nobody knows, such as one a
 * trigger made up, has refused. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function answerOfSqlState(state: string): ServerAnswer {
  const [, trouble, reason, remedy] = TABLE.find(([states]) => states.test(state)) ?? OTHER;
  return { trouble, reason, remedy };
}

/**
 * Whether it was said of the statement as a whole and not of rows it met, so that any smaller one is answered alike: rights, what is
 * not there, what the server cannot do.
 */
export function isOfAnyRow(state: string): boolean {
  return /^(0A|0P|25|26|28|34|3D|3F|42|55|57|58)/.test(state);
}
