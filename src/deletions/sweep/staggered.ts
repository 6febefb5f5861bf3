/**
 * Begins each piece of work when the one before it has called `next`, or has ended, so that what comes first is not held up by
 * the others; what has begun goes on at the same time.
 * @returns results in the order of the items
 * @throws what the first that failed threw
 */
export async function staggered<T, Result>(
  items: readonly T[],
  work: (item: T, next: () => void) => Promise<Result>,
): Promise<Result[]> {
  const begun: Promise<Result>[] = [];
  for (const item of items) {
    await new Promise<void>((resolve) => {
      const piece = work(item, resolve);
      begun.push(piece);
      piece.catch(() => undefined).finally(resolve);
    });
  }
  return Promise.all(begun);
}
