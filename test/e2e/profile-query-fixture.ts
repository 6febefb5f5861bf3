import { request } from 'node:http';
import type { TestApp } from '../support/app.js';

export interface Result {
  readonly $distinct_id: string;
  readonly $properties: Readonly<Record<string, unknown>>;
}

/** An answer of the profile query, or an error. */
export interface Queried {
  readonly status: number;
  readonly body: {
    readonly status: string;
    readonly page: number;
    readonly page_size: number;
    readonly results: readonly Result[];
    readonly session_id: string;
    readonly total: number;
    readonly error?: string;
    readonly code?: string;
  };
}

interface Call {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** A form, or what is sent as JSON. */
  readonly body?: URLSearchParams | object;
  /** `user:password`, without the colon where the tool leaves it out; or a whole header. */
  readonly basic?: string;
  readonly bearer?: string;
}

/** Sends a question as tools do; those that send a body with GET too. */
export async function ask(
  app: TestApp,
  { method = 'GET', path = '/api/2.0/engage', query = {}, body, ...who }: Call,
): Promise<Queried> {
  const text = body === undefined ? null : body instanceof URLSearchParams ? String(body) : JSON.stringify(body);
  const type = body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json';
  const headers = {
    ...(who.basic === undefined ? {} : { authorization: `Basic ${Buffer.from(who.basic).toString('base64')}` }),
    ...(who.bearer === undefined ? {} : { authorization: `Bearer ${who.bearer}` }),
    ...(text === null ? {} : { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) }),
  };
  const asked = String(new URLSearchParams(query));
  return new Promise((resolve, reject) => {
    const call = request(`${app.url}${path}${asked === '' ? '' : `?${asked}`}`, { method, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (answer += piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer) as Queried['body'] }),
      );
    });
    call.on('error', reject);
    call.end(text ?? undefined);
  });
}

export function idsOf({ body }: Queried): string[] {
  return body.results.map(({ $distinct_id: id }) => id).sort();
}
