import type { z } from 'zod';
import { SUBJECT_LIMIT, type RequestKind, type SubjectLimits } from '../compliance/index.js';
import { HabeasError } from '../platform/index.js';
import { readDistinctIds } from '../subject-data/index.js';
import { assertSubjectLimit, type RequestOrder } from '../requests/index.js';
import { wireBody, wireIds, wireSingleBody } from './mixpanel.dto.js';

/** As many as callers batch. */
const MOST_CANCELLED = SUBJECT_LIMIT.export;

/**
 * An order in the wire's words. An export of v2.0 may name its one subject as `distinct_id`.
 * @throws HabeasError 400 with a sentence that names the field, never its value
 */
export function readWireOrder(body: unknown, kind: RequestKind, version: 2 | 3, limits: SubjectLimits): RequestOrder {
  const single = kind === 'export' && version === 2 && isObject(body) && !('distinct_ids' in body);
  const { distinctIds, terms } = single ? readSingle(body) : readSeveral(body);
  const { ids, duplicates } = readDistinctIds(distinctIds, single ? 'distinct_id' : 'distinct_ids');
  assertSubjectLimit(limits, kind, ids.length);
  return {
    kind,
    regime: terms.compliance_type,
    disclosure: terms.disclosure_type,
    distinctIds: ids,
    duplicateCount: duplicates.length,
  };
}

/**
 * The ids of a cancellation, each once.
 * @throws HabeasError 400 as `readWireOrder`
 */
export function readWireIds(body: unknown): readonly string[] {
  const { ids } = readDistinctIds(fit(wireIds, body).distinct_ids, 'distinct_ids');
  if (ids.length > MOST_CANCELLED) {
    const message = `One cancellation may name ${MOST_CANCELLED} ids at the most, and ${ids.length} were given: send several.`;
    const extra = { limit: MOST_CANCELLED, given: ids.length };
    throw new HabeasError('invalid', 'too-many-subjects', message, { extra });
  }
  return ids;
}

function readSeveral(body: unknown) {
  const { distinct_ids: distinctIds, ...terms } = fit(wireBody, body);
  return { distinctIds, terms };
}

function readSingle(body: unknown) {
  const { distinct_id: distinctId, ...terms } = fit(wireSingleBody, body);
  return { distinctIds: [distinctId], terms };
}

function fit<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  const sentence = field === '' ? 'The body must be a JSON object.' : `${field} ${issue?.message ?? 'does not fit'}.`;
  throw new HabeasError('invalid', 'invalid-body', sentence);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
