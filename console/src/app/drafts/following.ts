/** Values of fields, as they are compared. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function namesOf<Draft extends object>(draft: Draft): (keyof Draft)[] {
  return Object.keys(draft) as (keyof Draft)[];
}

/** What was typed, where what is saved has become other meanwhile: a field that nobody touched goes with it. */
export function followed<Draft extends object>(draft: Draft, before: Draft, now: Draft): Draft {
  const untouched = namesOf(draft).filter((name) => isSame(draft[name], before[name]));
  return { ...draft, ...Object.fromEntries(untouched.map((name) => [name, now[name]])) };
}

/** Fields that were touched here and have become something else where they are saved. */
export function crossed<Draft extends object>(draft: Draft, before: Draft, now: Draft): (keyof Draft)[] {
  return namesOf(draft).filter(
    (name) => !isSame(draft[name], before[name]) && !isSame(now[name], before[name]) && !isSame(draft[name], now[name]),
  );
}
