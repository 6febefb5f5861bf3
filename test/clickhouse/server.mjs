// The ClickHouse engine as a library behind as much of ClickHouse's HTTP interface as @clickhouse/client speaks:
// the statement in `query` or the body, data in the body, settings, `param_*`, and errors with their code.
// Statements run one at a time. Arguments: the data directory, and the file to which the text of every statement is added.
// The port is written to the standard output.
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Session } from 'chdb';

const RESERVED = new Set(
  'query database default_format session_id session_timeout query_id role user password wait_end_of_query compress decompress enable_http_compression'.split(
    ' ',
  ),
);
const NOT_FOUND = new Set([60, 81]);

const session = new Session(process.argv[2]);
let last = Promise.resolve();
let current = new Map();

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.on('SIGTERM', () => {
  session.close();
  // The engine's threads would keep the process.
  process.exit(0);
});

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/ping') return response.writeHead(200).end('Ok.\n');
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const query = searchParams.get('query');
  const sql = query === null ? body : body === '' ? query : `${query}\n${body}`;
  appendFileSync(process.argv[3], `${query ?? body}\n`);
  const headers = { 'X-ClickHouse-Query-Id': searchParams.get('query_id') ?? randomUUID() };
  try {
    const bytes = await alone(() => run(sql, searchParams));
    return response.writeHead(200, headers).end(bytes);
  } catch (error) {
    const message = String(error.message).replace(/^.*?(?=Code: \d+)/s, '');
    const code = Number(/^Code: (\d+)/.exec(message)?.[1] ?? 1001);
    headers['X-ClickHouse-Exception-Code'] = String(code);
    return response.writeHead(NOT_FOUND.has(code) ? 404 : 500, headers).end(message);
  }
}

function alone(work) {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}

async function run(sql, searchParams) {
  const settings = [...searchParams].filter(([name]) => !RESERVED.has(name) && !name.startsWith('param_'));
  const params = Object.fromEntries(
    [...searchParams].filter(([name]) => name.startsWith('param_')).map(([name, value]) => [name.slice(6), value]),
  );
  await change(new Map(settings));
  const format = { format: searchParams.get('default_format') ?? 'TabSeparated' };
  const result =
    Object.keys(params).length > 0
      ? await session.queryBindAsync(sql, params, format)
      : await session.queryAsync(sql, format);
  return Buffer.from(result.bytes());
}

/** Settings are the session's, which all requests share: those of the one before are changed to those of this one. */
async function change(wanted) {
  const all = new Set([...current.keys(), ...wanted.keys()]);
  const changes = [...all].filter((name) => current.get(name) !== wanted.get(name));
  if (changes.length === 0) return;
  const value = (name) => (wanted.has(name) ? `'${wanted.get(name).replaceAll("'", "\\'")}'` : 'DEFAULT');
  await session.queryAsync(`SET ${changes.map((name) => `${name} = ${value(name)}`).join(', ')}`);
  current = wanted;
}
