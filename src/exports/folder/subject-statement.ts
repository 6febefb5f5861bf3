import type { Language, Moment } from '../../platform/index.js';
import type { ReadableRecord } from './readable-record.js';
import type { Kept } from '../../page-texts/index.js';
import type { PresumedWord } from '../../subject-data/index.js';

/** What one person is told about one collection, as the data map says it. */
export interface CollectionDescription {
  readonly name: string;
  /** For people: "Orders", "Session replays". */
  readonly title: string;
  readonly purpose: string;
  /** Recipients or categories of recipients; empty where the company says that there are none, null where it has not said. */
  readonly recipients: readonly string[] | null;
  /** Which of purpose, source and retention the company has not stated, so that they are what Habeas presumes. */
  readonly presumed: readonly PresumedWord[];
  /** For people: "13 months after collection", or the criteria that decide it. */
  readonly retention: string;
  /** What Habeas itself does after which time; it stands in place of `retention`. */
  readonly kept?: Kept;
  /** The same as a period from the day that a column of each record bears, ISO 8601; left out where nobody has said it so. */
  readonly period?: { readonly after: string; readonly from: string };
  /** What keeps records from being erased, and until when (GDPR Art. 17(3)); left out where nothing does. */
  readonly keptByLaw?: { readonly basis: string; readonly until: string | null };
  /** Category of source: "you, while using the app". */
  readonly sourceCategory: string;
  /** Categories of personal data in it. */
  readonly categories: readonly string[];
  /** Transfers of it to third countries and their safeguards (GDPR Art. 15(2)); null = what the company says of all its data. */
  readonly transfers: string | null;
  /** Automated decisions taken on it (GDPR Art. 15(1)(h)); null the same. */
  readonly automatedDecisions: string | null;
}

export interface MonthCount {
  /** `YYYY-MM`, UTC; years beyond four digits as in a moment. */
  readonly month: string;
  readonly rows: number;
}

/** A recording of a session, as the page lists it. */
export interface ListedRecording {
  readonly startedAt: Moment | null;
  readonly endedAt: Moment | null;
  /** Of the pages that were seen, in their order; of very many, some. */
  readonly addresses: readonly string[];
  readonly devices: readonly string[];
  /** Whether pieces of it are not among those of the person. */
  readonly isPartly: boolean;
  /** Whether any of it can be played. */
  readonly isPlayed: boolean;
  /** The files that play it, part by part; none where its events are not disclosed. */
  readonly pages: readonly string[];
}

/** What was found of the person in one collection. */
export interface CollectionFinding extends CollectionDescription {
  readonly rows: number;
  /** Null where nothing was found or the collection knows no time. */
  readonly firstAt: Moment | null;
  readonly lastAt: Moment | null;
  /** Only months with rows, in any order; empty where the collection knows no time. */
  readonly months: readonly MonthCount[];
  /** The file beside the page that holds the rows, or what the disclosure says of them; null where there is none. */
  readonly file: string | null;
  /** The rows as CSV; null where no row is disclosed. */
  readonly sheet: string | null;
  /** The CSV holds the newest rows and not all. */
  readonly isSheetCut: boolean;
  /** Some of the newest rows, the newest first. */
  readonly newest: readonly ReadableRecord[];
  /** Of a collection that holds recordings, in the order of their times; left out of others, and where no row is disclosed. */
  readonly recordings?: readonly ListedRecording[];
  /** Values that were too large to be copied: how many, and their bytes. */
  readonly notCopied: readonly { readonly column: string; readonly values: number; readonly bytes: number }[];
  /** Columns that are held and not disclosed: their names for people, never a value (11 CCR §7024(d)). */
  readonly withheld: readonly string[];
  /** Rows left out because they may be another person's (a device that more than one person used). */
  readonly ambiguousRows: number;
}

/** What an answer is about and who gives it. Times are shown in UTC. */
export interface SubjectStatement {
  /** The company or product, as its users know it. */
  readonly controller: string;
  /** How to reach it: an e-mail address, a URL; null where the project has not said. */
  readonly contact: string | null;
  readonly regime: 'GDPR' | 'CCPA';
  readonly disclosure: 'Data' | 'Categories' | 'Sources';
  /** Of the page; `about.json` is for programs, and in English. */
  readonly language: Language;
  /** The id of the request, for letters that refer to it. */
  readonly reference: string;
  /** The id the company knows the person by; null to leave it out. */
  readonly subjectId: string | null;
  readonly receivedAt: Date;
  readonly preparedAt: Date;
  /** What time the answer covers; null = without a limit on that side. */
  readonly window: { readonly from: Date | null; readonly to: Date | null };
  readonly collections: readonly CollectionFinding[];
  /** Whether a device is linked to the person that more people used; what was recorded under it alone is not shown. */
  readonly sharedDevice: boolean;
  /** What only the company can say; null = not said, and the answer says so. */
  readonly company: CompanyStatements;
}

export interface CompanyStatements {
  /** Automated decisions and profiling, their logic and consequences (GDPR Art. 15(1)(h)). */
  readonly automatedDecisions: string | null;
  /** Transfers to third countries and the safeguards for them (GDPR Art. 15(2), Art. 46). */
  readonly transferSafeguards: string | null;
  /** Whether data is sold or shared for cross-context advertising (Cal. Civ. Code §1798.115). */
  readonly saleOrSharing: string | null;
  /** The supervisory authority to complain to; null = the one where the person lives. */
  readonly supervisoryAuthority: string | null;
}
