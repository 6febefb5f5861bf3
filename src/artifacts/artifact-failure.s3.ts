import { S3ServiceException } from '@aws-sdk/client-s3';
import { HabeasError } from '../platform/index.js';
import { missing } from './artifact-damage.js';

/** What a call about a blob failed with, as Habeas says it. */
export function failureOf(error: unknown): HabeasError {
  return isAbsent(error) ? missing() : unavailable(error);
}

/** Answers of a bucket that only a person can change. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const REFUSED = new Set([
  'AccessDenied',
  'AccountProblem',
  'AllAccessDisabled',
  'InvalidAccessKeyId',
  'InvalidBucketName',
  'NoSuchBucket',
  'PermanentRedirect',
  'SignatureDoesNotMatch',
]);

/** What is not the absence of a blob may heal, so that it is tried again. */
export function unavailable(error: unknown): HabeasError {
  if (error instanceof HabeasError) return error;
  const reason = reasonOf(error);
  return new HabeasError(
    'unavailable',
    REFUSED.has(reason) ? 'artifact-store-refused' : 'artifact-store-unavailable',
    REFUSED.has(reason)
      ? `The bucket of the artifacts refuses (${reason}): see to its name, its region, the key and what the key may do.`
      : `The bucket of the artifacts cannot be used (${reason}): it is tried again, and wants looking after if that goes on.`,
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
