import { growthOf } from '../support/work.js';
import { Readable } from 'node:stream';
import cookieParser from 'cookie-parser';
import express, { type Request } from 'express';
import { passwordChangeSchema, signInSchema } from '../../src/access/access.dto.js';
import { readBasic, readBearer, readCredentials } from '../../src/access/authentication/credentials.js';
import { normalEmail } from '../../src/access/accounts/e-mail.js';
import { originOf } from '../../src/access/authentication/same-origin.js';
import { looksLikeSecret } from '../../src/access/accounts/secrets.js';
import { sessionSecretOf } from '../../src/access/authentication/session.strategy.js';
import { readUpdate } from '../../src/ingestion/records/profile-update.js';
import { readEvent } from '../../src/ingestion/records/event.js';
import { readCall, readRecords } from '../../src/ingestion/records/payload.js';
import { Profile } from '../../src/ingestion/records/profile.js';
import { RecordedEvents } from '../../src/ingestion/recordings/recorded-events.js';
import { fieldsOf as batchFields, readPlace } from '../../src/ingestion/recordings/sent-batch.js';
import { parseDuration, parseJson, Stopping, Turns } from '../../src/platform/index.js';
import { textOf } from '../../src/platform/http/read-text.js';
import { clientOf } from '../../src/platform/http/client-address.js';
import { Pieces } from '../../src/platform/http/pieces.js';
import { receive } from '../../src/platform/http/receive.js';
import { readProxyTrust } from '../../src/platform/config/proxy-trust.js';
import { readCsv, openFieldsSchema } from '../../src/requests/index.js';
import { isMultipart, readUpload } from '../../src/requests/intake/csv-upload.js';
import { readCursor } from '../../src/requests/queries/cursor.js';
import { idempotencyHashes } from '../../src/requests/intake/idempotency.js';
import { listQuerySchema, openSchema, searchSchema } from '../../src/requests/dto/requests.dto.js';
import { SUBJECT_LIMIT } from '../../src/compliance/index.js';
import { readWireOrder } from '../../src/mixpanel-api/mixpanel-order.js';
import { fieldsOf } from '../../src/questions/doors/question-fields.js';
import { readProfileQuestion } from '../../src/questions/profiles/profile-question.js';
import { parseWhere } from '../../src/questions/where/parser.js';
import { readDistinctIds } from '../../src/subject-data/index.js';
import { unsafeAmong } from '../support/linear-pattern.js';

/** Texts that are hard to read: one sign over and over, alone, after a good beginning and before a bad end. */
const SIGNS = [
  'a',
  'A',
  '0',
  ' ',
  '\t',
  ',',
  ';',
  '=',
  ':',
  '.',
  '/',
  '-',
  '+',
  '%',
  '@',
  '"',
  "'",
  '\\',
  '[',
  '{',
  '\n',
  'é',
];
const RUNS = [
  ...SIGNS,
  'a ',
  'a,',
  'a=b; ',
  '""',
  '\\"',
  '"a"\n',
  '.a',
  '::',
  '1.2.3.4, ',
  '%2',
  '\r\n',
  '\n\n,',
  '{}\n',
  '[],',
];

function textsOf(size: number, beginning = '', end = ''): string[] {
  const runs = RUNS.map((run) => run.repeat(Math.ceil(size / run.length)));
  return [...new Set(runs.flatMap((run) => [run, `${beginning}${run}`, `${beginning}${run}${end}`]))];
}

const turns = () => new Turns(new Stopping());
const quietly = async (read: () => unknown): Promise<void> => {
  try {
    await read();
  } catch {
    // What is refused was read, too.
  }
};
const inHeader = (name: string, value: string, extra: object = {}) =>
  Object.assign(Object.create(application.request) as Request, { headers: { [name]: value }, ...extra });
const bodyOf = (content: string | Buffer, headers: Record<string, string> = {}) =>
  Object.assign(Readable.from([Buffer.from(content)]), { headers, complete: true });

const application = express();
application.set('trust proxy', 2);
const behindSubnets = express();
behindSubnets.set('trust proxy', ['10.0.0.0/8', '2001:db8::/32']);
const readCookies = cookieParser();
const PEER = { socket: { remoteAddress: '10.0.0.1' }, connection: { remoteAddress: '10.0.0.1' } };

interface Parser {
  /** Of a good text, before and after what is repeated. */
  readonly around?: readonly [beginning: string, end: string];
  /** Characters of the shortest of the three texts; 300 if it is not given. */
  readonly size?: number;
  readonly read: (text: string) => unknown;
}

