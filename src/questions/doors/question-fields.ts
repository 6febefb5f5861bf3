import { parse } from 'node:querystring';
import { HabeasError, parseJson } from '../../platform/index.js';

/** What a call says by the names of its parameters: texts as they stand in a query or a form, or what a JSON body holds. */
export type QuestionFields = Readonly<Record<string, unknown>>;

/** Fields of a form that are looked at; clients send a dozen. */
const MOST_FIELDS = 100;
/** Of a list such as `distinct_ids`. */
export const MOST_MEMBERS = 2_000;

/**
 * The parameters of a question, whatever its method and its Content-Type say: those of its body, which is JSON or a form by its
 * bytes, and those of its query where the body has none of that name. What is empty is not there.
 * @throws HabeasError `body-malformed`, `malformed-json`, `json-too-deep` (400)
 */
export function fieldsOf(body: string, query: QuestionFields): QuestionFields {
  return { ...present(query), ...present(bodyFields(body.trim())) };
}

function bodyFields(body: string): QuestionFields {
  if (body === '') return {};
  if (body.startsWith('{')) return parseJson(body) as QuestionFields;
  const isForm = /^[^\s=&{}[\]"']{1,100}=/.test(body);
  if (isForm) return parse(body, '&', '=', { maxKeys: MOST_FIELDS });
  throw new HabeasError('invalid', 'body-malformed', 'The body is neither a JSON object nor a form.');
}

function present(fields: QuestionFields): QuestionFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
}

/**
 * A text; null where there is none.
 * @throws HabeasError `parameter-invalid` (400)
 */
export function textField(fields: QuestionFields, name: string): string | null {
  const value = firstOf(fields, name);
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalid(name, 'must be a text');
}

/**
 * A whole number from 0; null where there is none.
 * @throws HabeasError `parameter-invalid` (400)
 */
export function wholeField(fields: QuestionFields, name: string): number | null {
  const value = firstOf(fields, name);
  if (value === undefined) return null;
  const isWhole =
    typeof value === 'number'
      ? Number.isSafeInteger(value) && value >= 0
      : typeof value === 'string' && /^\d{1,9}$/.test(value);
  if (isWhole) return Number(value);
  throw invalid(name, 'must be a whole number from 0');
}

/**
 * Texts, as a JSON array or one text alone; null where there are none. Numbers in it are read as texts.
 * @throws HabeasError `parameter-invalid` (400)
 */
export function textsField(fields: QuestionFields, name: string): readonly string[] | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined) return null;
  const members = membersOf(value, name);
  if (members.length > MOST_MEMBERS) throw invalid(name, `must not have more than ${MOST_MEMBERS} members`);
  return members.map((member, at) => {
    if (typeof member === 'string') return member;
    if (typeof member === 'number') return String(member);
    throw invalid(name, `must be a JSON array of texts, and member ${at + 1} is none`);
  });
}

function membersOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('[')) return [value];
  try {
    return parseJson(value) as readonly unknown[];
  } catch {
    throw invalid(name, 'must be a JSON array of texts, such as ["a", "b"]');
  }
}

/** Of several of a name in a query or a form. */
function firstOf(fields: QuestionFields, name: string): unknown {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

function invalid(name: string, what: string): HabeasError {
  return new HabeasError('invalid', 'parameter-invalid', `${name} ${what}.`);
}
