import { join } from 'node:path';
import type { Config } from '../platform/index.js';

/**
 * A worker writes exports and an API gives them out: where they are processes of their own, both must see one place. A sentence
 * for the log where that cannot be told; null where one process is both, or the place is a bucket.
 */
export function separateDisks({ s3, dataDirectory, values: { DATABASE_URL, ROLE } }: Config): string | null {
  if (s3 !== null || DATABASE_URL === null || ROLE === 'all') return null;
  const directory = join(dataDirectory, 'artifacts');
  return `Exports are kept in ${directory} of this process (ROLE=${ROLE}): every API and worker must see that same directory (HABEAS_DATA_DIR), or set S3_BUCKET.`;
}