const idsIn = (text: string) => text.split(/[\s,]/).slice(0, 50_000);

const PARSERS: Readonly<Record<string, Parser>> = {
  'a bearer': { around: ['Bearer a', 'b'], read: (text) => [readBearer(text), readCredentials(text)] },
  'a user and a password': { around: ['Basic ', '!'], read: readBasic },
  'a pair in base64': { read: (text) => readBasic(`Basic ${Buffer.from(text).toString('base64')}`) },
  cookies: {
    around: ['habeas_session=', '; a'],
    read: (text) => {
      const request = inHeader('cookie', text);
      readCookies(request, {} as never, () => undefined);
      return sessionSecretOf(request);
    },
  },
  'cookies of JSON': {
    around: ['a=j:', '}'],
    read: (text) => readCookies(inHeader('cookie', text), {} as never, () => undefined),
  },
  'a content type': {
    around: ['application/json; charset=', '"'],
    read: (text) => {
      const request = inHeader('content-type', text, {});
      request.headers['content-length'] = '1';
      return [request.is('application/json'), isMultipart(request)];
    },
  },
  'a content encoding': {
    around: ['gzip, ', 'br'],
    read: (text) =>
      receive(bodyOf('{}', { 'content-encoding': text }) as never, {
        limit: 1000,
        timeout: 60_000,
        stopping: new Stopping(),
        take: () => undefined,
      }),
  },
  'an idempotency key': {
    around: ['key', '\u007f'],
    read: (text) =>
      idempotencyHashes(
        text,
        { kind: 'export', regime: 'GDPR', disclosure: 'Data', distinctIds: [], duplicateCount: 0, receivedAt: null },
        Buffer.alloc(32),
      ),
  },
  'forwarded addresses': {
    around: ['192.0.2.1, 2001:db8::', ', 10.0.0.2'],
    read: (text) => [
      clientOf(inHeader('x-forwarded-for', text, { app: application, ...PEER }).ip),
      clientOf(inHeader('x-forwarded-for', text, { app: behindSubnets, ...PEER }).ip),
      clientOf(text),
    ],
  },
  'an entity tag': {
    around: ['W/"', '", "a"'],
    read: (text) =>
      inHeader('if-none-match', text, { method: 'GET', res: { statusCode: 200, get: () => '"a"' } }).fresh,
  },
  'a range': { around: ['bytes=0-', '-'], read: (text) => inHeader('range', text).range(1000, { combine: true }) },
  'an origin': { around: ['https://a', ':x'], read: (text) => originOf({ origin: text, host: 'a' }, null) },
  'an address of mail': {
    around: ['a@', '@'],
    read: (text) => [normalEmail(text), signInSchema.safeParse({ email: text, password: text })],
  },
  'a password, longer than one may be': {
    read: (text) => passwordChangeSchema.safeParse({ currentPassword: text.repeat(4), newPassword: text.repeat(4) }),
  },
  'a secret': { around: ['habeas_', '_'], read: (text) => looksLikeSecret(text, 'oauthToken') },
  'a query': {
    around: ['token=a&project_id=', '&'],
    read: (text) => (application.get('query parser fn') as (query: string) => unknown)(text),
  },
  'a where': { around: ['properties["a"] == "', '"'], read: parseWhere },
  'a where of signs': { around: ['properties["a"] == ', ' 1'], read: parseWhere },
  'a question': { around: ['where=', '&page=1'], read: (text) => readProfileQuestion(fieldsOf(text, { where: text })) },
  'ids of a question': { around: ['["a', '"]'], read: (text) => readProfileQuestion({ distinct_ids: text }) },
  'a query of a list': {
    around: ['2026-01-01T00:00:00', 'Z'],
    read: (text) =>
      listQuerySchema.safeParse({
        openedFrom: text,
        dueUntil: text,
        cursor: text,
        limit: text,
        projectId: text,
        status: [text],
      }),
  },
  'a cursor': { read: (text) => readCursor(Buffer.from(text).toString('base64url'), 'opened') },
  'a duration': { around: ['1', 'd'], read: parseDuration },
  'trusted proxies': { around: ['10.0.0.0/8,', '/'], read: readProxyTrust },
  JSON: { around: ['{"a":"', '"}'], read: parseJson },
  'JSON of lists': { around: ['[[],', ']'], read: parseJson },
  'records in JSON': { around: ['[{"event":"', '"}]'], read: (text) => readRecords(readCall(text)) },
  'records by the line': {
    around: ['{"event":"a"}\n', '\n{}'],
    read: (text) => readRecords(readCall(text), 'application/x-ndjson'),
  },
  'records in a form': { around: ['verbose=1&data=', '&x'], read: (text) => readRecords(readCall(text)) },
  'records in base64 in a form': {
    read: (text) => readRecords(readCall(`data=${encodeURIComponent(Buffer.from(text).toString('base64'))}`)),
  },
  'an event': {
    read: (text) =>
      readEvent(
        {
          event: text.slice(0, 255),
          properties: { time: 1, distinct_id: text.slice(0, 255), $insert_id: text, a: text, [text]: idsIn(text) },
        },
        { now: new Date(0), strict: false, live: null },
      ),
  },
  'a batch of a recording': {
    around: ['[{"timestamp":1,"a":', '}]'],
    read: (text) => {
      const events = new RecordedEvents();
      events.add(Buffer.from(text));
      return events.end();
    },
  },
  'the query of a batch': {
    around: ['1', '.5'],
    read: (text) =>
      readPlace(batchFields({ replay_id: text, seq: text, batch_start_time: text, [text]: text }), new Date(0)),
  },
  'an update of a profile': {
    read: (text) => {
      const list = idsIn(text);
      const record = {
        $token: 't',
        $distinct_id: 'u',
        $set: { a: text },
        $union: { l: list },
        $remove: { l: list[0] },
        $unset: list,
      };
      return new Profile({ l: list }).apply(readUpdate(record));
    },
  },
  ids: { read: (text) => readDistinctIds(idsIn(text), 'distinctIds') },
  'one id': { read: (text) => readDistinctIds([text], 'distinctIds') },
  'an order of the wire': {
    read: (text) =>
      readWireOrder(
        { distinct_ids: idsIn(text), compliance_type: text, disclosure_type: text },
        'export',
        3,
        SUBJECT_LIMIT,
      ),
  },
  'an order': {
    around: ['2026-01-01T00:00:00', 'Z'],
    read: (text) => [
      openSchema.safeParse({
        projectId: 1,
        kind: text,
        distinctIds: idsIn(text),
        receivedAt: text,
        reference: text,
        [text]: text,
      }),
      openFieldsSchema.safeParse({ projectId: text, kind: 'export', receivedAt: text, reference: text, channel: text }),
      searchSchema.safeParse({ projectId: 1, distinctId: text }),
    ],
  },
  'the text of a body': { read: (text) => textOf(Buffer.from(text)) },
  'pieces of a body': {
    read: (text) => {
      const pieces = new Pieces();
      for (const piece of text) pieces.add(Buffer.from(piece));
      return pieces.joined();
    },
  },
  'a form': {
    around: ['--x\r\nContent-Disposition: form-data; name="file"; filename="', '"\r\n\r\na\r\n--x--\r\n'],
    read: (text) => readUpload(Buffer.from(text), 'multipart/form-data; boundary=x', turns()),
  },
  'the content of a form': {
    around: ['--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n', '\r\n--x--\r\n'],
    read: (text) => readUpload(Buffer.from(text), `multipart/form-data; boundary=${'a'.repeat(60)}`, turns()),
  },
  'the type of a form': {
    around: ['multipart/form-data; boundary=', '"'],
    read: (text) => readUpload(Buffer.from('--a'), text, turns()),
  },
  'a CSV file': {
    around: ['distinct_id,b\n', '"\n'],
    size: 100,
    read: (text) => readCsv(bodyOf(text), { limit: 10_000_000, most: 2000 }),
  },
  'a CSV file in small pieces': {
    around: ['"', '"'],
    size: 100,
    read: (text) =>
      readCsv(Readable.from(text.match(/[^]{1,7}/g)?.map((piece) => Buffer.from(piece)) ?? []), {
        limit: 10_000_000,
        most: 2000,
      }),
  },
};

const met = new Set<string>();

describe('the work of reading', () => {
  it.each(Object.keys(PARSERS))('%s is in proportion to its length', async (name) => {
    const { around = [], size: shortest = 300, read } = PARSERS[name] as Parser;
    const readAll = async (size: number) => {
      for (const text of textsOf(size, ...around)) await quietly(() => read(text));
    };
    expect(await growthOf(shortest, readAll, met)).toBeLessThan(2.5);
  });
});

it('no pattern that was met above costs more than its text is long, in whatever library it stands', async () => {
  expect(met.size).toBeGreaterThan(30);
  expect(await unsafeAmong(met)).toEqual([]);
});
