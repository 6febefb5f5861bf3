import { DENIALS, type DenialCode, type Disclosure, type Regime, type RequestKind } from '../compliance/index.js';
import type { CompletionRecord, Nature, Part, RecordedAnswer } from './record-format.js';
import { newDataIn } from '../request-model/index.js';

const DISCLOSED = {
  Data: 'data-disclosed',
  Categories: 'categories-disclosed',
  Sources: 'sources-disclosed',
} as const satisfies Record<Disclosure, Nature>;
const ERASED = {
  Data: 'data-erased',
  Categories: 'categories-erased',
  Sources: 'sources-erased',
} as const satisfies Record<Disclosure, Nature>;

export interface Ending {
  readonly kind: RequestKind;
  readonly disclosure: Disclosure;
  readonly status: RecordedAnswer['status'];
  readonly outcomes: readonly { readonly outcome: string; readonly subjects: number }[];
}

/** What sort of answer a finished request got. */
export function natureOf({ kind, disclosure, status, outcomes }: Ending): Nature {
  if (status === 'DENIED') return 'denied';
  if (status === 'REVOKED') return 'revoked';
  if (status === 'FAILURE') return 'failed';
  if (outcomes.every(({ outcome }) => outcome === 'not_found')) return 'nothing-held';
  const ended = (...words: string[]): boolean => outcomes.some(({ outcome }) => words.includes(outcome));
  if (kind === 'export') return ended('exported') ? DISCLOSED[disclosure] : 'nothing-disclosed';
  return ended('erased', 'anonymized') ? ERASED[disclosure] : 'nothing-erased';
}

/** What the record says, never more than was proven (design, section 7), and what has arrived since. */
export function statementOf(
  nature: Nature,
  collections: CompletionRecord['collections'] = [],
  about: Part | null = null,
): string {
  const newData = newDataIn(collections.map(({ title, newRows }) => ({ title, newRows: newRows ?? 0 })));
  return [...provenOf(nature, about), ...(newData === null ? [] : [newData])].join(' ');
}

/** The sentences of a statement, but for what has arrived since. */
export function provenOf(nature: Nature, about: Part | null = null): string[] {
  if (about === null) return [provenOfAll(nature)];
  return [ABOUT[about], PROVEN_OF_PART[nature] ?? provenOfAll(nature)];
}

const ABOUT: Readonly<Record<Part, string>> = {
  collections: 'The deletion was about the collections that are named, and about no other.',
  'set-aside':
    'The deletion was about what was set aside when the project was emptied, and about nothing that came since.',
};
const PROVEN_OF_PART: Partial<Record<Nature, string>> = {
  'nothing-held': 'No row that it was about was found up to the watermark.',
  'data-erased':
    'No row that it was about remained at the watermark, save what is named as kept, held, anonymized or ambiguous.',
  'categories-erased':
    'No record that it was about carried such a header any more at the watermark, save what is named as kept, held or ambiguous.',
  'sources-erased':
    'No record that it was about carried such a header any more at the watermark, save what is named as kept, held or ambiguous.',
};

function provenOfAll(nature: Nature): string {
  if (nature === 'denied' || nature === 'revoked') return 'Nothing was disclosed and nothing erased.';
  if (nature === 'failed') {
    return 'How far it came stands under each collection; nothing is said of what was not read back.';
  }
  if (nature === 'nothing-held') return 'No row was found in any registered collection up to the watermark.';
  if (nature === 'nothing-disclosed' || nature === 'nothing-erased') {
    return 'Why stands under each outcome, up to the watermark.';
  }
  if (nature === 'data-erased') {
    return 'No row of the subjects remained in any registered collection at the watermark, save what is named as kept, held, anonymized or ambiguous.';
  }
  if (nature === 'categories-erased' || nature === 'sources-erased') {
    return 'No record of the subjects carried such a header any more at the watermark, save what is named as kept, held or ambiguous.';
  }
  return 'The file was read back after it was written, and held every row that was counted up to the watermark, save values that are named as not copied.';
}

const ALWAYS = [
  'It does not say that the person is who they said: Habeas records how the company verified that, and does not do it.',
  'It does not speak of systems and tables that are not on the data map.',
];
const OF_ERASURE = [
  'Bytes of erased rows can stand in data files until the time of scrubbing; where that is null, it has not happened or is not known.',
  'Backups and replicas that Habeas does not reach hold what they hold until they expire themselves.',
  'That the named recipients were notified is for the company to record.',
];
const OF_DISCLOSURE = ['That the person has the answer is not proven by a download or a followed link.'];

/** What a reader could take the record to say, and it does not. */
export function notPromisedBy({ kind, status }: Pick<Ending, 'kind' | 'status'>): string[] {
  const answered = status === 'SUCCESS' || status === 'FAILURE';
  if (!answered) return ALWAYS;
  return [...ALWAYS, ...(kind === 'deletion' ? OF_ERASURE : OF_DISCLOSURE)];
}

/** A denial in the law's words; a code this version does not know stands for itself. */
export function denialOf(code: string | null, regime: Regime): CompletionRecord['answer']['denial'] {
  if (code === null) return null;
  const known = code in DENIALS ? DENIALS[code as DenialCode] : null;
  return { code, meaning: known?.meaning ?? null, articles: known?.articles[regime] ?? [] };
}
