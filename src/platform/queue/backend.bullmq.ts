import { createPostgresBackend, type BackendFactory, type PostgresConnectionOptions } from 'bullmq';
import pg from 'pg';

/** Milliseconds for which a process that stopped while it made the queue's schema keeps others waiting. */
const IDLE = 30_000;

const ignore = (): void => undefined;

/**
 * A client whose loss is heard by the statement under way, and by nobody where there is none. BullMQ listens to its clients too
 * late, not at all while it makes its schema, and takes every listener off before it ends them; a loss that nobody listens to
 * would end the process.
 */
export class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', ignore);
  }

  override removeAllListeners(event?: string | symbol): this {
    super.removeAllListeners(event);
    return this.on('error', ignore);
  }
}

/** BullMQ's backend on PostgreSQL, which outlives the loss of any connection, and begins again where its beginning failed. */
export const steadyPostgresBackend: BackendFactory = (name, opts, factoryOpts) => {
  const given = opts.connection as PostgresConnectionOptions & object;
  const guarded = { ...given, Client: HeardClient, idle_in_transaction_session_timeout: IDLE };
  const backend = createPostgresBackend(name, { ...opts, connection: guarded }, factoryOpts);
  const connection = Reflect.get(backend, 'connection') as Beginning;
  // The pool takes its clients from the options; the client that listens for jobs is made from the module.
  Reflect.set(connection, 'pgModule', { Pool: pg.Pool, Client: HeardClient });
  beginAgain(connection);
  beginAgain(backend);
  return backend;
};

interface Beginning {
  waitUntilReady(): Promise<unknown>;
}

/** BullMQ remembers how its beginning ended, so that one that failed would fail for ever. */
function beginAgain(target: Beginning): void {
  const begin = target.waitUntilReady.bind(target);
  target.waitUntilReady = async () => {
    try {
      return await begin();
    } catch (error) {
      Reflect.set(target, 'readyPromise', undefined);
      throw error;
    }
  };
}
