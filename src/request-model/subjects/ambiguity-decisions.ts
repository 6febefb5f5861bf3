import { HabeasError } from '../../platform/index.js';
import { isSameDevice } from '../../subject-data/index.js';

/** An officer's word on whose an ambiguous id is: that of one of the subjects asked for. */
export interface AmbiguityDecision {
  readonly distinctId: string;
  readonly belongsTo: string;
}

/** The same as it is recorded: the subject by its number in the request. */
export interface RecordedDecision {
  readonly ordinal: number;
  readonly distinctId: string;
}

export const MOST_DECISIONS = 100;

/** A person as `Identities` has them. */
interface DecidedSubject {
  readonly ordinal: number;
  readonly asked: string;
  readonly storedAs?: string;
  readonly ids: readonly string[];
  readonly ambiguous: readonly string[];
  readonly contested?: readonly string[];
  readonly tiedTo?: readonly string[];
  readonly recordings?: readonly string[];
  readonly recordingsBeside?: ReadonlyMap<string, readonly string[]>;
}

/**
 * @throws HabeasError `too-many-decisions`, `decision-subject-unknown`, `decision-repeated` (400)
 */
export function recordedDecisions(
  decisions: readonly AmbiguityDecision[],
  distinctIds: readonly string[],
): RecordedDecision[] {
  if (decisions.length > MOST_DECISIONS) {
    throw new HabeasError('invalid', 'too-many-decisions', `At most ${MOST_DECISIONS} decisions are taken at once.`);
  }
  const ordinals = new Map(distinctIds.map((id, ordinal) => [id, ordinal]));
  const seen: string[] = [];
  return decisions.map(({ distinctId, belongsTo }) => {
    const ordinal = ordinals.get(belongsTo);
    if (ordinal === undefined) {
      throw new HabeasError(
        'invalid',
        'decision-subject-unknown',
        'An ambiguous id can be decided to belong to one of the subjects of the request alone: name it in belongsTo.',
      );
    }
    if (seen.some((id) => isSame(id, distinctId))) {
      throw new HabeasError('invalid', 'decision-repeated', 'An ambiguous id is decided once, for one subject.');
    }
    seen.push(distinctId);
    return { ordinal, distinctId };
  });
}

/**
 * Refuses decisions about ids that are not ambiguous for the person they are given to.
 * @throws HabeasError `decision-not-ambiguous` (422)
 */
export function assertAmbiguous(subjects: readonly DecidedSubject[], decisions: readonly RecordedDecision[]): void {
  const byOrdinal = new Map(subjects.map((person) => [person.ordinal, person]));
  const others = decisions.filter(({ ordinal, distinctId }) => !unclear(byOrdinal.get(ordinal)).includes(distinctId));
  if (others.length === 0) return;
  throw new HabeasError(
    'unprocessable',
    'decision-not-ambiguous',
    `${others.length} of the decisions are about ids that are not ambiguous for the subject they are given to: the preview names those that are.`,
  );
}

/** The subjects of one request, each with the ids that were decided to be theirs. What is not ambiguous any more stays as it is. */
export function withDecisions<Each extends DecidedSubject>(
  subjects: readonly Each[],
  decisions: readonly RecordedDecision[],
): Each[] {
  if (decisions.length === 0) return [...subjects];
  const asked = new Map(subjects.map((person) => [person.ordinal, person.storedAs ?? person.asked]));
  return subjects.map((person) => {
    // Who asked for the device itself is told how it ended; whoever it was given to is the one who may be held.
    const own = decisions.filter(({ ordinal, distinctId }) => {
      return ordinal === person.ordinal || isSame(distinctId, person.storedAs ?? person.asked);
    });
    const given = unclear(person).filter((id) => own.some(({ distinctId }) => isSame(distinctId, id)));
    if (given.length === 0) return person;
    const owners = own.flatMap(({ ordinal }) => (ordinal === person.ordinal ? [] : [asked.get(ordinal) ?? []])).flat();
    const rest = (ids: readonly string[]) => ids.filter((id) => !given.includes(id));
    const recorded = given.flatMap((id) => person.recordingsBeside?.get(id) ?? []);
    return {
      ...person,
      ids: [...person.ids, ...given],
      ambiguous: rest(person.ambiguous),
      contested: rest(person.contested ?? []),
      tiedTo: [...(person.tiedTo ?? []), ...owners],
      ...(recorded.length > 0 ? { recordings: [...new Set([...(person.recordings ?? []), ...recorded])] } : {}),
    };
  });
}

function unclear(person: DecidedSubject | undefined): string[] {
  return person === undefined ? [] : [...person.ambiguous, ...(person.contested ?? [])];
}

function isSame(one: string, other: string): boolean {
  return one === other || isSameDevice(one, other);
}
