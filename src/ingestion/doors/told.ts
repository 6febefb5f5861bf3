import type { Failure } from '../../platform/index.js';

/** What goes out to whoever sends data, and to everybody who holds the public token. */
export type Told = Pick<Failure, 'status' | 'message'>;

const NOT_NOW = 'The data cannot be stored now: send it again as it is, a little later.';

/**
 * That a store refuses, is busy or away is the operator's matter, who reads of it in the log: the sender keeps the data, comes again,
 * and learns nothing of which stores there are.
 */
export function told({ known, status, message }: Failure): Told {
  return known?.code.startsWith('store-') ? { status: 503, message: NOT_NOW } : { status, message };
}
