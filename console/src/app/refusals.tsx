import { useMemo, type ReactNode } from 'react';
import { useIntl, type IntlShape } from 'react-intl';
import { asProblem, type Problem } from '../api/problem';

type Values = Readonly<Record<string, string | number>>;

/** What the API complains of in one field. */
interface Complaint {
  readonly path: string;
  readonly message: string;
  readonly code?: string;
  readonly limit?: number;
}

export interface Refusals {
  /** What a refusal says to the reader. */
  readonly said: (error: unknown) => ReactNode;
  /** What is said of single fields, by the first name of their path: `holidays.3` is said of `holidays`. */
  readonly ofFields: (error: unknown) => Readonly<Record<string, ReactNode>>;
  /** The same by the whole path. */
  readonly ofPaths: (error: unknown) => Readonly<Record<string, ReactNode>>;
  /**
   * What is said of one field, to be shown beside it; undefined where nothing is.
   * @param codes of refusals that are about this field as a whole
   */
  readonly ofField: (error: unknown, field: string, codes?: readonly string[]) => ReactNode;
}

/**
 * Refusals whose sentence tells particulars that no code does. It is told beside what to do where the API names no fault, or one that
 * there is no text for.
 */
const PARTICULAR: ReadonlySet<string> = new Set([
  ...['csv-invalid', 'csv-not-utf8', 'csv-other-format', 'distinct-ids-invalid', 'multipart-invalid'],
  ...['class-unfit', 'invalid-body', 'setting-unfit', 'store-refused'],
]);

/** Refusals of the API in the reader's language, by their codes; where there is no text, in the API's own sentence, which is English. */
export function useRefusals(): Refusals {
  const intl = useIntl();
  return useMemo(() => {
    const words = (complaint: Complaint) => wordsOf(intl, complaint);
    const said = (error: unknown) => saidOf(intl, asProblem(error));
    return {
      said,
      ofFields: (error) => collected(error, words, ({ path }) => path.split('.')[0] ?? ''),
      ofPaths: (error) => collected(error, words, ({ path }) => path),
      ofField: (error, field, codes = []) => {
        if (codes.includes(asProblem(error).code)) return said(error);
        const complaint = complaintsOf(error).find(({ path }) => path === field);
        return complaint === undefined ? undefined : words(complaint);
      },
    };
  }, [intl]);
}

function saidOf(intl: IntlShape, problem: Problem): ReactNode {
  const { code, message, details } = problem;
  const values = valuesOf(intl, problem);
  // One code may stand for several faults, of which each has a sentence.
  const { fault } = details;
  const ofFault = typeof fault === 'string' ? textOf(intl, `refusals.${code}.${fault}`, values) : null;
  if (ofFault !== null) return ofFault;
  const text = textOf(intl, `refusals.${code}`, values);
  if (text === null) return inEnglish(message);
  if (!PARTICULAR.has(code)) return text;
  if (intl.locale === 'en') return message;
  return (
    <>
      {text} {inEnglish(message)}
    </>
  );
}

function wordsOf(intl: IntlShape, { code, message, limit }: Complaint): ReactNode {
  const values: Values = limit === undefined ? {} : { limit };
  const text = code === undefined ? null : textOf(intl, `refusals.field.${code}`, values);
  return text ?? inEnglish(message);
}

/** A text with what it asks for; null where there is none, or where the server does not say what it asks for. */
function textOf(intl: IntlShape, id: string, values: Values): string | null {
  const text = intl.messages[id];
  if (text === undefined) return null;
  try {
    return String(intl.formatters.getMessageFormat(text, intl.locale).format(values));
  } catch {
    return null;
  }
}

/** To be read aloud as what it is (WCAG 3.1.2). */
function inEnglish(sentence: string): ReactNode {
  return <span lang="en">{sentence}</span>;
}

/** What a refusal tells beside its sentence, as texts ask for it. */
function valuesOf(intl: IntlShape, { details }: Problem): Values {
  const { retryAfter, organizations } = details;
  const told = Object.entries(details).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return {
    ...(Object.fromEntries(told) as Values),
    ...(Array.isArray(organizations)
      ? { organizations: intl.formatList((organizations as { name: string }[]).map(({ name }) => name)) }
      : {}),
    ...(typeof retryAfter === 'number' ? { minutes: Math.max(1, Math.ceil(retryAfter / 60)) } : {}),
  };
}

function collected(
  error: unknown,
  words: (complaint: Complaint) => ReactNode,
  nameOf: (complaint: Complaint) => string,
): Readonly<Record<string, ReactNode>> {
  const entries = complaintsOf(error).map((complaint) => [nameOf(complaint), words(complaint)] as const);
  // Of several the first is told.
  return Object.fromEntries(entries.reverse());
}

function complaintsOf(error: unknown): readonly Complaint[] {
  const { errors } = asProblem(error).details;
  if (!Array.isArray(errors)) return [];
  return (errors as Partial<Complaint>[]).filter(
    (each): each is Complaint => typeof each.path === 'string' && typeof each.message === 'string',
  );
}
