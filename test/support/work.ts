import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { isLinear } from './linear-pattern.js';

/** What a piece of code did: steps, and the patterns it held against a text, as `/source/flags`. */
export interface Work {
  readonly steps: number;
  readonly patterns: ReadonlySet<string>;
}

type Cost = (self: unknown, result: unknown, given: readonly unknown[]) => number;
type Members = Record<PropertyKey, (...given: never[]) => unknown>;

const size = (value: unknown): number =>
  (value as { length?: number; size?: number } | null)?.length ?? (value as { size?: number } | null)?.size ?? 1;
const ofSelf: Cost = (self) => size(self);
const ofResult: Cost = (_self, result) => size(result);
const ofFirst: Cost = (_self, _result, [first]) => size(first);
const ofBoth: Cost = (self, result) => size(self) + size(result);
const shortened: Cost = (self, result) => 1 + size(self) - size(result);

/** From where the search began to what it found, or to the end of what was searched. */
const found: Cost = (self, result, [, from]) => {
  const [start, at] = [typeof from === 'number' ? from : 0, Number(result)];
  return 1 + (typeof result === 'number' && at >= 0 ? Math.abs(at - start) : size(self) - start);
};

/** Functions in which a loop runs that is not written in JavaScript, and how long it is. */
const NATIVE: readonly (readonly [object, Cost, readonly PropertyKey[]])[] = [
  [Object, ofResult, ['entries', 'keys', 'values']],
  [Object, (_self, result) => Object.getOwnPropertyNames(result).length, ['fromEntries', 'assign']],
  [JSON, ofFirst, ['parse']],
  [JSON, ofResult, ['stringify']],
  [
    Array.prototype,
    ofSelf,
    [Symbol.iterator, 'slice', 'concat', 'join', 'includes', 'indexOf', 'reverse', 'sort', 'flat'],
  ],
  [Array.prototype, ofSelf, ['filter', 'map', 'flatMap', 'forEach', 'some', 'every', 'find', 'findIndex', 'reduce']],
  [Array, ofResult, ['from']],
  [Map.prototype, () => 1, ['set']],
  [Map.prototype, ofSelf, [Symbol.iterator, 'entries', 'keys', 'values']],
  [Set.prototype, () => 1, ['add']],
  [Set.prototype, ofSelf, [Symbol.iterator, 'values']],
  [String.prototype, found, ['indexOf', 'includes']],
  [String.prototype, ofSelf, ['lastIndexOf', 'isWellFormed', 'toLowerCase', 'toUpperCase', 'normalize', 'split']],
  [String.prototype, ofResult, ['slice', 'substring', 'padStart', 'repeat']],
  [String.prototype, ofBoth, ['replaceAll']],
  [String.prototype, shortened, ['trim', 'trimStart', 'trimEnd']],
  [Buffer, ofFirst, ['from', 'byteLength']],
  [Buffer, ofResult, ['concat']],
  [Buffer.prototype, ofResult, ['toString', 'latin1Slice', 'utf8Slice']],
  [Buffer.prototype, found, ['indexOf']],
  [Buffer.prototype, ofSelf, ['lastIndexOf', 'equals', 'copy']],
  [TextDecoder.prototype, ofFirst, ['decode']],
];

/** Scripts whose steps are not the code's own. */
const NOT_ITS_OWN = /test\/support\/work|node_modules\/(?:@?jest|expect|@swc)/;

/** Characters of a text so short that it costs little, whatever the pattern: the path of a request. */
const SHORT = 100;

// Calls of what the optimizing compilers made are not counted, and when they are done depends on the load of the machine.
setFlagsFromString('--no-opt');
setFlagsFromString('--no-maglev');
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

afterAll(async () => {
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  setFlagsFromString('--opt');
});

/** Blocks that ran since it was asked last. */
async function takeBlocks(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  let blocks = 0;
  for (const { url, functions } of result) {
    if (url === '' || NOT_ITS_OWN.test(url)) continue;
    for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
  }
  return blocks;
}

