/** How deep errors are put into each other, at the most. */
const DEPTH = 5;
const LENGTH = 300;

/**
 * Why something failed, in one line for the operator: what went wrong at the bottom, where an error says no more than that it was
 * caused by another. To be used where no person's data is in reach of the error.
 */
export function reasonOf(error: unknown): string {
  return (wordsOf(error, 0) ?? 'unknown error').replace(/\s+/g, ' ').trim().slice(0, LENGTH);
}

function wordsOf(error: unknown, depth: number): string | null {
  if (typeof error === 'string' && error !== '') return error;
  if (error === null || typeof error !== 'object' || depth > DEPTH) return null;
  const { message, code, cause, errors } = error as Record<string, unknown>;
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : [];
  const own = typeof message === 'string' && message.trim() !== '' ? message : null;
  return own ?? wordsOf(first, depth + 1) ?? wordsOf(cause, depth + 1) ?? (typeof code === 'string' ? code : null);
}
