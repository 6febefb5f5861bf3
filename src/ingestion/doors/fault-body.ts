import { STATUS_CODES } from 'node:http';

/** What clients of `/import` and `/record` read of an error: `{"code":401,"error":"Invalid credentials","status":"Unauthorized"}`. */
export interface FaultBody {
  readonly code: number;
  readonly error: string;
  readonly status: string;
}

/** The words clients know, where they are not the HTTP standard's of today. */
const STATUS_WORDS: Readonly<Record<number, string>> = { 413: 'Request Entity Too Large' };

export function faultBody(code: number, message: string): FaultBody {
  return {
    code,
    error: code === 401 ? 'Invalid credentials' : message,
    status: STATUS_WORDS[code] ?? STATUS_CODES[code] ?? 'Error',
  };
}
