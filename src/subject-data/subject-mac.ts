import { createHmac } from 'node:crypto';

/**
 * The only form in which Habeas' own tables keep a subject's id beyond RECORD_ID_RETENTION: an HMAC-SHA256 under a key
 * of the instance, bound to the project, so that an id can be found, conflict and be suppressed, and not be read.
 */
export class SubjectMac {
  constructor(private readonly key: Buffer) {}

  /** 32 bytes. */
  of(projectId: number, distinctId: string): Buffer {
    return createHmac('sha256', this.key).update(`${projectId}\0`).update(distinctId, 'utf8').digest();
  }
}
