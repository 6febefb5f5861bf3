/** What the detail of a subject's outcome says of rows that have arrived since; how many there are stands in the tallies. */
export const NEW_DATA = 'new data arrived after the watermark';

/** How many rows of which collections arrived after a watermark, in one sentence; null where there are none. */
export function newDataIn(collections: readonly { readonly title: string; readonly newRows: number }[]): string | null {
  const some = collections.filter(({ newRows }) => newRows > 0);
  if (some.length === 0) return null;
  const each = some.map(({ title, newRows }) => `${newRows} ${newRows === 1 ? 'row' : 'rows'} of ${title}`);
  return `${each.join(', ')} arrived after the watermark: new data, which the deletion left as it is.`;
}
