import type { Reading } from './reading.js';

const ESCAPE = String.fromCharCode(27);

/** Readings go to the standard output, what a person wants to know meanwhile to the standard error. */
export class Reporter {
  readonly readings: Reading[] = [];
  private measuring = 0;
  private readonly start = performance.now();

  constructor(private readonly json: boolean) {}

  /** Milliseconds spent in what is measured, loading and installing left out. */
  get measuredMilliseconds(): number {
    return this.measuring;
  }

  measured(milliseconds: number): void {
    this.measuring += milliseconds;
  }

  say(line: string): void {
    const seconds = ((performance.now() - this.start) / 1000).toFixed(0).padStart(5);
    process.stderr.write(`${seconds} s  ${line}\n`);
  }

  tell(reading: Reading): void {
    this.readings.push(reading);
    const rounded = {
      ...reading,
      value: round(reading.value),
      baseline: round(reading.baseline),
      ratio: round(reading.ratio),
    };
    process.stdout.write(`${this.json ? JSON.stringify(rounded) : lineOf(rounded)}\n`);
  }
}

/** Three digits that count, however large or small the number is. */
export function round(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

function lineOf({ name, value, unit, baseline, ratio, target, ok }: Reading): string {
  const mark = ok === null ? '·' : ok ? '✓' : '✗';
  const coloured = process.stdout.isTTY && ok === false ? `${ESCAPE}[31m${mark}${ESCAPE}[0m` : mark;
  const numbers = `${String(value)} ${unit}`.padEnd(16) + `${String(baseline)} ${unit}`.padEnd(16);
  const bound = target === null ? 'told beside' : `at most ${String(round(target))}`;
  return `${coloured} ${name.padEnd(24)}${numbers}× ${String(ratio).padEnd(8)}${bound}`;
}
