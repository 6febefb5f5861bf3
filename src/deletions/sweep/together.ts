/** The most subjects that start or end together: what bounds a transaction, and how long the arrivals of a project wait. */
const MOST_TOGETHER = 25_000;

/** Those of one project together, as many as have 25,000 subjects, and one at the least; in the order given. */
export function byProject<T extends { readonly projectId: number }>(
  items: readonly T[],
  subjectsOf: (item: T) => number,
): T[][] {
  const groups: T[][] = [];
  const open = new Map<number, { readonly items: T[]; subjects: number }>();
  for (const item of items) {
    let group = open.get(item.projectId);
    if (!group || group.subjects + subjectsOf(item) > MOST_TOGETHER) {
      group = { items: [], subjects: 0 };
      open.set(item.projectId, group);
      groups.push(group.items);
    }
    group.items.push(item);
    group.subjects += subjectsOf(item);
  }
  return groups;
}

/**
 * Does it for all at once; where that fails, one by one, so that one poisoned request never starves the others.
 * @param settle what becomes of one for which it failed; throws where nobody may go on
 */
export async function togetherOrApart<T, Result>(
  items: readonly T[],
  work: (some: readonly T[]) => Promise<Result[]>,
  settle: (item: T, error: unknown) => Promise<void>,
): Promise<Result[]> {
  const [only] = items;
  try {
    return await work(items);
  } catch (error) {
    if (only === undefined) throw error;
    if (items.length === 1) {
      await settle(only, error);
      return [];
    }
  }
  const results: Result[] = [];
  for (const item of items) results.push(...(await togetherOrApart([item], work, settle)));
  return results;
}

/**
 * Begins the first piece of work, and all others when it has called `next` or has ended, so that it is not held up by them; what has
 * begun goes on at the same time.
 * @returns results in the order of the items
 * @throws what the first that failed threw
 */
export async function firstAhead<T, Result>(
  items: readonly T[],
  work: (item: T, next: () => void) => Promise<Result>,
): Promise<Result[]> {
  const begun: Promise<Result>[] = [];
  for (const [at, item] of items.entries()) {
    await new Promise<void>((resolve) => {
      const piece = work(item, resolve);
      begun.push(piece);
      piece.catch(() => undefined).finally(resolve);
      if (at > 0) resolve();
    });
  }
  return Promise.all(begun);
}
