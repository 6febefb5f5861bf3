import type { Reading } from './reading.js';
import type { Reporter } from './reporter.js';
import type { BenchClickHouse } from './engines/clickhouse.js';
import type { BenchPostgres } from './engines/postgres.js';
import type { Scale } from './scale.js';

export interface Bench {
  readonly scale: Scale;
  readonly postgres: BenchPostgres;
  /** Started when it is first asked for. */
  clickHouse(): Promise<BenchClickHouse>;
  readonly out: Reporter;
}

/** Figures that share their data and are measured one after the other. */
export interface FigureGroup {
  readonly figures: readonly string[];
  /** @throws where what it measured did not do what it should have done */
  measure(bench: Bench, wanted: ReadonlySet<string>): Promise<void>;
}

const REPETITIONS = 3;

export interface Sides<Habeas, Baseline> {
  habeas(repetition: number): Promise<Habeas>;
  baseline(repetition: number): Promise<Baseline>;
}

export interface Compared<Habeas, Baseline = Habeas> {
  readonly habeas: readonly Habeas[];
  readonly baseline: readonly Baseline[];
}

/** Runs both sides three times unless told otherwise, by turns, so that neither always comes first. */
export async function inTurns<Habeas, Baseline = Habeas>(
  out: Reporter,
  what: string,
  sides: Sides<Habeas, Baseline>,
  times = REPETITIONS,
): Promise<Compared<Habeas, Baseline>> {
  const habeas: Habeas[] = [];
  const baseline: Baseline[] = [];
  for (let repetition = 0; repetition < times; repetition += 1) {
    out.say(`${what}: ${String(repetition + 1)} of ${String(times)}`);
    const order = [
      async () => habeas.push(await sides.habeas(repetition)),
      async () => baseline.push(await sides.baseline(repetition)),
    ];
    if (repetition % 2 === 0) order.reverse();
    for (const side of order) await side();
  }
  return { habeas, baseline };
}

export interface Measured {
  readonly value: number;
  readonly baseline: number;
}

/** Medians of both sides of a comparison; `of` picks the number. */
export function medians<T>(compared: Compared<T>, of: (result: T) => number): Measured {
  return { value: median(compared.habeas.map(of)), baseline: median(compared.baseline.map(of)) };
}

export function readingOf(name: string, unit: string, { value, baseline }: Measured, target: number | null): Reading {
  const ratio = value / baseline;
  return { name, value, unit, baseline, ratio, target, ok: target === null ? null : ratio <= target };
}

/** A figure of several parts: the worst part speaks for all. */
export function worstOf(name: string, parts: readonly Reading[]): Reading {
  const worst = [...parts].sort((one, other) => other.ratio - one.ratio)[0];
  if (worst === undefined) throw new Error(`${name} has no parts.`);
  return { ...worst, name, ok: parts.every(({ ok }) => ok !== false) };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Milliseconds that the work took. */
export async function timed(out: Reporter, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  const spent = performance.now() - start;
  out.measured(spent);
  return spent;
}

/** The median of so many times, in milliseconds. */
export async function medianOf(out: Reporter, times: number, work: () => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) taken.push(await timed(out, work));
  return median(taken);
}

/** @throws where a figure's work left something else than it should have: its time would mean nothing. */
export function expectEqual(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}.`);
}
