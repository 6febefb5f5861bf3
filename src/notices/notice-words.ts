import type { Language } from '../access/index.js';
import type { Mail } from '../platform/index.js';
import type { NoticeFacts } from './notice-facts.js';
import { dayIn, type NoticeWords } from './notice-language.js';
import { GERMAN } from './words-de.js';
import { ENGLISH } from './words-en.js';

const WORDS: Readonly<Record<Language, NoticeWords>> = { en: ENGLISH, de: GERMAN };

export interface Reader {
  readonly email: string;
  readonly language: Language;
  /** Where they open the console, without a slash at its end. */
  readonly baseUrl: string;
}

/** One mail that tells of one thing, or of several. */
export function noticeMail(reader: Reader, notices: readonly NoticeFacts[]): Mail {
  const words = WORDS[reader.language];
  const [first] = notices;
  const subject = notices.length === 1 && first !== undefined ? headline(words, first) : words.several(notices.length);
  const paragraphs = notices.map((facts) => paragraph(words, reader, facts));
  const text = [...paragraphs, `${words.why}\n${reader.baseUrl}/#/profile`].join('\n\n');
  return { to: reader.email, subject, text: `${text}\n` };
}

function headline(words: NoticeWords, facts: NoticeFacts): string {
  if (facts.what === 'token') return words.token(facts);
  if (facts.what === 'sweep') return words.sweep(facts);
  if (facts.what === 'retention') return words.retention(facts);
  if (facts.what === 'duty') return words.duty(facts);
  if (facts.what === 'ending') return words.ending(facts);
  return words.request(facts, facts.requestId.slice(0, 8));
}

function paragraph(words: NoticeWords, { language, baseUrl }: Reader, facts: NoticeFacts): string {
  const todo = words.todo[facts.what];
  const lines = [`${headline(words, facts)}.`, ...(todo === undefined ? [] : [todo])];
  return [...lines, ...details(words, language, facts), `${baseUrl}/#${pageOf(facts)}`].join('\n');
}

function details(words: NoticeWords, language: Language, facts: NoticeFacts): string[] {
  if (facts.what === 'token' || facts.what === 'retention') return [];
  const project = `${words.project}: ${oneLine(facts.project)}`;
  if (facts.what === 'sweep' || facts.what === 'duty' || facts.what === 'ending') return [project];
  const law = `${words.law}: ${words.regimes[facts.regime] ?? facts.regime}`;
  return [project, law, `${words.deadline}: ${dayIn(language, facts.dueAt, facts.timeZone)}`];
}

function pageOf(facts: NoticeFacts): string {
  if (facts.what === 'token') return '/profile';
  if (facts.what === 'retention') return '/retention';
  if (facts.what === 'duty') return '/duties';
  if (facts.what === 'ending') return '/projects';
  return facts.what === 'sweep' ? '/requests' : `/requests/${facts.requestId}`;
}

/** Names are others' words: they begin no line of a mail. */
function oneLine(text: string): string {
  return text
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 100);
}
