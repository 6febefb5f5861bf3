import { createHash } from 'node:crypto';
import { HabeasError } from './errors.js';

/** The code of what was not done because somebody else came before. */
export const CHANGED_MEANWHILE = 'changed-meanwhile';

/** The header by which whoever changes something says what they saw, for the OpenAPI document. */
export const SEEN_VERSION = {
  name: 'If-Match',
  required: false,
  description:
    'The `version` that was seen, in quotes: where somebody has changed it since, nothing is saved (412). Left out, the change is made in any case.',
} as const;

/** Names a state that is shown, so that whoever changes it can say which one they saw: the same as long as nothing of it changes. */
export function versionOf(state: unknown): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22);
}

/**
 * Lets a change through where the caller did not say what they saw, or saw what is there.
 * @param ifMatch the header `If-Match`: versions in quotes, or `*` for any
 * @throws HabeasError 412 `changed-meanwhile`
 */
export function assertSeen(ifMatch: string | undefined, state: unknown): void {
  if (ifMatch === undefined) return;
  const seen = ifMatch.split(',').map((each) => each.trim().replace(/^"(.*)"$/, '$1'));
  if (seen.includes('*') || seen.includes(versionOf(state))) return;
  throw changedMeanwhile();
}

/** @param earlier who changed it, and when, where that is known */
export function changedMeanwhile(earlier?: { readonly by: string; readonly at: string }): HabeasError {
  return new HabeasError(
    'changed',
    CHANGED_MEANWHILE,
    'Somebody has changed this since you looked at it. Nothing of yours was saved: look at it again, and send what you still want.',
    earlier === undefined ? {} : { extra: { earlier } },
  );
}
