import { HabeasError } from './errors.js';
import { answerOfSqlState } from './sql-states.js';
import { errorOfAnswer } from './trouble.js';

/** What the operating system says where a person must act. The rest of what it says heals: space, handles, networks. */
const NOT_ALLOWED = new Set(['EACCES', 'EPERM']);
const HEALING: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left where it writes',
  EDQUOT: 'its share of the disk is used up',
  EROFS: 'what it writes to is read-only at the moment',
  EIO: 'a disk does not answer',
  ESTALE: 'a network disk is gone',
  EMFILE: 'it has too many files open',
  ENFILE: 'the machine has too many files open',
  ENOMEM: 'the machine is short of memory',
  EAGAIN: 'the machine is short of something',
  EBUSY: 'a file is in use',
  ETXTBSY: 'a file is in use',
};
const NETWORK =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|EADDRNOTAVAIL|ERR_STREAM_PREMATURE_CLOSE)$/;
/** Prisma's words for a database that cannot be reached, is full or takes too long. https://www.prisma.io/docs/orm/reference/error-reference */
const PRISMA = /^P(1001|1002|1008|1017|2024|2028|2034|2037)$/;
const ADAPTER = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
]);
/** What node-postgres says without a code. */
const BROKEN =
  /^(Connection terminated|terminating connection|Client has encountered a connection error|timeout exceeded when trying to connect|Connection ended|Cannot use a pool after)/;
const DEEPEST = 6;

/**
 * What nobody threw on purpose and is foreseen all the same: trouble of this machine and of the database of Habeas that heals, and
 * files it may not write. Null for what is not foreseen.
 */
export function foreseen(error: unknown, depth = 0): HabeasError | null {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return null;
  if (error instanceof HabeasError) return error;
  const { code, originalCode, kind, severity, message, cause, meta } = error as Readonly<Record<string, unknown>>;
  const inside = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return (
    ofState(originalCode) ??
    (typeof severity === 'string' ? ofState(code) : ofSystem(code)) ??
    (typeof kind === 'string' && ADAPTER.has(kind) ? database(kind) : null) ??
    foreseen(inside, depth + 1) ??
    foreseen(cause, depth + 1) ??
    ofMessage(code, message)
  );
}

function ofSystem(code: unknown): HabeasError | null {
  if (typeof code !== 'string') return null;
  const reason = HEALING[code];
  if (reason !== undefined) {
    return new HabeasError(
      'unavailable',
      'machine-unavailable',
      `The machine of Habeas cannot go on (${code}): ${reason}.`,
    );
  }
  if (NOT_ALLOWED.has(code)) {
    const message = `Habeas may not write its files (${code}): give its user the directory that HABEAS_DATA_DIR names.`;
    return new HabeasError('unprocessable', 'files-refused', message);
  }
  return NETWORK.test(code) ? database(code) : null;
}

function ofState(state: unknown): HabeasError | null {
  if (typeof state !== 'string' || !/^[0-9A-Z]{5}$/.test(state)) return null;
  const answer = answerOfSqlState(state);
  // Its own database refusing is a defect, or nothing a request could wait for.
  if (answer.trouble === 'refused') return null;
  const codes = { refused: 'internal', unavailable: 'database-unavailable', slow: 'database-busy' };
  return errorOfAnswer(answer, { server: 'The database of Habeas', code: state }, codes, {});
}

function ofMessage(code: unknown, message: unknown): HabeasError | null {
  if (typeof code === 'string' && PRISMA.test(code)) return database(code);
  return typeof message === 'string' && BROKEN.test(message) ? database('no answer') : null;
}

function database(code: string): HabeasError {
  const message = `The database of Habeas, or what lies before it, does not answer (${code}).`;
  return new HabeasError('unavailable', 'database-unavailable', message);
}
