import { html, type Html } from '../platform/index.js';
import type { PageTexts } from '../page-texts/index.js';
import { provenOf, statementOf } from './completion-words.js';
import type { CompletionRecord, RecordedAnswer } from './record-format.js';

/** A sentence that was signed, in the language of a page; in English, and marked so, where the language has no words for it. */
export function signedIn({ record: { signed, translated } }: PageTexts, sentence: string): string | Html {
  if (translated === null) return sentence;
  const words = Object.hasOwn(signed, sentence) ? signed[sentence] : undefined;
  return words ?? html`<span lang="en">${sentence}</span>`;
}

/** What the record says, as `signedIn` says it. A statement that was drawn up in other words than this version's is not translated. */
export function statementIn(texts: PageTexts, record: CompletionRecord): string | Html {
  const { answer, collections, request, statement } = record;
  if (texts.record.translated === null) return statement;
  if (statement !== statementOf(answer.nature, collections, request.about)) return signedIn(texts, statement);
  const arrived = collections.flatMap(({ title, newRows }) => (newRows ? [[title, newRows] as const] : []));
  const proven = provenOf(answer.nature, request.about).map((sentence) => signedIn(texts, sentence));
  const [first = '', ...others] = arrived.length === 0 ? proven : [...proven, texts.record.newRows(arrived)];
  return others.reduce((said, sentence) => html`${said} ${sentence}`, first);
}

/** Why a request was denied, and where the law allows it. */
export function denialIn(texts: PageTexts, denial: NonNullable<RecordedAnswer['denial']>): Html {
  const { denials } = texts.record;
  const { code, meaning, articles } = denial;
  const words = Object.hasOwn(denials, code) ? denials[code] : (meaning ?? undefined);
  return html`${code}: ${[words, ...articles].filter((each) => each !== undefined).join(' · ')}`;
}

/** Basis or code of an outcome: what somebody has written stands as it was written. */
export function detailIn({ record: { signed } }: PageTexts, detail: string | null): string | null {
  return detail !== null && Object.hasOwn(signed, detail) ? (signed[detail] ?? detail) : detail;
}
