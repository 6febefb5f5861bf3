/** One member of a JSON object: its name, and its value as it stands in the text. */
export interface JsonMember {
  readonly name: string;
  readonly value: string;
}

/**
 * The members of a JSON object's text, in their order. Values stay text: no number is rounded, no name is lost.
 * Null where the text is not an object. The text must be valid JSON.
 */
export function jsonMembers(text: string): JsonMember[] | null {
  let at = skipSpace(text, 0);
  if (text[at] !== '{') return null;
  const members: JsonMember[] = [];
  at = skipSpace(text, at + 1);
  while (at < text.length && text[at] !== '}') {
    const nameEnd = endOfString(text, at);
    const valueStart = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const valueEnd = endOfValue(text, valueStart);
    members.push({
      name: JSON.parse(text.slice(at, nameEnd)) as string,
      value: text.slice(valueStart, valueEnd).trimEnd(),
    });
    at = text[valueEnd] === ',' ? skipSpace(text, valueEnd + 1) : valueEnd;
  }
  return members;
}

/** Position behind the value: the comma or brace that ends it. */
export function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at) - 1;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (depth === 0 && (sign === ',' || sign === '}')) return at;
    else if (sign === '}' || sign === ']') depth -= 1;
  }
  return text.length;
}

/** Position behind the closing quote of the string that opens at `start`. */
export function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

export function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}
