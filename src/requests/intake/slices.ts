import type { Turns } from '../../platform/index.js';

const BYTES = 32 * 1024;
/** A parser of text in JavaScript needs about so many times as long for a byte as what Turns is about. */
const COST = 8;

/** The bytes in slices, between which others have their turn. */
export async function* slicesOf(bytes: Buffer, turns: Turns): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += BYTES) {
    const slice = bytes.subarray(at, at + BYTES);
    yield slice;
    if (turns.areOver(slice.length * COST)) await turns.give();
  }
}
