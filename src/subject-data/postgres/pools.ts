import type { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { boundedTo, sessionBounds } from '../../platform/index.js';
import { IDLE_READER } from './engine.js';

const ignore = () => undefined;

/** The connections to PostgreSQL databases with subject data: one pool a URL, closed when the application ends. */
export class SubjectPools implements OnApplicationShutdown {
  private readonly pools = new Map<string, pg.Pool>();

  constructor(private readonly connections: number) {}

  of(url: string): pg.Pool {
    const known = this.pools.get(url);
    if (known !== undefined) return known;
    const pool = openPool(url, this.connections);
    this.pools.set(url, pool);
    return pool;
  }

  async onApplicationShutdown(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

/** Opens a pool; its connections may break without harm, idle or just when they are handed out. */
export function openPool(url: string, most = 10): pg.Pool {
  const pool = new pg.Pool({
    ...boundedTo(url, sessionBounds(IDLE_READER)),
    max: most,
    application_name: 'habeas',
  });
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}
