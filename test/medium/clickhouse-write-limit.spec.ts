import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { until } from '../support/until.js';

interface Asked {
  readonly statement: string;
  readonly search: URLSearchParams;
}

let server: Server;
let engine: ClickHouseEngine;
let asked: Asked[];
/** How the next inserts are answered. */
let insert: (response: ServerResponse) => void;
/** How often the statement is said to run yet. */
let runs: number;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const search = new URL(request.url ?? '', 'http://localhost').searchParams;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const statement = search.get('query') ?? Buffer.concat(chunks).toString('utf8');
  asked.push({ statement, search });
  if (statement.startsWith('INSERT')) return insert(response);
  if (statement.startsWith('SELECT')) response.end(`{"running":"${String(runs-- > 0 ? 1 : 0)}"}\n`);
  else response.end();
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  engine = new ClickHouseEngine('habeas', `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
});

beforeEach(() => {
  asked = [];
  runs = 0;
});

afterAll(async () => {
  await engine.close();
  server.closeAllConnections();
  server.close();
});

const starting = (word: string) => asked.filter(({ statement }) => statement.startsWith(word));

/** An insert of one row; `at` ends its time. */
function inserting(): { readonly at: AbortController; readonly outcome: Promise<unknown> } {
  const at = new AbortController();
  const limited = engine.within({ signal: at.signal, milliseconds: 7000 });
  const outcome = limited.insert('subject_data.events', ['a'], [[1]]).then(
    () => 'stored',
    (error: unknown) => error,
  );
  return { at, outcome };
}

describe('an insert with a limit, into a server played by a few lines of HTTP', () => {
  it('is given up on the server at the limit, and settles when the server says that it runs no more', async () => {
    insert = () => undefined;
    runs = 2;
    const { at, outcome } = inserting();
    await until('the insert', async () => starting('INSERT').length === 1);
    const { search } = starting('INSERT')[0] as Asked;
    expect(search.get('max_execution_time')).toBe('7');
    at.abort();
    expect(await outcome).toMatchObject({ kind: 'unavailable', code: 'store-unavailable', retryable: true });
    expect(runs).toBeLessThan(0);
    const [kill] = starting('KILL QUERY');
    expect(kill?.statement).toContain(`query_id = '${search.get('query_id') ?? ''}'`);
    expect(starting('SELECT')).toHaveLength(4);
  });

  it('is asked after where the connection broke', async () => {
    insert = (response) => void response.destroy();
    expect(await inserting().outcome).toMatchObject({ code: 'store-unavailable' });
    expect(starting('SELECT').length).toBeGreaterThan(1);
  });

  it('is over where the server itself said no', async () => {
    const refusal = 'Code: 159. DB::Exception: Timeout exceeded. (TIMEOUT_EXCEEDED) (version 25.8.1.1)';
    insert = (response) => void response.writeHead(500, { 'X-ClickHouse-Exception-Code': '159' }).end(refusal);
    expect(await inserting().outcome).toMatchObject({ code: 'store-busy', retryable: true });
    expect(asked).toHaveLength(1);
  });

  it('is not sent after the limit', async () => {
    const limited = engine.within({ signal: AbortSignal.abort(), milliseconds: 1000 });
    await expect(limited.insert('subject_data.events', ['a'], [[1]])).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    expect(asked).toEqual([]);
  });

  it('goes on as before where there is none', async () => {
    insert = (response) => void response.end();
    await engine.within(undefined).insert('subject_data.events', ['a'], [[1]]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.search.get('max_execution_time')).toBeNull();
  });
});
