import { EVERYTHING } from '../../compliance/index.js';
import { BUILT_IN_COLLECTIONS } from '../data-map/built-in-collections.js';
import type { SubjectData } from '../store/subject-data.service.js';

const BUILT_IN = new Set(BUILT_IN_COLLECTIONS.map(({ name }) => name));

/** Which of the ids the company's own tables know. */
export async function heldElsewhere(
  subjectData: SubjectData,
  projectId: number,
  ids: readonly string[],
): Promise<Set<string>> {
  const held = new Set<string>();
  if (ids.length === 0) return held;
  const keys = ids.map((distinctId, ordinal) => ({ ordinal, projectId, distinctId, watermark: null }));
  for (const collection of subjectData.collectionsOf(projectId)) {
    if (BUILT_IN.has(collection.name)) continue;
    const tallies = await subjectData.storeOf(collection).tally(keys, collection, EVERYTHING);
    for (const { ordinal } of tallies) held.add(ids[ordinal] ?? '');
  }
  return held;
}
