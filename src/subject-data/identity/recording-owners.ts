import { deviceKey, isDeviceId } from '../store/device-ids.js';
import { MOST_RECORDINGS, type RecordingTie } from '../store/recordings.js';
import type { Closure } from './identity-graph.js';

/** What has to be known to tell whose recordings are, beside their ties. */
export interface RecordingFacts {
  /** The closures of devices (`devicesToAsk`), without recordings. */
  readonly devices: ReadonlyMap<string, Closure>;
  /** Recordings that were found to be of several people before, although their ties may be gone. */
  readonly sharedBefore: ReadonlySet<string>;
}

/** The ids that a recording was sent under. */
interface Recorded {
  readonly users: Set<string>;
  /** In their canonical form. */
  readonly devices: Set<string>;
}

/**
 * Whose the recordings are of which something was sent without a user. What a device recorded is whose the device is. Where that
 * is nobody known, the recording tells more than the device: it is of the one user it went on under. Of two users neither has
 * what was sent before; what was sent under one of them is filed under their own id, and is theirs anyway. Nothing is opened by it:
 * who asks for the device is not given the user.
 */
export class RecordingOwners {
  private readonly recordings = new Map<string, Recorded>();
  private readonly recordingsOf = new Map<string, string[]>();

  constructor(ties: readonly RecordingTie[]) {
    for (const { distinctId, recordingId } of ties) {
      const recorded = this.recordings.get(recordingId) ?? { users: new Set(), devices: new Set() };
      this.recordings.set(recordingId, recorded);
      (isDeviceId(distinctId) ? recorded.devices : recorded.users).add(distinctId);
      const known = this.recordingsOf.get(distinctId);
      if (known) known.push(recordingId);
      else this.recordingsOf.set(distinctId, [recordingId]);
    }
  }

  get isEmpty(): boolean {
    return this.recordings.size === 0;
  }

  get ids(): string[] {
    return [...this.recordings.keys()];
  }

  /** Devices on which it depends whether a recording is of the user it went on under. */
  devicesToAsk(): string[] {
    const asked = new Set<string>();
    for (const { users, devices } of this.recordings.values()) {
      if (users.size > 0) for (const device of devices) asked.add(device);
    }
    return [...asked];
  }

  /** The closure with the recordings that are its person's, and those of which that cannot be said. */
  judge(closure: Closure, facts: RecordingFacts): Closure {
    const own = new Set(closure.ids.map(nameInTies));
    const [theirs, shared] = [new Set<string>(), new Set<string>()];
    for (const recordingId of this.named(own)) {
      const recorded = this.recordings.get(recordingId);
      if (recorded === undefined) continue;
      (isOf(own, recordingId, recorded, facts) ? theirs : shared).add(recordingId);
    }
    const undecided = this.ofUndecided(closure);
    return {
      ...closure,
      ...(theirs.size > 0 ? { recordings: [...theirs].sort() } : {}),
      ...(shared.size > 0 ? { sharedRecordings: [...shared].sort() } : {}),
      ...(undecided.size > 0 ? { recordingsBeside: undecided } : {}),
      ...(this.isCut(own) ? { devicesLeftOut: true } : {}),
    };
  }

  /** By the devices that may be decided to be the person's: what goes with each, since no user is known of it. */
  private ofUndecided({ ambiguous, contested = [] }: Closure): ReadonlyMap<string, readonly string[]> {
    const beside = new Map<string, readonly string[]>();
    for (const id of [...ambiguous, ...contested]) {
      const found = [...this.named([nameInTies(id)])].filter((each) => this.recordings.get(each)?.users.size === 0);
      if (found.length > 0) beside.set(id, found);
    }
    return beside;
  }

  private named(ids: Iterable<string>): Set<string> {
    const named = new Set<string>();
    for (const id of ids) for (const recordingId of this.recordingsOf.get(id) ?? []) named.add(recordingId);
    return named;
  }

  private isCut(ids: Iterable<string>): boolean {
    return [...ids].some((id) => (this.recordingsOf.get(id)?.length ?? 0) >= MOST_RECORDINGS);
  }
}

/** The id under which recordings are tied to an id: of a device its canonical form. */
export function nameInTies(id: string): string {
  return isDeviceId(id) ? deviceKey(id) : id;
}

function isOf(
  own: ReadonlySet<string>,
  recordingId: string,
  { users, devices }: Recorded,
  { devices: closures, sharedBefore }: RecordingFacts,
): boolean {
  if ([...devices].some((device) => own.has(device))) return true;
  if ([...users].some((user) => !own.has(user)) || sharedBefore.has(recordingId)) return false;
  return ![...devices].some((device) => isAnothers(device, own, closures.get(device)));
}

/** Whether a device is somebody's who is not the person. */
function isAnothers(device: string, own: ReadonlySet<string>, closure: Closure | undefined): boolean {
  const { ids = [], tiedTo = [] } = closure ?? {};
  const owners = [...ids.filter((id) => !isDeviceId(id) && deviceKey(id) !== device), ...tiedTo];
  return owners.length > 0 && !owners.some((id) => own.has(id));
}
