import { HabeasError } from '../core/errors.js';

/** The values are secrets but for the first three: never print the others. */
export interface S3Settings {
  /** null = Amazon's own for the region. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const NEEDED = ['S3_REGION', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
type S3Names = (typeof NEEDED)[number] | 'S3_ENDPOINT';

/**
 * All of them or none, but that S3_ENDPOINT may be left out.
 * @returns null where none is set
 * @throws HabeasError `bad-settings` that names what is missing
 */
export function readS3Settings(values: Readonly<Record<S3Names, string | null>>): S3Settings | null {
  const missing = NEEDED.filter((name) => values[name] === null);
  if (missing.length === NEEDED.length && values.S3_ENDPOINT === null) return null;
  const { S3_REGION: region, S3_BUCKET: bucket } = values;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if (region === null || bucket === null || accessKeyId === null || secretAccessKey === null) {
    throw bad(
      `${missing.join(', ')} must be set where another S3_… is: artifacts are in a bucket as a whole or not at all`,
    );
  }
  return { endpoint: values.S3_ENDPOINT, region, bucket, accessKeyId, secretAccessKey };
}

function bad(complaint: string): HabeasError {
  return new HabeasError('invalid', 'bad-settings', `Settings: ${complaint}.`);
}
