import type { Request, Response } from 'express';
import { CallFields } from '../records/call-fields.js';
import type { SentCall } from '../records/payload.js';

/** A transparent GIF of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** A name, or a path of names: nothing that could be more than a call of it. */
const CALLBACK = /^[A-Za-z_$][\w$.]{0,63}$/;

/** Small, and nothing of what was sent: a collection of young objects takes along whatever stands in it, answered or not. */
const callsRead = new WeakMap<Request, Pick<SentCall, 'fields' | 'isForm'>>();

/** What a form asks for counts from here on, also for the answer to an error. */
export function rememberCall(request: Request, { fields, isForm }: SentCall): void {
  callsRead.set(request, { fields, isForm });
}

export function fieldsOf(request: Request): CallFields {
  return callsRead.get(request)?.fields ?? new CallFields({}, request.query);
}

/** Whether the records of a call were read from a form or a query. */
export function isFormCall(request: Request): boolean {
  return callsRead.get(request)?.isForm ?? request.method === 'GET';
}

/** Seconds after which to come again where nothing says how long the trouble lasts. */
const SOON = '5';

/** A 503 always says when to come again: phones wait as long as that. */
export function sayWhenToComeAgain(response: Response, status: number): void {
  if (status === 503 && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', SOON);
}

export interface Outcome {
  readonly taken: boolean;
  /** What was wrong with the first record that was not taken; null where nothing was. */
  readonly error: string | null;
  readonly status?: number;
}

/**
 * The answer of the routes of SDKs: the text `1` or `0`, with `verbose=1` `{"error":null,"status":1}`, and with `img=1` a pixel. A
 * `callback` is called with either, save by pages of our own, in which no script of a stranger's choice is to run.
 */
export function answer(request: Request, response: Response, { taken, error, status = 200 }: Outcome): void {
  const fields = fieldsOf(request);
  response.status(status);
  if (fields.has('img') && status === 200) {
    response.type('image/gif').send(PIXEL);
    return;
  }
  const word = taken ? 1 : 0;
  const text = fields.has('verbose') ? JSON.stringify({ error, status: word }) : String(word);
  const callback = fields.get('callback') ?? '';
  const isCalled = CALLBACK.test(callback) && request.headers['sec-fetch-site'] !== 'same-origin';
  // Ended and not sent: what is sent gets a hash of itself for caches, which keep nothing of it.
  if (isCalled) response.type('text/javascript').end(`${callback}(${text})`);
  else response.type(fields.has('verbose') ? 'application/json' : 'text/plain').end(text);
}
