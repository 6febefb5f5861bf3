import { S3ServiceException } from '@aws-sdk/client-s3';
import { HabeasError } from '../platform/index.js';
import { missing } from './artifact-damage.js';

/** What a call about a blob failed with, as Habeas says it. */
export function failureOf(error: unknown): HabeasError {
  return isAbsent(error) ? missing() : unavailable(error);
}

/** What is not the absence of a blob may heal, so that it is tried again. */
export function unavailable(error: unknown): HabeasError {
  if (error instanceof HabeasError) return error;
  return new HabeasError(
    'unavailable',
    'artifact-store-unavailable',
    `The bucket of the artifacts cannot be used (${reasonOf(error)}): it is tried again, and wants looking after if that goes on.`,
    { retryAfter: 30, cause: error },
  );
}

/** The blob, or the upload, is not there. A bucket that is not there is another matter. */
export function isAbsent(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket';
}

/** The range begins behind the last byte. */
export function isBehindTheEnd(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 416;
}

/** The store's own code for it, such as `AccessDenied`, since its message may quote what was sent; else what the network says. */
export function reasonOf(error: unknown): string {
  if (error instanceof S3ServiceException) return error.name;
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return code ?? message ?? 'unknown error';
}
