import { HabeasError } from '../core/errors.js';
import { answerOfSqlState } from '../core/sql-states.js';

/** Seconds after which a client is told to try again. */
const RETRY_AFTER = 5;

type Code = 'database-busy' | 'too-many-open-files' | 'database-full' | 'database-read-only' | 'database-unavailable';

/** What heals, by the sign it is told by: the code for clients, and what is the matter. */
interface Trouble {
  readonly code: Code;
  readonly reason: string;
  /** What an operator can do where it does not heal by itself. */
  readonly remedy: string;
}

/** SQLSTATEs of which a client may want to know more than that the database is away or busy. */
const OF_THEIR_OWN: Readonly<Record<string, Code>> = { '53100': 'database-full', '25006': 'database-read-only' };

/** Signs that are no SQLSTATE: codes of the system, kinds of Prisma's driver adapter, codes of Prisma. https://www.prisma.io/docs/orm/reference/error-reference */
const OTHERS: readonly (readonly [RegExp, Trouble])[] = [
  [
    /^E[MN]FILE$/,
    {
      code: 'too-many-open-files',
      reason: 'this process may open no more files and connections',
      remedy: 'raise its limit of open files',
    },
  ],
  [
    /^(?:TooManyConnections|P2037)$/,
    {
      code: 'database-unavailable',
      reason: 'it has too many connections',
      remedy: 'raise max_connections or the limit of the role',
    },
  ],
  [
    /^(?:TransactionWriteConflict|P2024|P2028|P2034)$/,
    {
      code: 'database-busy',
      reason: 'somebody else keeps what is needed',
      remedy: 'see what else writes to its tables',
    },
  ],
  [
    /^(?:ECONN|EPIPE$|ETIMEDOUT$|EHOST|ENET|ENOTFOUND$|EAI_|EADDRNOTAVAIL$|DatabaseNotReachable$|ConnectionClosed$|SocketTimeout$|TlsConnectionError$|P10(?:0[128]|11|17)$)/,
    {
      code: 'database-unavailable',
      reason: 'it, or what lies before it, does not answer',
      remedy: 'see that it runs and can be reached',
    },
  ],
];

/** What node-postgres says of a broken connection, without any code. */
const BROKEN =
  /^(?:Connection terminated|Connection ended|terminating connection|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/;

/** How deep errors are put into each other, at the most. */
const DEPTH = 6;

/**
 * What ails the database of Habeas, from any error of Prisma or node-postgres: an error that heals, and that tells no more than a
 * code. Null where the error is another: its own database refusing is a defect, and nothing to wait for.
 */
export function databaseTrouble(error: unknown): HabeasError | null {
  for (const sign of signsOf(error)) {
    const trouble = troubleOf(sign);
    if (trouble === null) continue;
    const { reason, remedy } = trouble;
    const message = `The database of Habeas cannot serve this now (${sign}): ${reason}. The same can be asked again in a moment; if that goes on: ${remedy}.`;
    return new HabeasError('unavailable', trouble.code, message, { retryAfter: RETRY_AFTER, cause: error });
  }
  return null;
}

function troubleOf(sign: string): Trouble | null {
  const [, other] = OTHERS.find(([signs]) => signs.test(sign)) ?? [];
  if (other !== undefined) return other;
  if (!/^[0-9A-Z]{5}$/.test(sign)) return null;
  const { trouble, reason, remedy } = answerOfSqlState(sign);
  if (trouble === 'refused') return null;
  const code = OF_THEIR_OWN[sign] ?? (trouble === 'slow' ? 'database-busy' : 'database-unavailable');
  return { code, reason, remedy };
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
