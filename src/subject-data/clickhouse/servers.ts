import type { OnApplicationShutdown } from '@nestjs/common';
import { ClickHouseEngine } from './engine.js';

/** The ClickHouse servers with subject data: connections to each by the name of its store, ended with the application. */
export class ClickHouseServers implements OnApplicationShutdown {
  private readonly engines = new Map<string, ClickHouseEngine>();

  of(store: string, url: string, cluster: string | null): ClickHouseEngine {
    const known = this.engines.get(store);
    if (known !== undefined) return known;
    const engine = new ClickHouseEngine(store, url, cluster);
    this.engines.set(store, engine);
    return engine;
  }

  async onApplicationShutdown(): Promise<void> {
    const engines = [...this.engines.values()];
    this.engines.clear();
    await Promise.all(engines.map((engine) => engine.close()));
  }
}
