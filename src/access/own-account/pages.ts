/** Rows of a list that grows with the years, read at once. */
const PAGE = 1_000;

/** What comes after an id; everything after none. */
export function behind<Id extends string | bigint>(after: Id | null): { id?: { gt: Id } } {
  return after === null ? {} : { id: { gt: after } };
}

/** The rows of a list that is ordered by id, a page at a time. */
export async function* pages<Id extends string | bigint>(
  read: (after: Id | null, take: number) => Promise<readonly { readonly id: Id }[]>,
): AsyncGenerator<object> {
  let after: Id | null = null;
  for (;;) {
    const rows: readonly { readonly id: Id }[] = await read(after, PAGE);
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE) return;
  }
}
