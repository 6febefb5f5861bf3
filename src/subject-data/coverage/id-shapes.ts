const SHAPES: readonly [string, RegExp][] = [
  ['whole numbers', /^(0|-?[1-9]\d*)$/],
  ['UUIDs', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
];
/** Fewer ids of people say nothing of what the others look like. */
const ENOUGH = 10;

/** What all values of a subject column are and no known id of a person is, so that none could be found; null otherwise. */
export function shapeUnknownTo(known: ReadonlySet<string>, values: readonly string[]): string | null {
  if (values.length === 0 || known.size < ENOUGH) return null;
  const found = SHAPES.find(([, shape]) => values.every((value) => shape.test(value)));
  if (found === undefined) return null;
  const [name, shape] = found;
  for (const id of known) if (shape.test(id)) return null;
  return name;
}
