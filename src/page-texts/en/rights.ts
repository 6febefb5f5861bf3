/** A right, and the article or section that gives it. */
export interface Right {
  readonly right: string;
  readonly law: string;
}

const GDPR: readonly Right[] = [
  { right: 'Have wrong data corrected and incomplete data completed', law: 'GDPR Art. 16' },
  { right: 'Have your data erased', law: 'GDPR Art. 17' },
  { right: 'Have the use of your data restricted', law: 'GDPR Art. 18' },
  {
    right: 'Receive the data you provided in a machine-readable format, where it is used by consent or contract',
    law: 'GDPR Art. 20',
  },
  { right: 'Object to the use of your data', law: 'GDPR Art. 21' },
  { right: 'Withdraw a consent you gave, at any time', law: 'GDPR Art. 7(3)' },
];

const CCPA: readonly Right[] = [
  { right: 'Know what is collected, from where, why, and to whom it is disclosed', law: 'Cal. Civ. Code §1798.110' },
  { right: 'Have your data deleted', law: 'Cal. Civ. Code §1798.105' },
  { right: 'Have inaccurate data corrected', law: 'Cal. Civ. Code §1798.106' },
  { right: 'Opt out of the sale and sharing of your data', law: 'Cal. Civ. Code §1798.120' },
  { right: 'Limit the use of sensitive personal information', law: 'Cal. Civ. Code §1798.121' },
  { right: 'Not be treated worse for using these rights', law: 'Cal. Civ. Code §1798.125' },
  { right: 'Complain to the California Privacy Protection Agency', law: 'Cal. Civ. Code §1798.199.45' },
];

export const rights = {
  GDPR,
  CCPA,
  /** `authority`: the one the company names; null where it names none. */
  complaint: (authority: string | null): Right => ({
    right: `Complain to ${authority ?? 'the supervisory authority where you live, work, or think your rights were infringed'}`,
    law: 'GDPR Art. 77',
  }),
};
