import { isIP } from 'node:net';
import { likenessOfKey } from './person-words.js';
import type { Holds } from '../store/store-survey.port.js';

/** What the sampled values of a column look like, and how many of how many do. */
export interface Filling {
  readonly likeness: string;
  readonly hits: number;
  readonly of: number;
  /** Whether it is the keys of JSON objects that say it. */
  readonly keys: boolean;
}

const EMAIL_DOMAIN = /(?<=[^\s@"'<>(),;:/]@)[a-z0-9.-]+(?![\w@])/gi;
const COLON = /^\s*:/;
const PHONES = [/^\+\d[\d ()./-]{6,20}\d$/, /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/];
/** Shapes that numbers and versions have as well count from one value in five. */
const SHARE = 0.2;
/** A known id as short as a word of everyday use counts from the second one. */
const TELLING = 8;

/** What these values look like; null where they tell of nobody. Values are looked at and kept nowhere. */
export function likenessOfValues(values: readonly string[], holds: Holds, known: ReadonlySet<string>): Filling | null {
  const given = values.filter((value) => value.trim() !== '');
  const [of, counts, ids] = [given.length, new Map<string, number>(), new Set<string>()];
  const count = (likeness: string) => counts.set(likeness, (counts.get(likeness) ?? 0) + 1);
  for (const value of given) {
    const { texts, keys } = tokensOf(value, holds);
    for (const text of texts.filter((each) => known.has(each))) ids.add(text);
    if (holds === 'number') continue;
    for (const likeness of new Set(texts.map(shapeOf))) if (likeness !== null) count(likeness);
    for (const likeness of new Set(keys.map(likenessOfKey))) {
      if (likeness !== null) count(`key ${likeness}`);
    }
  }
  if (ids.size > 1 || [...ids].some((id) => id.length >= TELLING)) {
    return { likeness: 'the id of a known subject', hits: ids.size, of, keys: false };
  }
  const [found] = [...counts].filter(([likeness, hits]) => suffices(likeness, hits, of));
  if (found === undefined) return null;
  const keys = found[0].startsWith('key ');
  return { likeness: keys ? found[0].slice(4) : found[0], hits: found[1], of, keys };
}

function suffices(likeness: string, hits: number, of: number): boolean {
  return likeness === 'an e-mail address' || likeness.startsWith('key ') || hits >= of * SHARE;
}

function shapeOf(text: string): string | null {
  const value = text.trim();
  if (holdsEmail(value)) return 'an e-mail address';
  if (isIP(value.replace(/\/\d{1,3}$/, '')) !== 0) return 'an IP address';
  return PHONES.some((phone) => phone.test(value)) ? 'a phone number' : null;
}

/** A value as a whole, or the strings and the keys of its JSON, which may be cut off at the end. */
function tokensOf(value: string, holds: Holds): { texts: string[]; keys: string[] } {
  if (holds !== 'json' && !/^\s*[{[]/.test(value)) return { texts: [value], keys: [] };
  const [texts, keys]: [string[], string[]] = [[], []];
  for (const { text, isKey } of quotedIn(value)) (isKey ? keys : texts).push(text);
  return { texts: texts.length + keys.length === 0 ? [value] : texts, keys };
}

function holdsEmail(value: string): boolean {
  return (value.match(EMAIL_DOMAIN) ?? []).some((domain) => {
    const labels = domain.split('.');
    return labels.length > 1 && labels.every((label) => label !== '') && /^[a-z]{2,24}$/i.test(labels.at(-1) ?? '');
  });
}

/** What stands in quotes in JSON, and in the maps and tuples of ClickHouse, which are quoted once only. A key has a colon after it. */
function* quotedIn(value: string): Generator<{ readonly text: string; readonly isKey: boolean }> {
  const open = new Set(['"', "'"]);
  for (let at = 0; at < value.length; at++) {
    const quote = value[at] ?? '';
    if (!open.has(quote)) continue;
    const end = endOfQuoted(value, at);
    // What is never closed says so of every quote of its kind from here on.
    if (end === null) open.delete(quote);
    else {
      yield { text: value.slice(at + 1, end), isKey: COLON.test(value.slice(end + 1)) };
      at = end;
    }
  }
}

function endOfQuoted(value: string, start: number): number | null {
  for (let at = start + 1; at < value.length; at++) {
    if (value[at] === value[start]) return at;
    if (value[at] === '\\') at += 1;
  }
  return null;
}
