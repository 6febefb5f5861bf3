import { HabeasError, isKeepable } from '../../platform/index.js';
import { isRequestId } from '../../request-model/index.js';
import type { ListOrder } from '../dto/requests.dto.js';

/** Where a page of requests ends. `at`: when the last one was opened, or is due. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

export function writeCursor({ at, id }: Cursor, order: ListOrder): string {
  return Buffer.from(`${at.getTime()} ${id} ${order}`).toString('base64url');
}

/** @throws HabeasError `cursor-invalid` (400) for what `writeCursor` did not write, or wrote of a list in another order */
export function readCursor(text: string, wanted: ListOrder): Cursor {
  const [milliseconds = '', id = '', order = 'opened'] = Buffer.from(text, 'base64url').toString('latin1').split(' ');
  const at = new Date(/^-?\d{1,15}$/.test(milliseconds) ? Number(milliseconds) : Number.NaN);
  if (!isKeepable(at.getTime()) || !isRequestId(id) || order !== wanted) {
    throw new HabeasError(
      'invalid',
      'cursor-invalid',
      'This cursor is not one of ours: take it from the page before as it is, with the same `sort`.',
    );
  }
  return { at, id };
}
