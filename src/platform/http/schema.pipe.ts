import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { HabeasError } from '../core/errors.js';
import { complaintCode, type FieldProblem, type Issue } from './problem-answer.js';

const MOST_ISSUES = 20;

/** What can be the name of a field; anything else that stands for a key may be data, and is not repeated. */
const NAME = /^[A-Za-z_$][\w$-]{0,49}$/;

/** Validates bodies, queries and parameters by the schema in their decorator; a 400 that names each field and never its value. */
export const schemaPipe = new StandardSchemaValidationPipe({ exceptionFactory: invalidBody });

/**
 * For bodies that come in more than one form.
 * @throws HabeasError `invalid-body` (400)
 */
export function fit<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidBody(result.error.issues);
}

function invalidBody(issues: readonly Issue[]): HabeasError {
  const complaints = new Map<string, Omit<FieldProblem, 'path'>>();
  for (const issue of issues) {
    const { path = [], message, keys } = issue;
    const steps = path.map((step) => String(typeof step === 'object' ? step.key : step));
    const unknown = Array.isArray(keys) ? keys.slice(0, MOST_ISSUES).map(String) : null;
    for (const key of unknown ?? []) {
      const [field, complaint] = NAME.test(key)
        ? [[...steps, key].join('.'), 'is not known here']
        : [steps.join('.'), 'has a key that is not known here'];
      if (!complaints.has(field)) complaints.set(field, { message: complaint });
    }
    const field = steps.join('.');
    if (unknown === null && !complaints.has(field)) complaints.set(field, { message, ...complaintCode(issue) });
  }
  const errors = [...complaints]
    .slice(0, MOST_ISSUES)
    .map(([path, complaint]): FieldProblem => ({ path, ...complaint }));
  const [first] = errors;
  const where = first?.path ? `${first.path}: ` : '';
  return new HabeasError('invalid', 'invalid-body', `${where}${first?.message ?? 'The input does not fit.'}`, {
    extra: { errors },
  });
}
