export const REGIMES = ['GDPR', 'CCPA'] as const;
/** The law a request is made under: Reg. (EU) 2016/679, or Cal. Civ. Code §1798.100 ff. */
export type Regime = (typeof REGIMES)[number];

export const DISCLOSURES = ['Data', 'Categories', 'Sources'] as const;
/** What is disclosed or erased: the records (§1798.110(a)(5)), their headers ((a)(1)), how they were collected ((a)(2)). */
export type Disclosure = (typeof DISCLOSURES)[number];

export const REQUEST_KINDS = ['export', 'deletion'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** The most subjects one request may name, counted after duplicates are merged. */
export type SubjectLimits = Readonly<Record<RequestKind, number>>;

/** What no setting raises; of a deletion, what it may be raised to. */
export const MOST_SUBJECTS = 2000;

/** Where nobody has set it otherwise. */
export const SUBJECT_LIMIT: SubjectLimits = { export: MOST_SUBJECTS, deletion: 500 };

/** The regime a word means, in any letter case; null when it means none. */
export function regimeOf(word: string): Regime | null {
  return REGIMES.find((regime) => regime === word.toUpperCase()) ?? null;
}

/** The disclosure a word means, in any letter case; null when it means none. */
export function disclosureOf(word: string): Disclosure | null {
  return DISCLOSURES.find((disclosure) => disclosure.toUpperCase() === word.toUpperCase()) ?? null;
}

/** Disclosures other than Data exist under CCPA only. */
export function disclosureExists(regime: Regime, disclosure: Disclosure): boolean {
  return disclosure === 'Data' || regime === 'CCPA';
}
