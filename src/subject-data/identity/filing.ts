import type { SubjectData } from '../store/subject-data.service.js';
import type { IdentityLink, IngestStore } from '../store/ingest-store.port.js';
import { LINK_STRENGTH, type IdUses } from '../store/link-trust.js';
import type { RecordingTie } from '../store/recordings.js';
import { heldElsewhere } from './held-elsewhere.js';
import type { LinkSource } from './link-explorer.js';

/** Under which numbers rows of a project are filed: its own, and those of what was set aside of it when it was emptied. */
export interface Filing {
  readonly projectId: number;
  readonly numbers: readonly number[];
}

/** Where most projects have all of theirs. */
export function asOne(place: number | Filing): Filing {
  return typeof place === 'number' ? { projectId: place, numbers: [place] } : place;
}

/** The links of a project wherever they are filed, as if all of them were filed under one number. */
export function linksFiled(
  store: IngestStore,
  subjectData: SubjectData | null,
  { projectId, numbers }: Filing,
): LinkSource {
  const all = async <T>(of: (number: number) => Promise<Iterable<T>>): Promise<T[]> => {
    const found: T[] = [];
    for (const number of numbers) for (const each of await of(number)) found.push(each);
    return found;
  };
  return {
    linksOf: async (ids) => strongestOf(await all((number) => store.linksOf(number, ids))),
    usesOf: async (ids) => usedAnywhere(await all((number) => store.usesOf(number, ids))),
    recordingTiesOf: async (ids) => onceEach(await all((number) => store.recordingTiesOf(number, ids))),
    heldElsewhere: async (ids) =>
      subjectData === null ? new Set<string>() : heldElsewhere(subjectData, projectId, ids),
  };
}

/** Of a link that is filed under several numbers the one that is believed most, as where it had come again. */
function strongestOf(links: readonly IdentityLink[]): IdentityLink[] {
  const strongest = new Map<string, IdentityLink>();
  for (const link of links) {
    const name = [link.kind, link.distinctId, link.linkedId].join('\0');
    const known = strongest.get(name);
    if (known === undefined || LINK_STRENGTH[link.origin] > LINK_STRENGTH[known.origin]) strongest.set(name, link);
  }
  return [...strongest.values()];
}

function onceEach(ties: readonly RecordingTie[]): RecordingTie[] {
  return [...new Map(ties.map((tie) => [[tie.distinctId, tie.recordingId].join('\0'), tie])).values()];
}

/** However an id was used under any number, it was used. */
function usedAnywhere(found: readonly (readonly [string, IdUses])[]): Map<string, IdUses> {
  const used = new Map<string, IdUses>();
  for (const [id, uses] of found) {
    const known = used.get(id);
    used.set(id, known === undefined ? uses : eitherOf(known, uses));
  }
  return used;
}

function eitherOf(one: IdUses, other: IdUses): IdUses {
  return {
    user: one.user || other.user,
    plain: one.plain || other.plain,
    seen: one.seen || other.seen,
    profile: one.profile || other.profile,
  };
}
