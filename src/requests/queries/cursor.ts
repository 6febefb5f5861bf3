import { HabeasError, isKeepable } from '../../platform/index.js';
import { isRequestId } from '../../request-model/index.js';

/** Where a page of requests, newest first, ends. */
export interface Cursor {
  readonly openedAt: Date;
  readonly id: string;
}

export function writeCursor({ openedAt, id }: Cursor): string {
  return Buffer.from(`${openedAt.getTime()} ${id}`).toString('base64url');
}

/** @throws HabeasError `cursor-invalid` (400) for what `writeCursor` did not write */
export function readCursor(text: string): Cursor {
  const [milliseconds = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ');
  const openedAt = new Date(/^\d{1,15}$/.test(milliseconds) ? Number(milliseconds) : Number.NaN);
  if (!isKeepable(openedAt.getTime()) || !isRequestId(id)) {
    throw new HabeasError(
      'invalid',
      'cursor-invalid',
      'This cursor is not one of ours: take it from the page before as it is.',
    );
  }
  return { openedAt, id };
}
