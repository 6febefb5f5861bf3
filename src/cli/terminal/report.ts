import Table from 'cli-table3';
import type { HabeasError } from '../../platform/index.js';

/** What a command found or did: for machines and for people. */
export interface Report {
  readonly json: unknown;
  readonly text: string;
  /** Why the command ends with 1 although it said what it found. */
  readonly refusal?: HabeasError;
}

type Cell = string | number | boolean | Date | null;

/** A table with a head; dates in UTC to the second, null as a dash. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return 'None.';
  const drawn = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    chars: PLAIN,
  });
  for (const row of rows) drawn.push(row.map(cell));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Names and values, one pair a line. */
export function facts(pairs: readonly (readonly [string, Cell])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${cell(value)}`).join('\n');
}

export function cell(value: Cell): string {
  if (value === null) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = value instanceof Date ? moment(value.toISOString()) : String(value);
  return printable(text);
}

/** `2026-03-09 22:28:55` of an ISO time in UTC. */
export function moment(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** Ids are data: what would steer the terminal or turn the line around is shown as an escape. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};
