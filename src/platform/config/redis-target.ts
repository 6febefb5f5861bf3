import { readFileSync } from 'node:fs';
import { HabeasError } from '../core/errors.js';

export interface RedisAddress {
  readonly host: string;
  readonly port: number;
}

/** Where Redis is and how to be let in. Username, password and CA are never to be printed. */
export interface RedisTarget {
  /** One server; of a cluster any of its nodes, the others are learned from them. */
  readonly addresses: readonly [RedisAddress, ...RedisAddress[]];
  readonly cluster: boolean;
  readonly username: string | null;
  readonly password: string | null;
  /** Number of the database; a cluster has but 0. */
  readonly database: number;
  /** null = no TLS. `ca`: PEM of a private authority, null = the well-known ones. */
  readonly tls: { readonly ca: string | null } | null;
}

export interface RedisSettings {
  readonly REDIS_URL: string | null;
  readonly REDIS_CLUSTER: boolean;
  readonly REDIS_CA_FILE: string | null;
}

/**
 * Reads `redis[s]://[user]:[password]@host[:port][/database]`; for a cluster several, separated by commas.
 * @returns null where REDIS_URL is not set
 * @throws HabeasError `bad-settings`, never with a value of the URL in it
 */
export function readRedisTarget({ REDIS_URL, REDIS_CLUSTER, REDIS_CA_FILE }: RedisSettings): RedisTarget | null {
  if (REDIS_URL === null) {
    if (REDIS_CLUSTER) throw bad('REDIS_CLUSTER needs REDIS_URL, the addresses of the cluster separated by commas');
    if (REDIS_CA_FILE !== null) throw bad('REDIS_CA_FILE needs a REDIS_URL that begins with rediss://');
    return null;
  }
  const urls = REDIS_URL.split(',').map((text) => readUrl(text.trim()));
  const [first, ...others] = urls;
  if (first === undefined) throw bad('REDIS_URL must start with redis:// or rediss://');
  if (others.length > 0 && !REDIS_CLUSTER) {
    throw bad('REDIS_URL may name several addresses only where REDIS_CLUSTER is true');
  }
  if (others.some((url) => !sameEntry(url, first))) {
    throw bad('REDIS_URL must name the same scheme, user and password for every address of a cluster');
  }
  const database = readDatabase(first);
  if (REDIS_CLUSTER && urls.some((url) => readDatabase(url) !== 0)) {
    throw bad('REDIS_URL may not name a database: a cluster has none');
  }
  return {
    addresses: [readAddress(first), ...others.map(readAddress)],
    cluster: REDIS_CLUSTER,
    username: decode(first.username),
    password: decode(first.password),
    database,
    tls: readTls(first, REDIS_CA_FILE),
  };
}

function readUrl(text: string): URL {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) {
    throw bad(
      'REDIS_URL must start with redis:// or rediss://, with special characters of the password percent-encoded',
    );
  }
  return new URL(text);
}

function decode(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text);
  } catch {
    throw bad('REDIS_URL must have user and password percent-encoded');
  }
}

function sameEntry(one: URL, other: URL): boolean {
  return one.protocol === other.protocol && one.username === other.username && one.password === other.password;
}

function readAddress(url: URL): RedisAddress {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host: host === '' ? '127.0.0.1' : host, port: url.port === '' ? 6379 : Number(url.port) };
}

function readDatabase(url: URL): number {
  const path = url.pathname.replace(/^\//, '');
  if (!/^\d*$/.test(path)) throw bad('REDIS_URL may end with the number of a database and with nothing else');
  return Number(path);
}

function readTls(url: URL, file: string | null): RedisTarget['tls'] {
  const secure = url.protocol === 'rediss:';
  if (file === null) return secure ? { ca: null } : null;
  if (!secure) throw bad('REDIS_CA_FILE needs a REDIS_URL that begins with rediss://');
  try {
    return { ca: readFileSync(file, 'utf8') };
  } catch (cause) {
    throw bad('REDIS_CA_FILE must name a file that can be read', cause);
  }
}

function bad(complaint: string, cause?: unknown): HabeasError {
  return new HabeasError('invalid', 'bad-settings', `Settings: ${complaint}.`, cause === undefined ? {} : { cause });
}
