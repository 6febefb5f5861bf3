import type { ErrorKind } from '../core/errors.js';

/** The one table that turns kinds of errors into HTTP statuses. */
export const HTTP_STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'not-allowed': 405,
  'too-slow': 408,
  conflict: 409,
  gone: 410,
  changed: 412,
  'too-large': 413,
  unsupported: 415,
  'out-of-range': 416,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
};
