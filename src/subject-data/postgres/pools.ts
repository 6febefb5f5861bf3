import type { OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { openPool } from './engine.js';

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
