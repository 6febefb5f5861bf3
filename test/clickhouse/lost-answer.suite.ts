import { once } from 'node:events';
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { poolOf } from '../support/pool.js';

describe('a profile in the ClickHouse engine, one server, before which an answer is lost', () => {
  let server: TestClickHouse;
  let front: Server;
  let engine: ClickHouseEngine;
  let database: TestDatabase;
  let pool: pg.Pool;
  /** What becomes of the next insert into the profiles. */
  let fate: 'answered' | 'answered-to-nobody' | 'never-arrived' = 'answered';

  beforeAll(async () => {
    server = await startClickHouse();
    database = await createEmptyDatabase();
    pool = poolOf(database.url);
    front = createServer((incoming, outgoing) => {
      const statement = new URL(incoming.url ?? '', server.url).searchParams.get('query') ?? '';
      const breaks = fate !== 'answered' && /^INSERT INTO subject_data\.profiles/.test(statement) ? fate : 'answered';
      if (breaks !== 'answered') fate = 'answered';
      if (breaks === 'never-arrived') {
        incoming.socket.destroy();
        return;
      }
      const { method, headers } = incoming;
      const passed = ask(new URL(incoming.url ?? '', server.url), { method, headers }, (answer) => {
        if (breaks === 'answered-to-nobody') {
          answer.resume().on('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(passed);
    });
    front.listen(0, '127.0.0.1');
    await once(front, 'listening');
    engine = new ClickHouseEngine('habeas', `http://127.0.0.1:${String((front.address() as AddressInfo).port)}`);
  });

  afterAll(async () => {
    await engine.close();
    front.closeAllConnections();
    front.close();
    await pool.end();
    await database.drop();
    await server.stop();
  });

  it('is changed once where the server has the change, and is said not to be where it has not', async () => {
    const store = new ClickHouseIngestStore(engine, new PostgresArrivals(pool));
    const add = async (): Promise<void> => {
      const change = (now: Readonly<Record<string, unknown>> | null) => ({ plays: Number(now?.['plays'] ?? 0) + 1 });
      await store.changeProfiles(1, [{ distinctId: 'ada', change }]);
    };
    const plays = async (): Promise<unknown> => {
      const [row] = await engine.query<{ properties: string }>('SELECT properties FROM subject_data.profiles FINAL');
      return (JSON.parse(row?.properties ?? '{}') as { plays?: number }).plays;
    };
    await add();
    fate = 'answered-to-nobody';
    await add();
    expect(await plays()).toBe(2);
    fate = 'never-arrived';
    await expect(add()).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await plays()).toBe(2);
  });
});
