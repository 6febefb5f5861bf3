import { HabeasError } from '../core/errors.js';

/** Seconds after which a client is told to try again. */
const RETRY_AFTER = 5;

interface Trouble {
  readonly code:
    'database-busy' | 'too-many-open-files' | 'database-full' | 'database-read-only' | 'database-unavailable';
  /** SQLSTATEs, codes of the system's, kinds and codes of Prisma's. */
  readonly signs: RegExp;
  readonly sentence: string;
}

/** The first that fits; what is not among them is no trouble of the database's own. */
const TROUBLES: readonly Trouble[] = [
  { code: 'database-full', signs: /^53100$/, sentence: 'The disk of the database is full' },
  {
    code: 'database-unavailable',
    signs: /^(?:53300|TooManyConnections|P2037)$/,
    sentence: 'The database takes no more connections',
  },
  {
    code: 'too-many-open-files',
    signs: /^E[MN]FILE$/,
    sentence: 'This process may open no more files and connections',
  },
  { code: 'database-unavailable', signs: /^(?:53|58)/, sentence: 'The database is short of resources' },
  { code: 'database-read-only', signs: /^25006$/, sentence: 'The database takes nothing in at the moment' },
  {
    code: 'database-busy',
    signs: /^(?:55P03|40001|40P01|57014|25P0[34]|TransactionWriteConflict|P2034|P2024|P2028)$/,
    sentence: 'The database is busy: somebody else keeps what is needed',
  },
  {
    code: 'database-unavailable',
    signs:
      /^(?:08|57P0|E(?:CONN|PIPE|TIMEDOUT|HOST|NET|AI_|NOTFOUND)|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TlsConnectionError|P10(?:0[128]|11|17))/,
    sentence: 'The database does not answer',
  },
];

/** What node-postgres says of a broken connection, without any code. */
const BROKEN =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** How deep errors are put into each other, at the most. */
const DEPTH = 6;

/**
 * What ails the database, from any error of Prisma or node-postgres: an error that heals, and that tells no more than a code. Null
 * where the error is another.
 */
export function databaseTrouble(error: unknown): HabeasError | null {
  const signs = signsOf(error);
  for (const { code, signs: wanted, sentence } of TROUBLES) {
    const sign = signs.find((each) => wanted.test(each));
    if (sign === undefined) continue;
    const message = `${sentence} (${sign}): the same can be sent again in a moment.`;
    return new HabeasError('unavailable', code, message, { retryAfter: RETRY_AFTER, cause: error });
  }
  return null;
}

/** Every code in an error, in what caused it, and in what Prisma hangs on to it; the driver's own first. */
function signsOf(error: unknown, depth = 0): string[] {
  if (error === null || typeof error !== 'object' || depth > DEPTH || error instanceof HabeasError) return [];
  const { code, originalCode, kind, message, cause, meta, errors } = error as Record<string, unknown>;
  const inner = [
    cause,
    (meta as Record<string, unknown> | null | undefined)?.['driverAdapterError'],
    ...(Array.isArray(errors) ? (errors as unknown[]) : []),
  ];
  const own = [originalCode, code, kind].filter((each): each is string => typeof each === 'string');
  const broken = typeof message === 'string' && BROKEN.test(message) ? ['ECONNRESET'] : [];
  return [...inner.flatMap((each) => signsOf(each, depth + 1)), ...own, ...broken];
}
