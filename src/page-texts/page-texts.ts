import type { Language } from '../platform/index.js';
import * as german from './de/index.js';
import * as english from './en/index.js';

/** Everything the pages that are handed out say in one language; a language that lacks a text does not compile. */
export type PageTexts = typeof english;

const TEXTS: Readonly<Record<Language, PageTexts>> = { en: english, de: german };

export function pageTexts(language: Language): PageTexts {
  return TEXTS[language];
}

/** A word of a data map as people read it: what Habeas says there itself in their language, what a company says as it says it. */
export function readable({ known }: PageTexts, text: string): string {
  return Object.hasOwn(known, text) ? (known[text] ?? text) : text;
}
