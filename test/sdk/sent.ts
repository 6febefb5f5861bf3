import type { Request } from 'playwright-core';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** One call of the SDK. */
export interface Sent {
  readonly method: string;
  /** Without the slash at its end. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `xhr`, `fetch`, `ping` (a beacon), `preflight`. */
  readonly by: string;
  readonly records: readonly JsonRecord[];
}

/** Reads a call as it left the browser; nothing of Habeas' own decoding takes part. */
export function readSent(request: Request): Sent {
  const { pathname, searchParams } = new URL(request.url());
  const data = searchParams.get('data') ?? new URLSearchParams(request.postData() ?? '').get('data');
  return {
    method: request.method(),
    path: pathname.replace(/\/$/, ''),
    query: searchParams,
    by: request.resourceType(),
    records: data === null ? [] : recordsOf(data),
  };
}

function recordsOf(data: string): readonly JsonRecord[] {
  const text = /^[[{]/.test(data) ? data : Buffer.from(data, 'base64').toString('utf8');
  const value = JSON.parse(text) as JsonRecord | readonly JsonRecord[];
  return Array.isArray(value) ? (value as readonly JsonRecord[]) : [value as JsonRecord];
}
