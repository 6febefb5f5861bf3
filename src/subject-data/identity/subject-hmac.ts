import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Some five milliseconds' work. */
const MOST_AT_ONCE = 2_000;

/**
 * The only form in which Habeas' own tables keep a subject's id beyond RECORD_ID_RETENTION: an HMAC-SHA256 under a key
 * of the instance, bound to the project, so that an id can be found, conflict and be suppressed, and not be read.
 */
export class SubjectHmac {
  constructor(private readonly key: Buffer) {}

  /** 32 bytes. */
  of(projectId: number, distinctId: string): Buffer {
    return Buffer.from(this.hexOf(projectId, distinctId), 'hex');
  }

  /** The same in hex. */
  hexOf(projectId: number, distinctId: string): string {
    return createHmac('sha256', this.key).update(`${projectId}\0${distinctId}`, 'utf8').digest('hex');
  }

  /** For work that needs those of the same ids again and again; it lives no longer than the work. */
  remembering(projectId: number): RememberedHmacs {
    return new RememberedHmacs(this, projectId);
  }
}

/** The HMACs of ids of one project, in hex, each worked out once. */
export class RememberedHmacs {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly hmac: SubjectHmac,
    readonly projectId: number,
  ) {}

  of(distinctId: string): string {
    const known = this.known.get(distinctId);
    if (known !== undefined) return known;
    const made = this.hmac.hexOf(this.projectId, distinctId);
    this.known.set(distinctId, made);
    return made;
  }

  /** Works out those of many: a hundred thousand would hold the process up, so that others have a turn in between. */
  async learn(distinctIds: Iterable<string>): Promise<void> {
    let worked = 0;
    for (const id of distinctIds) {
      if (this.known.has(id)) continue;
      this.of(id);
      if ((worked += 1) % MOST_AT_ONCE === 0) await setImmediate();
    }
  }
}
