import { useSyncExternalStore } from 'react';
import { createLiteralElement, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { firstLanguage, type Language } from './language';

/** As a build writes them: what asks for nothing is a string, other texts are their parts (`readTexts` of vite.config.ts). */
type Written = Readonly<Record<string, string | MessageFormatElement[]>>;
type Texts = Record<string, MessageFormatElement[]>;
type Load = () => Promise<Written>;
const of = (part: Promise<{ readonly texts: Written }>) => part.then(({ texts }) => texts);

/** What is said beside the first texts, fetched with the pages that say it. */
export type Part = 'orders' | 'requests' | 'projects' | 'organization' | 'time';

/** Each part of each language is a file of its own: what nobody reads is not fetched. */
const LOADS: Readonly<Record<Part | 'first', Readonly<Record<Language, Load>>>> = {
  first: { en: () => of(import('./en/parts/first')), de: () => of(import('./de/parts/first')) },
  orders: { en: () => of(import('./en/parts/orders')), de: () => of(import('./de/parts/orders')) },
  requests: { en: () => of(import('./en/parts/requests')), de: () => of(import('./de/parts/requests')) },
  projects: { en: () => of(import('./en/parts/projects')), de: () => of(import('./de/parts/projects')) },
  organization: { en: () => of(import('./en/parts/organization')), de: () => of(import('./de/parts/organization')) },
  time: { en: () => of(import('./en/parts/time')), de: () => of(import('./de/parts/time')) },
};

/** What a refusal means is fetched when the page stands there: most pages are refused nothing. */
const REFUSALS: Readonly<Record<Language, Load>> = {
  en: () => import('./en/refusals/index').then(({ refusals }) => refusals),
  de: () => import('./de/refusals/index').then(({ refusals }) => refusals),
};

export interface Shown {
  readonly language: Language;
  readonly messages: Texts;
}

/** What there is of each language, and of which parts; what was needed once is kept in whatever language is chosen later. */
const known: Record<Language, { texts: Texts; readonly parts: Set<string> }> = {
  en: { texts: {}, parts: new Set() },
  de: { texts: {}, parts: new Set() },
};
const needed = new Set<Part>();
let wanted: Language = firstLanguage();
let shown: Shown | null = null;
const listeners = new Set<() => void>();

/** The language that is wanted, also where its texts are not there. */
export function wantedLanguage(): Language {
  return wanted;
}

/** What is shown; null as long as there are no texts to show it with. */
export function useShown(): Shown | null {
  return useSyncExternalStore(subscribe, () => shown);
}

/** Shows a language, once all that is needed of it is there. @throws where it cannot be fetched: what is shown stays as it is */
export async function showLanguage(language: Language): Promise<void> {
  wanted = language;
  try {
    await fetchNeeded(language);
  } catch (error) {
    if (wanted === language && shown !== null) wanted = shown.language;
    throw error;
  }
  // Another was chosen meanwhile.
  if (wanted !== language) return;
  tell(language);
  // Without them the API's own sentence is shown.
  await add(language, 'refusals', REFUSALS[language]).catch(() => undefined);
  if (shown?.language === language) tell(language);
}

/** Fetches what a page says, in the language that is shown by then. @throws where it cannot be fetched */
export async function fetchTexts(parts: readonly Part[]): Promise<void> {
  const added = parts.filter((part) => !needed.has(part));
  for (const part of added) needed.add(part);
  try {
    // Another language may be chosen while this one's are on their way.
    for (let language: Language | null = null; language !== wanted;) {
      language = wanted;
      await fetchNeeded(language);
    }
  } catch (error) {
    for (const part of added) needed.delete(part);
    throw error;
  }
  if (shown !== null && shown.language === wanted) tell(wanted);
}

/** What is needed may become more meanwhile. */
async function fetchNeeded(language: Language): Promise<void> {
  const missing = () => (['first', ...needed] as const).filter((part) => !known[language].parts.has(part));
  for (let parts = missing(); parts.length > 0; parts = missing()) {
    await Promise.all(parts.map((part) => add(language, part, LOADS[part][language])));
  }
}

async function add(language: Language, part: string, load: Load): Promise<void> {
  const its = known[language];
  if (its.parts.has(part)) return;
  const texts = await load();
  const read = Object.entries(texts).map(([name, text]) => [
    name,
    typeof text === 'string' ? [createLiteralElement(text)] : text,
  ]);
  its.texts = { ...its.texts, ...(Object.fromEntries(read) as Texts) };
  its.parts.add(part);
}

function tell(language: Language): void {
  const messages = known[language].texts;
  if (shown?.language === language && shown.messages === messages) return;
  document.documentElement.lang = language;
  shown = { language, messages };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
