import type { Disclosure, RequestKind } from './regime.js';

/** How a request about one person stands: not ended, taken back, refused as a whole, or ended with an outcome. */
export type RequestState = 'open' | 'withdrawn' | 'denied' | 'ended';

/** What became of a person's request once it has ended; a null is none yet. */
export type PersonOutcome =
  | 'exported'
  | 'erased'
  | 'anonymized'
  | 'not_found'
  | 'already_erased'
  | 'ambiguous'
  | 'kept'
  | 'held'
  | 'failed'
  | null;

/** One person's request, as far as the metrics of 11 CCR §7102 care. */
export interface CountedRequest {
  readonly kind: RequestKind;
  readonly disclosure: Disclosure;
  readonly state: RequestState;
  readonly outcome: PersonOutcome;
  /** Something was kept on a basis of its own beside what was erased. */
  readonly keptBeside: boolean;
  /** Of a denied one: its code. */
  readonly denialCode: string | null;
}

/** What 11 CCR §7102(a)(1) counts: complied with in whole or in part, denied; and what is neither. */
export type Answer = 'whole' | 'part' | 'nothing-held' | 'denied' | 'withdrawn' | 'failed' | 'open';

export const DENIAL_GROUNDS = ['unverified', 'not-a-consumer', 'exempt', 'other'] as const;
/** Why a request was denied in whole or in part, in the four words in which a business may disclose it. */
export type DenialGround = (typeof DENIAL_GROUNDS)[number];

export interface Metrics {
  readonly received: number;
  /** In whole or in part, and where nothing was held that could have been disclosed or deleted. */
  readonly complied: number;
  readonly compliedInWhole: number;
  readonly compliedInPart: number;
  readonly nothingHeld: number;
  readonly denied: number;
  /** Of those denied in whole or in part. */
  readonly grounds: Readonly<Record<DenialGround, number>>;
  /** Taken back by whoever asked. */
  readonly withdrawn: number;
  /** Ended without an answer. */
  readonly failed: number;
  readonly open: number;
}

const GROUNDS: Readonly<Record<string, DenialGround>> = {
  'not-verified': 'unverified',
  'no-such-person': 'unverified',
  'outside-jurisdiction': 'not-a-consumer',
  exempt: 'exempt',
};

/**
 * How one person's request counts. Deidentifying is a way to comply with a request to delete (11 CCR §7022(b)(1)), unless less than
 * the personal information itself was asked for; what is kept or on hold is exempt (§1798.105(d)), and an id of several people
 * could not be verified as one person's.
 */
export function answerOf(request: CountedRequest): Answer {
  const { state, outcome } = request;
  if (state !== 'ended') return state;
  if (outcome === null || outcome === 'failed') return 'failed';
  if (outcome === 'not_found' || outcome === 'already_erased') return 'nothing-held';
  if (outcome === 'kept' || outcome === 'held' || outcome === 'ambiguous') return 'denied';
  const lessThanAsked = request.kind === 'deletion' && (request.keptBeside || isPartial(request));
  return lessThanAsked ? 'part' : 'whole';
}

/** Why the request was denied in whole or in part; null where nothing of it was. */
export function groundOf(request: CountedRequest): DenialGround | null {
  if (request.state === 'denied') return GROUNDS[request.denialCode ?? ''] ?? 'other';
  if (request.state !== 'ended') return null;
  if (request.outcome === 'ambiguous') return 'unverified';
  if (request.outcome === 'kept' || request.outcome === 'held') return 'exempt';
  return answerOf(request) === 'part' && request.keptBeside ? 'exempt' : null;
}

/** Whether the business has responded in substance: only then do days count. */
export function isAnswered(answer: Answer): boolean {
  return answer === 'whole' || answer === 'part' || answer === 'nothing-held' || answer === 'denied';
}

/** The metrics of requests that were counted in groups of equals. 11 CCR §7102(a)(1). */
export function metricsOf(groups: readonly (CountedRequest & { readonly people: number })[]): Metrics {
  const answers: Record<Answer, number> = {
    whole: 0,
    part: 0,
    'nothing-held': 0,
    denied: 0,
    withdrawn: 0,
    failed: 0,
    open: 0,
  };
  const grounds: Record<DenialGround, number> = { unverified: 0, 'not-a-consumer': 0, exempt: 0, other: 0 };
  let received = 0;
  for (const group of groups) {
    received += group.people;
    answers[answerOf(group)] += group.people;
    const ground = groundOf(group);
    if (ground !== null) grounds[ground] += group.people;
  }
  const { whole, part, denied, withdrawn, failed, open } = answers;
  const nothingHeld = answers['nothing-held'];
  return {
    received,
    complied: whole + part + nothingHeld,
    compliedInWhole: whole,
    compliedInPart: part,
    nothingHeld,
    denied,
    grounds,
    withdrawn,
    failed,
    open,
  };
}

function isPartial({ disclosure, outcome }: CountedRequest): boolean {
  return disclosure !== 'Data' && outcome === 'anonymized';
}
