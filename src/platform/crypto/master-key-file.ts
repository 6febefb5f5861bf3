import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config/config.js';
import { HabeasError } from '../core/errors.js';
import { decodeKey, KEY_BYTES, MasterKey } from './keys.js';
import type { NamedMasterKey } from './master-key-check.js';

export interface MasterKeySource {
  /** The setting HABEAS_MASTER_KEY: 32 bytes as hex or base64; null when it is not set. */
  readonly value: string | null;
  /** The setting HABEAS_MASTER_KEY_FILE: path of a file with the same in it; null when it is not set. */
  readonly valueFile?: string | null;
  /** Where the key stands when the setting is not there: `<dataDir>/master.key`. */
  readonly file: string;
  /** Whether a missing file may be made: only where no data written under an earlier key can exist. */
  readonly mayCreate: boolean;
}

/** The master key by the settings, with the name of the setting or file it is from. */
export function masterKeyOf({ values, dataDirectory }: Config, mayCreate: boolean): NamedMasterKey {
  const { HABEAS_MASTER_KEY: value, HABEAS_MASTER_KEY_FILE: valueFile } = values;
  const file = join(dataDirectory, 'master.key');
  const source = value !== null ? 'HABEAS_MASTER_KEY' : valueFile !== null ? 'HABEAS_MASTER_KEY_FILE' : file;
  return { masterKey: loadMasterKey({ value, valueFile, file, mayCreate }), source };
}

/**
 * The master key from the setting or the file it names, else from the file, else from a new file of mode 0600. Errors are
 * `invalid`: `master-key-malformed`, `master-key-weak`, `master-key-missing`, `master-key-exposed`, `bad-settings`; none of
 * them shows the value.
 */
export function loadMasterKey({ value, valueFile = null, file, mayCreate }: MasterKeySource): MasterKey {
  if (value !== null && value.trim() !== '') return new MasterKey(decodeKey(value, 'HABEAS_MASTER_KEY'));
  if (valueFile !== null)
    return new MasterKey(decodeKey(readSecret(valueFile), 'The content of HABEAS_MASTER_KEY_FILE'));
  const stored = readKeyFile(file);
  if (stored !== null) return stored;
  if (!mayCreate) {
    throw new HabeasError(
      'invalid',
      'master-key-missing',
      'HABEAS_MASTER_KEY is not set, nor is HABEAS_MASTER_KEY_FILE: set it to the key this database was used with, or to the output of "openssl rand -hex 32" for a new one.',
    );
  }
  createKeyFile(file);
  return readKeyFile(file) ?? loadMasterKey({ value, file, mayCreate: false });
}

/** A secret that Docker or Kubernetes puts there, with whatever mode they give it. */
function readSecret(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new HabeasError(
      'invalid',
      'bad-settings',
      `Settings: HABEAS_MASTER_KEY_FILE names ${path}, which cannot be read (${reason}).`,
    );
  }
}

function readKeyFile(file: string): MasterKey | null {
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
      throw new HabeasError('invalid', 'master-key-exposed', `Others can read ${file}: run "chmod 600" on it.`);
    }
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return new MasterKey(decodeKey(text, `The content of ${file}`));
}

/** Written beside and linked into place: of two processes that start at once one wins, and nobody reads half a key. */
function createKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o711 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    chmodSync(draft, 0o600);
    writeSync(handle, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    fsyncSync(handle);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(handle);
    unlinkSync(draft);
  }
}
