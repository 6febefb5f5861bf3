import { nestsDeeper } from './json-depth.js';

/** Says the same, one character after the other. */
function plainDepth(text: string): number {
  let [depth, most, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && '[{'.includes(character)) most = Math.max(most, ++depth);
    else if (!quoted && ']}'.includes(character)) depth--;
  }
  return most;
}

/** Numbers from 0 to below `until`, the same ones for the same seed. */
function dice(seed: number): (until: number) => number {
  let state = seed;
  return (until) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * until);
  };
}

const PIECES = ['"', '\\', '\\\\', '\\"', '[', ']', '{', '}', 'a', 'ü', '\u2028', '😀', '\n', ' ', ',', ':', '\\u005b'];

function textOf(roll: (until: number) => number): string {
  return Array.from({ length: roll(8) }, () => PIECES[roll(PIECES.length)] ?? '').join('');
}

function valueOf(roll: (until: number) => number, level: number): unknown {
  const kind = level === 0 ? roll(2) : roll(5);
  if (kind === 0) return roll(1000);
  if (kind === 1) return textOf(roll);
  const parts = Array.from({ length: roll(4) }, () => valueOf(roll, level - 1));
  return kind === 2 ? parts : Object.fromEntries(parts.map((part, at) => [`${textOf(roll)}${String(at)}`, part]));
}

function expectSame(text: string): void {
  const depth = plainDepth(text);
  const deeper = [nestsDeeper(text, depth), depth > 0 && nestsDeeper(text, depth - 1)];
  expect({ text, deeper }).toEqual({ text, deeper: [false, depth > 0] });
}

describe('how deep a JSON text nests', () => {
  it('is what a reading character by character finds, in JSON of every shape', () => {
    const roll = dice(7);
    for (let round = 0; round < 3000; round++) {
      const value = valueOf(roll, 6);
      expectSame(JSON.stringify(value));
      if (round % 10 === 0) expectSame(JSON.stringify(value, null, 2));
    }
  });

  it('is the same in a text that is no JSON', () => {
    const roll = dice(11);
    for (let round = 0; round < 3000; round++) {
      expectSame(Array.from({ length: 1 + roll(40) }, () => PIECES[roll(PIECES.length)] ?? '').join(''));
    }
  });

  it.each([
    ['"[[["', 0],
    ['["\\"[[", "\\\\", [1]]', 2],
    ['["\\\\\\"[", {"[{": "]"}]', 2],
    ['["never ended [[[', 1],
    ['["', 1],
    ['"\\', 0],
    ['', 0],
  ])('in %j is %i', (text, depth) => {
    expect(plainDepth(text)).toBe(depth);
    expectSame(text);
  });
});
