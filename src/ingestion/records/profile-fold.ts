import type { Turns } from '../../platform/index.js';
import type { ProfileChange } from '../../subject-data/index.js';
import type { ProfileUpdate } from './profile-update.js';
import { Profile } from './profile.js';
import type { RecordFault } from './record-fault.js';

/** An update with its place in the call, counted from 0. */
export interface SentUpdate extends ProfileUpdate {
  readonly index: number;
}

/** What an update costs beside its bytes. */
const BYTES_AN_UPDATE = 100;

/** The updates of one profile as one change of it: it is read and written once, however many there are. */
export class ProfileFold implements ProfileChange {
  readonly leavesLastSeen: boolean;
  private found: RecordFault[] = [];

  constructor(
    readonly distinctId: string,
    private readonly updates: readonly SentUpdate[],
    private readonly turns: Turns,
  ) {
    this.leavesLastSeen = updates.every(({ ignoreTime }) => ignoreTime);
  }

  /** Of the updates that were not applied when the profile was changed last. */
  get faults(): readonly RecordFault[] {
    return this.found;
  }

  readonly change: ProfileChange['change'] = async (stored) => {
    const found: RecordFault[] = [];
    const profile = new Profile(stored);
    if (this.turns.areOver(profile.size)) await this.turns.give();
    for (const update of this.updates) {
      const fault = profile.apply(update);
      if (fault !== null) found.push({ index: update.index, fault, reason: 'profile-full' });
      if (this.turns.areOver(update.bytes + BYTES_AN_UPDATE)) await this.turns.give();
    }
    this.found = found;
    return profile.toJson();
  };
}
