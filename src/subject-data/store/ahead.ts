/**
 * Arrivals that their database's clock had not come to: from the earliest to the latest, in the column's own reading (of a column
 * without a zone what it shows, as if it were UTC), to the millisecond, outwards. Such rows were there before they say they
 * arrived, and stay known by this when the clock has come to it.
 */
export interface Ahead {
  readonly from: Date;
  readonly until: Date;
}

/** The span over all of them; null where there is none. */
export function spanOf(spans: readonly (Ahead | null | undefined)[]): Ahead | null {
  const known = spans.filter((span) => span !== null && span !== undefined);
  const [first, ...others] = known;
  if (first === undefined) return null;
  return others.reduce(
    (widest, { from, until }) => ({
      from: from < widest.from ? from : widest.from,
      until: until > widest.until ? until : widest.until,
    }),
    first,
  );
}

/** As a member of a tally, which is left out where there is none. */
export function aheadIn(from: Date | null, until: Date | null): { readonly ahead?: Ahead } {
  return from === null || until === null ? {} : { ahead: { from, until } };
}
