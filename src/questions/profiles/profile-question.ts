import { HabeasError } from '../../platform/index.js';
import { complaintAbout } from '../../subject-data/index.js';
import { MOST_MEMBERS, textField, textsField, wholeField, type QuestionFields } from '../doors/question-fields.js';
import type { Expression } from '../where/expression.js';
import { parseWhere } from '../where/parser.js';

/** Profiles on a page at the most, and where nothing is said. */
export const MOST_ON_PAGE = 1_000;

/** What narrows a question for its asker, and nobody here knows how to: without a word they would be given everybody. */
const NOT_SUPPORTED = ['behaviors', 'data_group_id', 'search'];

/** What is asked of a project's profiles. */
export interface ProfileQuestion {
  readonly where: Expression | null;
  /** As they were named; null: everybody. */
  readonly ids: readonly string[] | null;
  /** The same for each of its pages, and other for any other question. */
  readonly asked: string;
  /** Properties that are shown; null: all. */
  readonly shown: ReadonlySet<string> | null;
  /** From 0. */
  readonly page: number;
  /** What the first page gave, for the others. */
  readonly sessionId: string | null;
  readonly pageSize: number;
  /** How many profiles are given on all pages together; null: all. */
  readonly limit: number | null;
}

/**
 * Reads the parameters of a profile query. `include_all_users`, `sort_key`, `sort_order` and `as_of_timestamp` change nothing here.
 * @throws HabeasError `parameter-not-supported`, `parameter-invalid`, `session-id-missing` (400), and what `parseWhere` does
 */
export function readProfileQuestion(fields: QuestionFields): ProfileQuestion {
  refuseUnsupported(fields);
  const text = textField(fields, 'where') ?? textField(fields, 'selector');
  const ids = readIds(fields);
  const page = wholeField(fields, 'page') ?? 0;
  const sessionId = textField(fields, 'session_id');
  if (page > 0 && sessionId === null) {
    throw new HabeasError('invalid', 'session-id-missing', 'must have session_id when requesting page > 0');
  }
  const shown = textsField(fields, 'output_properties');
  return {
    where: text === null ? null : parseWhere(text),
    ids,
    asked: JSON.stringify([text, ids]),
    shown: shown === null ? null : new Set(shown),
    page,
    sessionId,
    pageSize: Math.min(MOST_ON_PAGE, atLeastOne(fields, 'page_size') ?? MOST_ON_PAGE),
    limit: atLeastOne(fields, 'limit'),
  };
}

function refuseUnsupported(fields: QuestionFields): void {
  const name = Object.keys(fields).find((each) => NOT_SUPPORTED.includes(each) || each.startsWith('filter'));
  if (name === undefined) return;
  const known = NOT_SUPPORTED.find((each) => each === name) ?? (name === 'filter_by_cohort' ? name : 'A filter');
  const message = `${known} is not supported: without it everybody would be given. Ask by where, distinct_id or distinct_ids.`;
  throw new HabeasError('invalid', 'parameter-not-supported', message);
}

function readIds(fields: QuestionFields): readonly string[] | null {
  const lists = ['distinct_id', 'distinct_ids'].map((name) => textsField(fields, name));
  if (lists.every((list) => list === null)) return null;
  const ids = [...new Set(lists.flatMap((list) => list ?? []))];
  const complaint = ids.map(complaintAbout).find((each) => each !== null);
  if (complaint !== undefined) throw invalid(`distinct_ids: an id ${complaint}`);
  if (ids.length > MOST_MEMBERS) throw invalid(`distinct_ids must not have more than ${MOST_MEMBERS} members`);
  return ids.sort();
}

function atLeastOne(fields: QuestionFields, name: string): number | null {
  const number = wholeField(fields, name);
  if (number === 0) throw invalid(`${name} must be a whole number from 1`);
  return number;
}

function invalid(what: string): HabeasError {
  return new HabeasError('invalid', 'parameter-invalid', `${what}.`);
}
