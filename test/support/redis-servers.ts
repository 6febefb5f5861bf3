import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../src/platform/index.js';
import { until } from './until.js';

/** What a client needs beside host and port. */
export interface RedisAccess {
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly ca: string };
}

/** Kills the server (-9) when its input ends, and so also when the process of the tests is gone, however that ended. */
const WATCHED = 'redis-server "$@" & cat; kill -9 $!; wait';

/** A real `redis-server` on a free port, in a directory of its own, that writes nothing down unless told to. */
export class RedisServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    readonly port: number,
    private readonly access: RedisAccess,
  ) {}

  /** With `tls` the server listens for nothing else. */
  static async start(
    settings: readonly string[] = [],
    access: RedisAccess = {},
    fixed: number | null = null,
  ): Promise<RedisServer> {
    const directory = mkdtempSync(join(tmpdir(), 'habeas-redis-'));
    const port = fixed ?? (await freePort());
    const ports = access.tls ? ['--port', '0', '--tls-port', `${port}`] : ['--port', `${port}`];
    const standard = ['--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'];
    const child = spawn('sh', ['-c', WATCHED, 'sh', ...ports, ...standard, ...settings], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const server = new RedisServer(child, directory, port, access);
    await until('redis-server', () => server.ask((redis) => redis.ping()).catch(() => null));
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** One question over a connection of its own. */
  async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis({
      host: '127.0.0.1',
      port: this.port,
      lazyConnect: true,
      retryStrategy: null,
      disconnectTimeout: 500,
      ...this.access,
    });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  }

  /** `kill -9`; harmless when repeated. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'close');
      this.child.stdin?.end();
      await ended;
    }
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Three masters that share the slots, and a replica of each. */
export class RedisServersInCluster {
  private constructor(readonly nodes: readonly RedisServer[]) {}

  static async start(nodeTimeout: number): Promise<RedisServersInCluster> {
    const starting = Array.from({ length: 6 }, async () => {
      const bus = await freePort();
      return RedisServer.start([
        ...['--cluster-enabled', 'yes', '--cluster-port', `${bus}`, '--cluster-node-timeout', `${nodeTimeout}`],
        ...['--cluster-replica-validity-factor', '0', '--repl-diskless-sync-delay', '0'],
      ]);
    });
    const started = await Promise.allSettled(starting);
    const nodes = started.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    const cluster = new RedisServersInCluster(nodes);
    try {
      if (nodes.length < 6) throw new Error('Not every redis-server of the cluster has started.');
      await cluster.meet();
    } catch (error) {
      await cluster.kill();
      throw error;
    }
    return cluster;
  }

  get addresses(): string {
    return this.nodes.map(({ address }) => `redis://${address}`).join(',');
  }

  /** The master that keeps the slot of this key now. */
  async masterOf(key: string): Promise<RedisServer> {
    return until(`the master of ${key}`, async () => {
      for (const node of this.nodes) {
        const { slot, shards } = await node
          .ask(async (redis) => ({
            slot: await redis.cluster('KEYSLOT', key),
            shards: await redis.cluster('SLOTS'),
          }))
          .catch(() => ({ slot: -1, shards: [] }));
        const port = shards.find(([from, to]) => from <= slot && slot <= to)?.[2]?.[1];
        const master = this.nodes.find((candidate) => candidate.port === port);
        if (master) return master;
      }
      return null;
    });
  }

  async kill(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
  }

  private async meet(): Promise<void> {
    const [first, ...others] = this.nodes as [RedisServer, ...RedisServer[]];
    const masters = this.nodes.slice(0, 3);
    for (const [index, node] of masters.entries()) {
      const from = Math.ceil((16_384 * index) / 3);
      const to = Math.ceil((16_384 * (index + 1)) / 3) - 1;
      await node.ask((redis) => redis.call('CLUSTER', 'ADDSLOTSRANGE', from, to));
    }
    for (const [index, node] of this.nodes.entries()) {
      await node.ask((redis) => redis.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1));
    }
    for (const node of others) {
      const bus = await node.ask(async (redis) => (await redis.config('GET', 'cluster-port'))[1]);
      await first.ask((redis) => redis.call('CLUSTER', 'MEET', '127.0.0.1', node.port, bus ?? ''));
    }
    const everyone = (what: string, holds: (info: string) => boolean): Promise<boolean> =>
      until(what, async () => {
        const infos = await Promise.all(this.nodes.map((node) => node.ask((redis) => redis.cluster('INFO'))));
        return infos.every(holds);
      });
    await everyone('six nodes that know each other', (info) => info.includes('cluster_known_nodes:6'));
    for (const [index, node] of masters.entries()) {
      const id = await node.ask((redis) => redis.cluster('MYID'));
      const replica = this.nodes[index + 3] as RedisServer;
      await until('a replica', () => replica.ask((redis) => redis.cluster('REPLICATE', id)).catch(() => null));
      await until('its copy', () =>
        replica.ask(async (redis) => (await redis.info()).includes('master_link_status:up')),
      );
    }
    await everyone('a cluster that is up', (info) => info.includes('cluster_state:ok'));
  }
}
