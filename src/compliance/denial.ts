import type { Regime } from './regime.js';

/** Why a whole request may be refused; what is kept or held of a single subject is an outcome and no denial. */
export const DENIAL_CODES = ['not-verified', 'no-such-person', 'excessive', 'exempt', 'outside-jurisdiction'] as const;
export type DenialCode = (typeof DENIAL_CODES)[number];

export interface Denial {
  /** What it says to the person, in one sentence. */
  readonly meaning: string;
  /** Where the law allows it. */
  readonly articles: Readonly<Record<Regime, readonly string[]>>;
}

export const DENIALS: Readonly<Record<DenialCode, Denial>> = {
  'not-verified': {
    meaning: 'It could not be verified that the request comes from the person, or from an agent who may act for them.',
    articles: {
      GDPR: ['Art. 12(2)', 'Art. 12(6)'],
      CCPA: ['§1798.140(ak)', '11 CCR §7022(a)', '11 CCR §7024(a)', '11 CCR §§7060–7063'],
    },
  },
  'no-such-person': {
    meaning: 'The person cannot be identified in what is held, and nothing further was given by which they could be.',
    articles: { GDPR: ['Art. 11(2)', 'Art. 12(2)'], CCPA: ['§1798.145(j)', '11 CCR §7062'] },
  },
  excessive: {
    meaning: 'The request is manifestly unfounded or excessive, in particular because it is repeated.',
    articles: { GDPR: ['Art. 12(5)(b)'], CCPA: ['§1798.145(h)(3)', '§1798.130(b)'] },
  },
  exempt: {
    meaning: 'The law exempts what is held about the person from this right, in whole.',
    articles: {
      GDPR: ['Art. 17(3)', 'Art. 15(4)', 'Art. 23'],
      CCPA: ['§1798.105(d)', '§1798.145', '11 CCR §7022(f)'],
    },
  },
  'outside-jurisdiction': {
    meaning: 'The law under which the request was made does not reach this person or this company.',
    articles: { GDPR: ['Art. 3'], CCPA: ['§1798.140(d)', '§1798.140(i)', '§1798.145(a)'] },
  },
};
