import type { Kept } from '../kept.js';
import { words } from './words.js';

const { count, number } = words;

/** The page of an export: what a company holds about whoever reads it. */
export const answer = {
  title: (controller: string) => `What ${controller} holds about you`,
  under: {
    GDPR: 'Answer to a request under the General Data Protection Regulation',
    CCPA: 'Answer to a request under the California Consumer Privacy Act',
  },
  contents: 'On this page',
  headings: {
    Data: 'Your data, by kind',
    Categories: 'The categories of your data',
    Sources: 'Where your data comes from',
  },
  handling: 'How it is handled',
  rights: 'What you may do',
  right: 'What',
  law: 'Law',

  nothing: 'No record about you was found in the period this answer covers.',
  /** `oldest`: its day; null where no record has a time. */
  held: (rows: number, collections: number, oldest: string | null) =>
    `${count(rows, 'record', 'records')} about you in ${count(collections, 'collection', 'collections')}${
      oldest === null ? '' : `, the oldest from ${oldest}`
    }.`,
  notTheRecords: {
    Categories: 'As you asked, this answer names categories, not the records.',
    Sources: 'As you asked, this answer names sources, not the records.',
  },

  facts: {
    subjectId: 'You are known as',
    receivedAt: 'Request received',
    preparedAt: 'Answer prepared',
    window: 'Period covered',
    reference: 'Reference',
    contact: 'Questions to',
  },
  everything: 'Everything held',
  upTo: (day: string) => `Everything up to ${day}`,

  nothingFound: 'nothing found',
  /** After their number. */
  records: (rows: number): string => (rows === 1 ? 'record' : 'records'),
  byMonth: (title: string) => `${title} by month`,
  busiest: (month: string, rows: number) => `most in ${month} (${number(rows)})`,

  terms: {
    categories: 'What it is',
    purpose: 'Used for',
    sourceCategory: 'Comes from',
    recipients: 'Given to',
    retention: 'Kept for',
    keptByLaw: 'Kept even if erasure is asked for',
    transfers: 'Transferred',
    automatedDecisions: 'Decided by machines',
  },
  notStated: 'The company has not stated this; ask it.',
  noCategory: 'Not stated',
  nobodyElse: 'Nobody else',
  keptUntil: (basis: string, until: string) => `${basis}, until ${until}`,
  presumed: (text: string) => `${text} (as the software that keeps it presumes; the company has not stated it)`,

  kept: (kept: Kept): string => {
    switch (kept.kind) {
      case 'events':
        return `${length(kept.months)} from the date of each, or until erased`;
      case 'recordings':
        return `As many days as were set when it arrived, at present ${number(kept.days)}, or until erased`;
      case 'profiles':
        return [
          'Until erased',
          ...(kept.unseenDays === null ? [] : [`until not seen for ${count(kept.unseenDays, 'day', 'days')}`]),
          kept.goAllAt === null ? 'until the project ends' : `until ${words.day(kept.goAllAt)}`,
        ].join(', or ');
    }
  },

  withheld: (names: readonly string[], law: string | null) =>
    `Held, but not disclosed${law === null ? '' : ` (${law})`}: ${names.join(', ')}.`,
  tooLarge: (column: string, values: number, size: string) =>
    `Held, but too large for this copy: ${count(values, 'value', 'values')} of ${column} (${size}). The company can give it to you in another way; ask it.`,
  leftOut: (rows: number) =>
    `Left out: ${count(rows, 'record', 'records')} from a device that more than one person used, which may be somebody else's.`,
  sharedDevice:
    'A device that more than one person used is linked to you; what was recorded under it alone is not shown.',

  company: {
    automatedDecisions: 'Automated decisions and profiling',
    transferSafeguards: 'Transfers to other countries and their safeguards',
    saleOrSharing: 'Sale and sharing of your data',
  },
  aboutHandling: 'What',
  saidHandling: 'What the company says',

  newest: {
    all: 'What is held',
    some: (shown: number, rows: number) => `${number(shown)} of ${number(rows)}`,
    newest: (shown: number, rows: number) => `The newest ${number(shown)} of ${number(rows)}`,
    when: 'When',
    what: 'What was recorded',
    more: (members: number) => `and ${number(members)} more`,
    tooLong: 'too long to be shown here',
    empty: 'nothing is filled in',
  },
  cells: {
    withheld: '(held, not disclosed)',
    tooLarge: (bytes: number) => `(too large to be copied: ${bytes} bytes)`,
  },
  sheet: {
    time: 'time (UTC)',
    more: 'more',
    tooLong: '(too long for a table)',
  },
  files: {
    /** Each stands before the link to the file. */
    Categories: 'Each kind of detail that is held, with its category, is named in',
    Sources: 'What tells where it was collected from stands in',
    Data: 'Every record is in',
    sheet: '; as a table for a spreadsheet in',
    cut: (most: number) => `; as a table for a spreadsheet, ${number(most)} at the most in`,
    cutToNewest: (most: number) => `; as a table for a spreadsheet, the newest ${number(most)} at the most in`,
  },
  footer:
    'The same information is in about.json for programs to read. This page was made to be opened without a network: it loads nothing and sends nothing. Times are in UTC.',
};

function length(months: number): string {
  return months % 12 === 0 ? count(months / 12, 'year', 'years') : count(months, 'month', 'months');
}
