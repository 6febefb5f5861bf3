import { wallClockOf } from '../../compliance/index.js';
import { HabeasError, isStorable } from '../../platform/index.js';
import { readDistinctIds, type EventSelection } from '../../subject-data/index.js';
import { textField, textsField, wholeField, type QuestionFields } from '../doors/question-fields.js';
import type { Expression } from '../where/expression.js';
import { parseWhere } from '../where/parser.js';

/** As many as one answer gives where a limit is asked for. */
export const MOST_LIMIT = 100_000;
const DAY = 86_400_000;
/** Years that every store can tell. */
const A_DATE = /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/;

/** What clients may ask for to see fewer, and nobody here knows how to: without a word they would be given everything. */
const NOT_SUPPORTED = ['filter_by_cohort', 'behaviors', 'data_group_id', 'bucket'];

/** The days that are asked for, `YYYY-MM-DD`; null: since and until ever. */
export interface Days {
  readonly first: string | null;
  readonly last: string | null;
}

/** What a raw export is asked for, but for its `where`. */
export interface ExportOrder {
  readonly days: Days;
  readonly selection: EventSelection;
  readonly limit: number | null;
  readonly inMilliseconds: boolean;
}

/** The day it is, `YYYY-MM-DD`: in UTC or by the project's calendar, whichever is later. Tools go by either. */
export function todayOf(now: Date, timeZone: string): string {
  const { year, month, day } = wallClockOf(now, timeZone);
  const local = Math.max(now.getTime(), Date.UTC(year, month - 1, day));
  return new Date(local).toISOString().slice(0, 10);
}

/**
 * Both days are whole days in UTC.
 * @param today the day it is, `YYYY-MM-DD`, where it is latest of all that may be meant
 * @throws HabeasError 400 in the words that clients of Mixpanel know
 */
export function readExport(fields: QuestionFields, today: string): ExportOrder {
  // Ids are asked for by a condition here.
  refuse(fields, [...NOT_SUPPORTED, 'distinct_ids', 'distinct_id']);
  const days = { first: requiredDay(fields, 'from_date'), last: requiredDay(fields, 'to_date') };
  assertOrdered(days, today);
  return {
    days,
    selection: { ...spanOf(days), names: namesIn(fields), distinctIds: null },
    limit: limitIn(fields),
    inMilliseconds: isOn(textField(fields, 'time_in_ms')),
  };
}

/**
 * The days of a question about some people's events, which may be left out: then all of them are meant.
 * @throws HabeasError as `readExport`
 */
export function readDays(fields: QuestionFields, today: string): Days & Pick<EventSelection, 'from' | 'until'> {
  refuse(fields, [...NOT_SUPPORTED, 'event', 'limit']);
  const days = { first: dayOf(fields, 'from_date'), last: dayOf(fields, 'to_date') };
  assertOrdered(days, today);
  return { ...days, ...spanOf(days) };
}

/**
 * What the events are asked to be; `selector` is what it was called once. Null: nothing.
 * @throws HabeasError as `parseWhere`
 */
export function whereIn(fields: QuestionFields): Expression | null {
  const where = textField(fields, 'where') ?? textField(fields, 'selector');
  return where === null ? null : parseWhere(where);
}

/**
 * Whose events are asked for.
 * @throws HabeasError `distinct-ids-invalid` (400)
 */
export function idsIn(fields: QuestionFields): readonly string[] {
  return readDistinctIds(textsField(fields, 'distinct_ids') ?? textsField(fields, 'distinct_id'), 'distinct_ids').ids;
}

function namesIn(fields: QuestionFields): readonly string[] | null {
  const names = textsField(fields, 'event');
  if (names === null) return null;
  if (names.length > 0 && names.every(isStorable)) return [...new Set(names)];
  throw bad('parameter-invalid', 'event must be a JSON array of names of events, such as ["Signed up"].');
}

function limitIn(fields: QuestionFields): number | null {
  const limit = wholeField(fields, 'limit');
  if (limit === null || (limit >= 1 && limit <= MOST_LIMIT)) return limit;
  throw bad('limit-invalid', `limit must be from 1 to ${MOST_LIMIT}; without it everything is given.`);
}

function isOn(value: string | null): boolean {
  return value === '1' || value?.toLowerCase() === 'true';
}

function requiredDay(fields: QuestionFields, name: 'from_date' | 'to_date'): string {
  const day = dayOf(fields, name);
  if (day === null) throw bad('date-missing', `${name} is a required parameter: send it as YYYY-MM-DD.`);
  return day;
}

function dayOf(fields: QuestionFields, name: 'from_date' | 'to_date'): string | null {
  const day = textField(fields, name);
  if (day === null || (A_DATE.test(day) && isDay(day))) return day;
  throw bad('date-invalid', `${name} must be a day of the calendar, written as YYYY-MM-DD.`);
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function assertOrdered({ first, last }: Days, today: string): void {
  if (last !== null && last > today) throw bad('date-later-than-today', 'to_date cannot be later than today');
  if (first !== null && last !== null && first > last) {
    throw bad('dates-reversed', 'from_date cannot be later than to_date');
  }
}

/** From the beginning of the first day up to the end of the last. */
function spanOf({ first, last }: Days): Pick<EventSelection, 'from' | 'until'> {
  return {
    from: first === null ? null : new Date(first),
    until: last === null ? null : new Date(new Date(last).getTime() + DAY),
  };
}

function refuse(fields: QuestionFields, names: readonly string[]): void {
  const name = names.find((each) => Object.hasOwn(fields, each));
  if (name !== undefined) throw bad('parameter-unsupported', `${name} is not supported: leave it out.`);
}

function bad(code: string, message: string): HabeasError {
  return new HabeasError('invalid', code, message);
}
