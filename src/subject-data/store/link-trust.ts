import { isDeviceId, looksLikeDevice } from './device-ids.js';

/** Where a link came from. Before origins were kept it was `unknown`, until the operator decided. */
export const LINK_ORIGINS = [
  'token',
  'unknown',
  'refused-by-operator',
  'believed-by-operator',
  'service-account',
  'secret',
] as const;
export type LinkOrigin = (typeof LINK_ORIGINS)[number];

/** The strongest is kept where a link comes again; of equal ones the first. */
export const LINK_STRENGTH: Readonly<Record<LinkOrigin, number>> = {
  token: 1,
  unknown: 2,
  'refused-by-operator': 3,
  'believed-by-operator': 3,
  'service-account': 4,
  secret: 4,
};

/** Origins over which one of this strength prevails. */
export function weakerThan(origin: LinkOrigin): LinkOrigin[] {
  return LINK_ORIGINS.filter((each) => LINK_STRENGTH[each] < LINK_STRENGTH[origin]);
}

/** Whether a link of this origin may join people: the public token, and what the operator refused, may not. */
export function isTrusted(origin: LinkOrigin): boolean {
  return origin !== 'token' && origin !== 'refused-by-operator';
}

/** How an id was used as the `distinct_id` of something. */
export interface IdUses {
  /** An event of its own names it as its `$user_id`, or a table of the company knows it. */
  readonly user: boolean;
  /** An event was filed under it that does not carry it as its `$device_id`. */
  readonly plain: boolean;
  /** Anything was filed under it, a profile left aside. */
  readonly seen: boolean;
  readonly profile: boolean;
}

export const UNUSED: IdUses = { user: false, plain: false, seen: false, profile: false };

/** A device is a UUID that was never seen without that `$device_id` (with `$device:` in front it is one anyway). */
export function isUsedAsDevice(id: string, { user, plain, seen }: IdUses): boolean {
  return looksLikeDevice(id) && seen && !plain && !user;
}

/** The part of a link on which it depends whether it is believed. */
interface JudgedLink {
  readonly linkedId: string;
  readonly kind: 'device' | 'identify' | 'former' | 'alias' | 'merge';
  readonly origin: LinkOrigin;
}

/**
 * Whether a link makes its two ids one person's. An alias or a merge says so expressly. What is seen beside a person, or was
 * their id before, is theirs unless it is a person's own id: one with a profile, one that was somebody's `$user_id`, one that
 * events without such a `$device_id` were filed under. The public token joins nobody (see `DeviceTies`).
 */
export function joins({ linkedId, kind, origin }: JudgedLink, uses: IdUses): boolean {
  if (origin === 'believed-by-operator') return true;
  if (!isTrusted(origin)) return false;
  if (kind === 'alias' || kind === 'merge' || isDeviceId(linkedId)) return true;
  if (uses.user) return false;
  if (isUsedAsDevice(linkedId, uses) && (kind === 'device' || !uses.profile)) return true;
  if (uses.profile) return false;
  if (!uses.plain || kind === 'former') return true;
  // From before origins were kept, when anonymous ids came without a $device_id: believed until the operator decides.
  return origin === 'unknown' && looksLikeDevice(linkedId);
}
