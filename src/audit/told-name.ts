/** What can be the name of a property; something else was a slip, and may be a value. */
const NAME = /^[\p{L}$_][\p{L}\p{N}_$ .:-]{0,99}$/u;

/** A name of a property as an entry may tell it; null where it may be personal data. */
export function toldName(name: string): string | null {
  return NAME.test(name) ? name : null;
}
