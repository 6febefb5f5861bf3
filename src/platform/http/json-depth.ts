const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [ZERO, NINE] = [0x30, 0x39];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Whether arrays and objects of a JSON text nest deeper than `most` levels; of a text that is no JSON it may say either.
 * @param onNumber told on the same way where the first digit of each number stands; it says where the number ends
 */
export function nestsDeeper(text: string, most: number, onNumber?: (at: number) => number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      depth += 1;
      if (depth > most) return true;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth -= 1;
    else if (code >= ZERO && code <= NINE && onNumber !== undefined) at = onNumber(at) - 1;
  }
  return false;
}

/** Where the string that begins at `from` has its closing quote; one that has none ends with the text. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = at;
    while (escapes > from && text.charCodeAt(escapes - 1) === BACKSLASH) escapes--;
    if ((at - escapes) % 2 === 0) return at;
  }
  return text.length;
}
