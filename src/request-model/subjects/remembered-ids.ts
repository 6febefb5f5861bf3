import type { RecordedDecision } from './ambiguity-decisions.js';
import type { Subject } from './subject.js';

/**
 * How an id belongs to a person whom a duty remembers: links lead on from it (`person`); it is theirs and no link counts any more,
 * since it may be somebody else's by now who is joined with it (`alone`); it is that of a recording.
 */
export type Remembrance = 'person' | 'alone' | 'recording';

/** What stands beside a request's subjects: an officer's decision, or what is remembered of the subject of this number. */
export interface NotedId extends RecordedDecision {
  /** Null of a decision. */
  readonly remembered: Remembrance | null;
}

export function decidedAmong(noted: readonly NotedId[]): RecordedDecision[] {
  return noted.flatMap(({ ordinal, distinctId, remembered }) => (remembered === null ? [{ ordinal, distinctId }] : []));
}

/** Those to be resolved beside the ids that were asked for. */
export function resolvedBeside(noted: readonly NotedId[]): NotedId[] {
  return noted.filter(({ remembered }) => remembered === 'person' || remembered === 'alone');
}

/**
 * The subjects of one request with the ids that are remembered of them. What is ambiguous by now is nobody's, whoever it was.
 * @param beside what the ids of `resolvedBeside` are resolved to, each under the number of its subject
 */
export function withRemembered(
  subjects: readonly Subject[],
  beside: readonly Subject[],
  noted: readonly NotedId[],
): Subject[] {
  return subjects.map((person) => {
    const own = noted.filter(({ ordinal, remembered }) => ordinal === person.ordinal && remembered !== null);
    if (own.length === 0) return person;
    return joined(
      person,
      beside.filter(({ ordinal }) => ordinal === person.ordinal),
      own,
    );
  });
}

function joined(person: Subject, beside: readonly Subject[], noted: readonly NotedId[]): Subject {
  const all = [person, ...beside];
  const faulty = all.find(({ fault }) => fault !== undefined);
  if (faulty) return { ...person, ids: [], ambiguous: [], ...(faulty.fault ? { fault: faulty.fault } : {}) };
  const alone = noted.some(({ remembered }) => remembered === 'alone');
  const of = (kind: Remembrance) => noted.flatMap((each) => (each.remembered === kind ? [each.distinctId] : []));
  const ambiguous = union(all.map((each) => each.ambiguous));
  const contested = union(all.map((each) => each.contested ?? []));
  const sharedRecordings = union(all.map((each) => each.sharedRecordings ?? []));
  const ids = without(alone ? of('alone') : union(all.map((each) => each.ids)), [...ambiguous, ...contested]);
  const recorded = alone ? [] : all.map((each) => each.recordings ?? []);
  return {
    ...person,
    ids,
    ambiguous,
    contested,
    tiedTo: without(union(all.map((each) => each.tiedTo ?? [])), ids),
    recordings: without(union([...recorded, of('recording')]), sharedRecordings),
    sharedRecordings,
  };
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return ids.filter((id) => !left.has(id));
}
