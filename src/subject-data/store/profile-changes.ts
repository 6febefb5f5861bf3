import { HabeasError, parseExactly, writeExactly } from '../../platform/index.js';
import type { ProfileChange } from './ingest-store.port.js';

/** So many profiles are read without asking first how large they are. */
export const FEW_PROFILES = 32;

/** Bytes of stored profiles that one call may change, since they are in memory together. */
const MOST_BYTES = 32 * 1024 * 1024;

/** @throws HabeasError `profiles-too-large` (413) */
export function assertBearable(bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  const message = `The profiles that this call changes hold more than ${MOST_BYTES} bytes: change fewer of them at once.`;
  throw new HabeasError('too-large', 'profiles-too-large', message);
}

/** The changes by profile, each with its own in their order. */
export function byProfile(changes: readonly ProfileChange[]): Map<string, ProfileChange[]> {
  const groups = new Map<string, ProfileChange[]>();
  for (const change of changes) {
    const group = groups.get(change.distinctId);
    if (group) group.push(change);
    else groups.set(change.distinctId, [change]);
  }
  return groups;
}

/** Whether none of the changes says that the person was seen. */
export function leaveLastSeen(changes: readonly ProfileChange[]): boolean {
  return changes.every(({ leavesLastSeen }) => leavesLastSeen === true);
}

/** JSON of the profile after its changes; null where there is none before or after. */
export async function changed(stored: string | null, changes: readonly ProfileChange[]): Promise<string | null> {
  let profile = stored === null ? null : (parseExactly(stored) as Record<string, unknown>);
  for (const { change } of changes) profile = await change(profile);
  return profile && writeExactly(profile);
}
