import { HabeasError } from '../../../platform/index.js';

/** The properties by which an e-mail address is known: the wire's own, and what many send instead. Looked up together. */
export const EMAIL_PROPERTIES = ['$email', 'email'] as const;
export type EmailProperty = (typeof EMAIL_PROPERTIES)[number];

/** What a property may be equal to. `digits`: of a JSON number, with no zeros that say nothing. */
export type Scalar =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'flag'; readonly is: boolean };

/** An address in either case of A to Z, in any of the properties; a property that is any of the scalars; or any of the ids. */
export type Wanted =
  | { readonly kind: 'e-mail'; readonly properties: readonly EmailProperty[]; readonly address: string }
  | { readonly kind: 'value'; readonly property: string; readonly scalars: readonly Scalar[] }
  | { readonly kind: 'ids'; readonly ids: readonly string[] };

/** What is looked for among the profiles of a project. */
export interface ProfileSearch {
  readonly wanted: Wanted;
  /** The id behind which to go on; null from the first. Ids are in the order of their bytes. */
  readonly after: string | null;
  readonly most: number;
  /** How long the store may look. */
  readonly milliseconds: number;
}

/**
 * What is meant by a property and a value; null where it may not be looked for.
 * @param isWithheld whether a property is kept from whoever looks
 */
export function wantedOf(
  property: string,
  value: string | number | boolean,
  isWithheld: (property: string) => boolean,
): Wanted | null {
  if (typeof value === 'string' && isEmailProperty(property)) {
    const properties = EMAIL_PROPERTIES.filter((each) => !isWithheld(each));
    return properties.length === 0 ? null : { kind: 'e-mail', properties, address: lowerAscii(value) };
  }
  return isWithheld(property) ? null : { kind: 'value', property, scalars: scalarsOf(value) };
}

/** As people type them: `42` may be the number too, `true` the flag. */
function scalarsOf(value: string | number | boolean): Scalar[] {
  if (typeof value === 'boolean') return [{ kind: 'flag', is: value }];
  if (typeof value === 'number') return [{ kind: 'number', digits: String(value) }];
  const text: Scalar = { kind: 'text', text: value };
  const digits = plainDigits(value);
  if (digits !== null) return [text, { kind: 'number', digits }];
  return value === 'true' || value === 'false' ? [text, { kind: 'flag', is: value === 'true' }] : [text];
}

function isEmailProperty(property: string): property is EmailProperty {
  return EMAIL_PROPERTIES.some((each) => each === property);
}

/** A to Z alone: what is small of other letters is no two databases' opinion. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A number as JSON writes it, without an exponent; null of what is none. */
function plainDigits(text: string): string | null {
  const [, sign, whole, fraction = ''] = /^(-?)(0|[1-9]\d{0,40})(?:\.(\d{1,40}))?$/.exec(text) ?? [];
  if (sign === undefined || whole === undefined) return null;
  const places = withoutEndingZeros(fraction);
  const digits = places === '' ? whole : `${whole}.${places}`;
  return digits === '0' ? '0' : sign + digits;
}

function withoutEndingZeros(fraction: string): string {
  let end = fraction.length;
  while (end > 0 && fraction[end - 1] === '0') end -= 1;
  return fraction.slice(0, end);
}

/** A search that its time did not suffice for. */
export function searchTooSlow(milliseconds: number): HabeasError {
  const seconds = Math.ceil(milliseconds / 1000);
  const message = `The search took longer than ${seconds} seconds: search by something that fewer people share, such as the e-mail address.`;
  return new HabeasError('unavailable', 'search-too-slow', message, { retryAfter: seconds });
}
