/** Characters of a header's name, and of a value that tells a source, beyond which only the beginning is told. */
export const SHORT_NAME = 1_000;
export const SHORT_VALUE = 4_000;

/** As the stores do it in SQL: measured in bytes, cut between characters. */
export function shortText(text: string, most: number): string {
  if (Buffer.byteLength(text) <= 4 * most) return text;
  return `${Array.from(text.slice(0, 2 * most))
    .slice(0, most)
    .join('')}…`;
}
