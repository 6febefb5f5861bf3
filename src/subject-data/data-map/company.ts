/** What only the company can say to those who ask, in its own words; null where it has not said it. */
export interface Company {
  /** How to reach it: an e-mail address, a URL. */
  readonly contact: string | null;
  /** Automated decisions and profiling, their logic and consequences (GDPR Art. 15(1)(h)). */
  readonly automatedDecisions: string | null;
  /** Transfers to third countries and the safeguards for them (GDPR Art. 15(2), Art. 46). */
  readonly transfers: string | null;
  /** Whether data is sold or shared for cross-context advertising (Cal. Civ. Code §1798.115). */
  readonly saleOrSharing: string | null;
  /** The supervisory authority to complain to (GDPR Art. 15(1)(f)). */
  readonly supervisoryAuthority: string | null;
}

export const SILENT_COMPANY: Company = {
  contact: null,
  automatedDecisions: null,
  transfers: null,
  saleOrSharing: null,
  supervisoryAuthority: null,
};
