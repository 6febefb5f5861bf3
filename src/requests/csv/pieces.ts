import type { Turns } from '../../platform/index.js';
import { csvInvalid } from './csv-errors.js';

const CHARACTERS = 32 * 1024;
/** A line is parsed in one go. */
const MOST_LINE_CHARACTERS = 256 * 1024;
/** A parser of text in JavaScript needs about so many times as long for a byte as what Turns is about. */
const COST = 8;

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/**
 * The text from `start` on, in pieces between which others have their turn.
 * @throws HabeasError `csv-invalid` (400) for a line that is too long, `stopping` (503)
 */
export async function* piecesOf(
  text: string,
  start: number,
  linesBefore: number,
  turns?: Turns,
): AsyncGenerator<string> {
  let lines = linesBefore;
  let lineStart = start;
  for (let at = start; at < text.length;) {
    const end = endOfPiece(text, at);
    for (let each = at; each < end; each++) {
      const code = text.charCodeAt(each);
      if (code !== LINE_FEED && code !== CARRIAGE_RETURN) continue;
      if (code === LINE_FEED || text.charCodeAt(each + 1) !== LINE_FEED) lines += 1;
      lineStart = each + 1;
    }
    if (end - lineStart > MOST_LINE_CHARACTERS) {
      const about = { limit: MOST_LINE_CHARACTERS };
      throw csvInvalid(lines + 1, 'long-line', `is longer than ${MOST_LINE_CHARACTERS} characters`, about);
    }
    yield text.slice(at, end);
    if (turns?.areOver((end - at) * COST)) await turns.give();
    at = end;
  }
}

/** Never between the halves of a character: each piece is encoded by itself. */
function endOfPiece(text: string, at: number): number {
  const end = Math.min(at + CHARACTERS, text.length);
  const isHalf = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return isHalf && end < text.length ? end + 1 : end;
}
