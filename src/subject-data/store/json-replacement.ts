import { endOfString, endOfValue, skipSpace } from './json-members.js';

/** What stands in place of the value under these names, as JSON text; null where it may stay. Not asked of what is null. */
export type Replacement = (path: readonly string[]) => string | null;

interface Frame {
  readonly isObject: boolean;
  /** Of an object: whether one of its names is at the end of the path. */
  isNamed: boolean;
}

/**
 * JSON text with the values under some names replaced, at every depth of objects and lists; what stays is as it was, to the letter.
 * The text must be valid JSON. `root`: the names under which it stands.
 */
export function replaceMembers(text: string, replacementOf: Replacement, root: readonly string[] = []): string {
  const path = [...root];
  const frames: Frame[] = [];
  let [written, copied, at] = ['', 0, 0];
  while (at < text.length) {
    const frame = frames.at(-1);
    if (text[at] !== '"') {
      follow(text[at], frames, path);
      at += 1;
    } else if (frame?.isObject !== true || frame.isNamed) at = endOfString(text, at);
    else {
      const nameEnd = endOfString(text, at);
      path.push(JSON.parse(text.slice(at, nameEnd)) as string);
      frame.isNamed = true;
      at = skipSpace(text, skipSpace(text, nameEnd) + 1);
      const replacement = text.startsWith('null', at) ? null : replacementOf(path);
      if (replacement === null) continue;
      written += text.slice(copied, at) + replacement;
      at = withoutSpace(text, endOfValue(text, at));
      copied = at;
    }
  }
  return copied === 0 ? text : written + text.slice(copied);
}

/** Brackets open and close objects and lists; a comma ends the member before it. */
function follow(sign: string | undefined, frames: Frame[], path: string[]): void {
  if (sign === '{' || sign === '[') frames.push({ isObject: sign === '{', isNamed: false });
  if (sign !== ',' && sign !== '}' && sign !== ']') return;
  const frame = sign === ',' ? frames.at(-1) : frames.pop();
  if (frame?.isNamed !== true) return;
  frame.isNamed = false;
  path.pop();
}

/** The end of a value, without the white space behind it. */
function withoutSpace(text: string, end: number): number {
  let at = end;
  while (/\s/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}
