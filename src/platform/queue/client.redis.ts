import { Cluster, Redis } from 'ioredis';
import type { RedisTarget } from '../config/redis-target.js';

export type RedisClient = Redis | Cluster;

/** While a lost master is replaced (15 s where nothing else is set) commands are sent again, 120 times every 250 ms. */
const FAILOVER = { retryDelayOnFailover: 250, retryDelayOnClusterDown: 250, maxRedirections: 120 } as const;

export interface RedisClientOptions {
  /** What the server lists the connection as. */
  readonly name?: string | undefined;
  /** Milliseconds to wait before the next try to connect, null to give up. */
  readonly again: (tries: number) => number | null;
  /** It connects only when told to. */
  readonly lazy?: boolean;
}

export function redisClient(target: RedisTarget, { name, again, lazy = false }: RedisClientOptions): RedisClient {
  const options = {
    ...(target.username === null ? {} : { username: target.username }),
    ...(target.password === null ? {} : { password: target.password }),
    ...(target.tls === null ? {} : { tls: target.tls.ca === null ? {} : { ca: target.tls.ca } }),
    ...(name === undefined ? {} : { connectionName: name }),
    // BullMQ asks for it: a worker's blocking read may wait for ever.
    maxRetriesPerRequest: null,
    connectTimeout: 5_000,
    disconnectTimeout: 500,
  };
  if (target.cluster) {
    return new Cluster([...target.addresses], {
      ...FAILOVER,
      redisOptions: options,
      lazyConnect: lazy,
      slotsRefreshTimeout: 5_000,
      // A certificate names hosts, so that a name must not be turned into an address before TLS has seen it.
      dnsLookup: (host, found) => found(null, host),
      clusterRetryStrategy: again,
    });
  }
  const [{ host, port }] = target.addresses;
  return new Redis({ ...options, host, port, db: target.database, lazyConnect: lazy, retryStrategy: again });
}

/** `host:port` of every address, for a person to read. */
export function nameOf(target: RedisTarget): string {
  return target.addresses.map(({ host, port }) => `${host}:${port}`).join(', ');
}

/** What went wrong, in one line; ioredis puts the reason of a cluster's failure one level down, and some errors have but a code. */
export function reasonOf(error: unknown): string {
  const { message, code, lastNodeError } = error as { message?: string; code?: string; lastNodeError?: unknown };
  const here = message === undefined || message === '' ? (code ?? 'unknown error') : message;
  return lastNodeError === undefined ? here : `${here} ${reasonOf(lastNodeError)}`;
}
