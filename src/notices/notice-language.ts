import type { Language } from '../access/index.js';
import type {
  DutyFacts,
  EndingFacts,
  NoticeFacts,
  RequestFacts,
  RetentionFacts,
  SweepFacts,
  TokenFacts,
} from './notice-facts.js';

/** How a language says what people are told. Sentences have no full stop: they are subjects of mails too. */
export interface NoticeWords {
  /** @param id the first characters of the request's */
  request(facts: RequestFacts, id: string): string;
  token(facts: TokenFacts): string;
  sweep(facts: SweepFacts): string;
  retention(facts: RetentionFacts): string;
  duty(facts: DutyFacts): string;
  ending(facts: EndingFacts): string;
  several(count: number): string;
  /** What to do about it, where the page behind the link does not say it all. */
  readonly todo: Readonly<Partial<Record<NoticeFacts['what'], string>>>;
  readonly project: string;
  readonly law: string;
  readonly deadline: string;
  readonly regimes: Readonly<Record<string, string>>;
  /** Why the mail came, and where that is changed. */
  readonly why: string;
}

/** A day as people say it where the project is. */
export function dayIn(language: Language, moment: string, timeZone = 'UTC'): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(new Date(moment));
}

export function minuteIn(language: Language, moment: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(moment))} UTC`;
}
