import type { AuditPlace } from '../audit/index.js';
import { HabeasError, isKeepable } from '../platform/index.js';

export function writeCursor({ at, id }: AuditPlace): string {
  return Buffer.from(`${at.getTime()} ${id}`).toString('base64url');
}

/** @throws HabeasError `cursor-invalid` (400) for what `writeCursor` did not write */
export function readCursor(text: string): AuditPlace {
  const [milliseconds = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ');
  const at = new Date(/^-?\d{1,15}$/.test(milliseconds) ? Number(milliseconds) : Number.NaN);
  if (isKeepable(at.getTime()) && /^\d{1,18}$/.test(id)) return { at, id: BigInt(id) };
  const message = 'This cursor is not one of ours: take it from the page before as it is.';
  throw new HabeasError('invalid', 'cursor-invalid', message);
}
