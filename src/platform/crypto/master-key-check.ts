import { createHmac, createPublicKey, randomBytes, timingSafeEqual } from 'node:crypto';
import pg from 'pg';
import { ed25519KeyOf, publicKeyId } from './ed25519.js';
import { HabeasError } from '../core/errors.js';
import type { MasterKey } from './keys.js';

const SALT_BYTES = 32;
/** A table or a column that an older schema does not have yet. */
const NOT_THERE = new Set(['42P01', '42703']);

/** Every key that stands in the database wrapped by the master key, and since when. */
const WRAPPED = [
  'SELECT wrapped_id_key AS wrapped, opened_at AS at FROM requests WHERE wrapped_id_key IS NOT NULL',
  'SELECT wrapped_id_key AS wrapped, placed_at AS at FROM holds WHERE wrapped_id_key IS NOT NULL',
  `SELECT p.wrapped_key AS wrapped, a.created_at AS at FROM artifact_parts p JOIN artifacts a ON a.id = p.artifact_id
   WHERE p.wrapped_key IS NOT NULL`,
];

/** A master key, and the setting or file it was read from, by which an error names it. */
export interface NamedMasterKey {
  readonly masterKey: MasterKey;
  readonly source: string;
}

interface Verifier {
  readonly salt: Buffer;
  readonly verifier: Buffer;
}

/**
 * Refuses a master key that is not the one the database was written with, before anything is changed in it. Where no check
 * value is there yet, what was encrypted or signed first and last tells.
 * @throws HabeasError `master-key-mismatch`
 */
export async function refuseOtherMasterKey(url: string, named: NamedMasterKey): Promise<void> {
  await onDatabase(url, async (client) => {
    const stored = await read(client);
    const fits = stored === null ? await opensWhatIsThere(client, named.masterKey) : verifies(named.masterKey, stored);
    if (!fits) throw mismatch(named.source);
  });
}

/**
 * Writes the check value where there is none, in a database that is up to date; of processes that do so at once one writes it,
 * and another that has another key is refused.
 * @param say told how much was encrypted under another key before there was a check value
 * @throws HabeasError `master-key-mismatch`
 */
export async function recordMasterKey(url: string, named: NamedMasterKey, say: (line: string) => void): Promise<void> {
  await onDatabase(url, async (client) => {
    const salt = randomBytes(SALT_BYTES);
    const { rowCount } = await client.query(
      `INSERT INTO master_key_check (salt, verifier, made_at) VALUES ($1, $2, clock_timestamp()) ON CONFLICT DO NOTHING`,
      [salt, verifierOf(named.masterKey, salt)],
    );
    const stored = await read(client);
    if (stored === null || !verifies(named.masterKey, stored)) throw mismatch(named.source);
    if (rowCount === 1) await tellUnreadable(client, named.masterKey, say);
  });
}

async function read(client: pg.Client): Promise<Verifier | null> {
  const rows = await rowsOf<Verifier>(client, 'SELECT salt, verifier FROM master_key_check');
  return rows[0] ?? null;
}

/** HMAC-SHA256 of the salt under a key derived for this alone: it tells nothing of the master key. */
function verifierOf(masterKey: MasterKey, salt: Buffer): Buffer {
  return createHmac('sha256', masterKey.derive('check-value')).update(salt).digest();
}

function verifies(masterKey: MasterKey, { salt, verifier }: Verifier): boolean {
  const expected = verifierOf(masterKey, salt);
  return verifier.length === expected.length && timingSafeEqual(verifier, expected);
}

/**
 * The oldest wrapped key was written by the first start, whose key is the right one; where all are destroyed the newest
 * completion record tells who signs now.
 */
async function opensWhatIsThere(client: pg.Client, masterKey: MasterKey): Promise<boolean> {
  const found: { wrapped: Buffer; at: Date }[] = [];
  for (const wrapped of WRAPPED)
    found.push(...(await rowsOf<(typeof found)[0]>(client, `${wrapped} ORDER BY at LIMIT 1`)));
  const oldest = found.sort((one, other) => one.at.getTime() - other.at.getTime())[0];
  if (oldest !== undefined) return masterKey.hasWrapped(oldest.wrapped);
  const newest = 'SELECT key_id AS id FROM completion_records ORDER BY created_at DESC LIMIT 1';
  const [signer] = await rowsOf<{ id: string }>(client, newest);
  return signer === undefined || signer.id === signerOf(masterKey);
}

function signerOf(masterKey: MasterKey): string {
  return publicKeyId(createPublicKey(ed25519KeyOf(masterKey.derive('completion-record-signing'))));
}

async function tellUnreadable(client: pg.Client, masterKey: MasterKey, say: (line: string) => void): Promise<void> {
  const all = WRAPPED.map((each) => `(${each})`).join(' UNION ALL ');
  const [row] = await rowsOf<{ count: string }>(
    client,
    `SELECT count(*) AS count FROM (${all}) AS keys WHERE substring(wrapped FROM 2 FOR 4) <> decode('${masterKey.id}', 'hex')`,
  );
  const count = Number(row?.count ?? 0);
  if (count > 0)
    say(`${count} keys in the database were wrapped under another master key: what they open stays closed`);
}

async function rowsOf<Row extends object>(client: pg.Client, sql: string): Promise<Row[]> {
  try {
    return (await client.query<Row>(sql)).rows;
  } catch (error) {
    if (NOT_THERE.has(String((error as { code?: unknown } | null)?.code))) return [];
    throw error;
  }
}

async function onDatabase(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'habeas-master-key' });
  client.on('error', () => undefined); // the statement under way reports it
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function mismatch(source: string): HabeasError {
  return new HabeasError(
    'conflict',
    'master-key-mismatch',
    `${source} holds another master key than the one this database was written with: put that one there, since under another holds are not seen and nothing can be read.`,
  );
}
