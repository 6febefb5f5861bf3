/** Rows as columns, `c0` being the first one's; nulls are left out. */
export function valuesOf(
  rows: readonly Readonly<Record<string, string | null>>[],
  columns: readonly string[],
): Map<string, string[]> {
  return new Map(
    columns.map((column, at) => {
      const cells = rows.map((row) => row[`c${String(at)}`] ?? null);
      return [column, cells.filter((cell) => cell !== null)];
    }),
  );
}
