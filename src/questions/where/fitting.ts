/** Milliseconds for which conditions are looked at in one go: what a `where` costs is for whoever asks to say. */
const LONGEST_TURN = 20;

/**
 * Those that fit.
 * @param rest is awaited whenever others should have their turn; what it throws ends the look
 */
export async function fittingAmong<Item>(
  items: readonly Item[],
  fits: (item: Item) => boolean,
  rest: () => Promise<void>,
): Promise<Item[]> {
  const fitting: Item[] = [];
  let began = performance.now();
  for (const item of items) {
    if (fits(item)) fitting.push(item);
    if (performance.now() - began < LONGEST_TURN) continue;
    await rest();
    began = performance.now();
  }
  return fitting;
}