/**
 * Counts what `run` does: how often each block of JavaScript ran, as V8 counts it, and the loops inside the engine. A pattern is as
 * much work as the text it is held against is long, and the square of it where it is not linear. V8 counts the blocks of functions
 * that it compiles after this module began, only the calls of others: import it before what is to be counted.
 */
export async function workOf(run: () => unknown): Promise<Work> {
  const counter = new Counter();
  await takeBlocks();
  counter.patch();
  try {
    await run();
  } finally {
    counter.restore();
  }
  let steps = counter.steps + (await takeBlocks());
  for (const [pattern, { plain, squared }] of counter.patterns)
    steps += squared === plain || (await isLinear(pattern)) ? plain : squared;
  return { steps, patterns: new Set(counter.patterns.keys()) };
}

class Counter {
  steps = 0;
  readonly patterns = new Map<string, { plain: number; squared: number }>();
  private readonly undo: (() => void)[] = [];

  patch(): void {
    const count = (steps: number) => (this.steps += steps);
    for (const [target, cost, names] of NATIVE) {
      for (const name of names) {
        this.replace(target as Members, name, (original) => {
          return function (this: unknown, ...given: never[]) {
            const result: unknown = Reflect.apply(original, this, given);
            count(cost(this, result, given));
            return result;
          };
        });
      }
    }
    const met = this.patterns;
    this.replace(RegExp.prototype as unknown as Members, 'exec', (original) => {
      return function (this: RegExp, ...given: [string]) {
        const pattern = `/${this.source}/${this.flags.replace('y', '')}`;
        const work = met.get(pattern) ?? { plain: 0, squared: 0 };
        met.set(pattern, work);
        const from = this.lastIndex;
        const result = Reflect.apply(original, this, given) as RegExpExecArray | null;
        const { length } = String(given[0]);
        const end = result === null ? (this.sticky ? from : length) : result.index + result[0].length;
        const plain = 1 + Math.max(0, end - from);
        work.plain += plain;
        work.squared += length > SHORT ? length ** 2 : plain;
        return result;
      };
    });
  }

  restore(): void {
    for (const each of this.undo.reverse()) each();
  }

  private replace(target: Members, name: PropertyKey, by: (original: Members[string]) => Members[string]): void {
    const descriptor = Object.getOwnPropertyDescriptor(target, name);
    const original = target[name];
    if (original === undefined) return;
    Object.defineProperty(target, name, { configurable: true, writable: true, value: by(original) });
    this.undo.push(() => {
      if (descriptor) Object.defineProperty(target, name, descriptor);
      else Reflect.deleteProperty(target, name);
    });
  }
}

/** Steps a character, or whatever the size counts, that are too few to tell of anything. */
const FEW = 50;

/** What the process does beside it by the clock only adds steps, so that the least of some measurements is nearest to the truth. */
const ATTEMPTS = 3;
/** Growth that no measurement need confirm. */
const PLAIN = 2.4;

/**
 * How the work grows when the input is doubled twice: about 2 where it is as large as the input, 4 where it is its square. What is
 * done once, whatever the input, does not count.
 * @param met takes the patterns up that were held against a text
 */
export async function growthOf(
  size: number,
  run: (size: number) => unknown,
  met: Set<string> = new Set(),
): Promise<number> {
  await run(size);
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && least > PLAIN; attempt += 1) {
    least = Math.min(least, await growthOnce(size, run, met));
  }
  return least;
}

async function growthOnce(size: number, run: (size: number) => unknown, met: Set<string>): Promise<number> {
  const steps: number[] = [];
  for (const each of [size, 2 * size, 4 * size]) {
    const work = await workOf(() => run(each));
    steps.push(work.steps);
    for (const pattern of work.patterns) met.add(pattern);
  }
  const [first = 0, second = 0, third = 0] = steps;
  return (third - second) / Math.max(FEW * size, second - first);
}
