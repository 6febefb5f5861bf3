import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { HabeasError } from '../core/errors.js';

const MOST_ISSUES = 20;

interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly message: string;
}

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
  const messages = new Map<string, string>();
  for (const { path = [], message } of issues) {
    const field = path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
    if (!messages.has(field)) messages.set(field, message);
  }
  const errors = [...messages].slice(0, MOST_ISSUES).map(([path, message]) => ({ path, message }));
  const [first] = errors;
  const where = first?.path ? `${first.path}: ` : '';
  return new HabeasError('invalid', 'invalid-body', `${where}${first?.message ?? 'The input does not fit.'}`, {
    extra: { errors },
  });
}
