import { HabeasError } from '../core/errors.js';
import { databaseTrouble } from './database-trouble.js';

/** What the operating system says where a person must act. */
const NOT_ALLOWED = new Set(['EACCES', 'EPERM']);
/** What it says of this machine that heals. */
const HEALING: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left where it writes',
  EDQUOT: 'its share of the disk is used up',
  EROFS: 'what it writes to is read-only at the moment',
  EIO: 'a disk does not answer',
  ESTALE: 'a network disk is gone',
  ENOMEM: 'the machine is short of memory',
  EAGAIN: 'the machine is short of something',
  EBUSY: 'a file is in use',
  ETXTBSY: 'a file is in use',
  ERR_STREAM_PREMATURE_CLOSE: 'a file or a transfer was broken off',
};
const DEEPEST = 6;

/**
 * What nobody threw on purpose and is foreseen all the same: trouble of this machine and of the database of Habeas that heals, and
 * files it may not write. Null for what is not foreseen.
 */
export function foreseen(error: unknown): HabeasError | null {
  return ownOrOfMachine(error) ?? databaseTrouble(error);
}

function ownOrOfMachine(error: unknown, depth = 0): HabeasError | null {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return null;
  if (error instanceof HabeasError) return error;
  const { code, cause } = error as Readonly<Record<string, unknown>>;
  return (typeof code === 'string' ? ofMachine(code) : null) ?? ownOrOfMachine(cause, depth + 1);
}

function ofMachine(code: string): HabeasError | null {
  const reason = HEALING[code];
  if (reason !== undefined) {
    const message = `The machine of Habeas cannot go on (${code}): ${reason}.`;
    return new HabeasError('unavailable', 'machine-unavailable', message);
  }
  if (!NOT_ALLOWED.has(code)) return null;
  const message = `Habeas may not write its files (${code}): give its user the directory that HABEAS_DATA_DIR names.`;
  return new HabeasError('unprocessable', 'files-refused', message);
}
