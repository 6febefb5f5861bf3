import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type as system } from 'node:os';
import type { Reading } from './reading.js';
import { round } from './reporter.js';
import type { Scale } from './scale.js';

/** Writes the table between the marks of its scale in the file, or as the file where it has none. */
export function writeMarkdown(file: string, readings: readonly Reading[], scale: Scale, seconds: number): void {
  const [begin, end] = ['begin', 'end'].map((mark) => `<!-- bench ${scale.name}: ${mark} -->`) as [string, string];
  const text = `${begin}\n\n${tableOf(readings, scale, seconds)}\n\n${end}`;
  const found = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [from, until] = [found.indexOf(begin), found.indexOf(end)];
  const whole = from >= 0 && until > from ? found.slice(0, from) + text + found.slice(until + end.length) : `${text}\n`;
  writeFileSync(file, whole);
}

function tableOf(readings: readonly Reading[], scale: Scale, seconds: number): string {
  const header = ['figure', 'Habeas', 'baseline', 'ratio', 'target', ''];
  const rows = readings.map(({ name, value, unit, baseline, ratio, target, ok }) => [
    `\`${name}\``,
    `${String(round(value))} ${unit}`,
    `${String(round(baseline))} ${unit}`,
    String(round(ratio)),
    target === null ? '' : `≤ ${String(round(target))}`,
    ok === null ? '' : ok ? 'held' : '**missed**',
  ]);
  const widths = header.map((title, at) =>
    Math.max(...[title, ...rows.map((row) => row[at] ?? '')].map((cell) => cell.length), 3),
  );
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [machineOf(scale, seconds), '', line(header), rule, ...rows.map(line)].join('\n');
}

function machineOf(scale: Scale, seconds: number): string {
  const memory = Math.round(totalmem() / 1024 ** 3);
  const day = new Date().toISOString().slice(0, 10);
  const run = scale.name === 'full' ? '`npm run bench`' : `\`npm run bench -- --${scale.name}\``;
  return `${run} of ${day}: ${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${String(memory)} GB, ${system()} ${release()}, Node ${process.version}; ${String(Math.round(seconds))} s of measuring.`;
}
