import { HttpException } from '@nestjs/common';
import { HabeasError, type ErrorKind } from '../core/errors.js';
import { foreseen } from '../prisma/foreseen.js';
import { HTTP_STATUS } from './status.js';

const KIND_OF_STATUS = new Map(Object.entries(HTTP_STATUS).map(([kind, status]) => [status, kind as ErrorKind]));

/**
 * Any error as one that may be answered: Habeas' own, a database or a disk that is away (503), the framework's (unknown route, body too
 * large, malformed JSON), or null for what nobody foresaw, which is a 500 and must be logged.
 */
export function asHabeasError(error: unknown): HabeasError | null {
  if (error instanceof HabeasError) return error;
  if (!(error instanceof HttpException)) {
    const trouble = foreseen(error);
    if (trouble?.retryable === true) return trouble;
  }
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const kind = status === null ? undefined : KIND_OF_STATUS.get(status);
  if (error instanceof URIError || isUndecodablePath(error)) return malformedUrl();
  if (status === 413)
    return new HabeasError('too-large', 'body-too-large', 'The body is larger than this endpoint takes.');
  if (!kind) return null;
  const message = error instanceof Error ? error.message : 'The request cannot be answered.';
  if (status === 404) return new HabeasError('not-found', 'no-such-route', 'Nothing is served under this address.');
  if (isMalformedJson(error)) return new HabeasError('invalid', 'malformed-json', 'The body is not valid JSON.');
  return new HabeasError(kind, `http-${status}`, message);
}

/** The router's own sentence repeats what stood in the path. */
function isUndecodablePath(error: unknown): boolean {
  return error instanceof HttpException && error.cause instanceof URIError;
}

function malformedUrl(): HabeasError {
  return new HabeasError(
    'invalid',
    'malformed-url',
    'The address is malformed: a "%" in it begins no encoded character.',
  );
}

function statusOf(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' ? status : null;
}

function isMalformedJson(error: unknown): boolean {
  return error instanceof SyntaxError || (error instanceof HttpException && error.cause instanceof SyntaxError);
}
