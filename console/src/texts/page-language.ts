import type { Project } from '../app/session';

export type PageLanguage = Project['language'];

/** Languages of what people are given, each by its own name; a language the API learns does not compile without one. */
export const PAGE_LANGUAGES: Readonly<Record<PageLanguage, string>> = { en: 'English', de: 'Deutsch' };

/** As the choices of a field. */
export const pageLanguageChoices = Object.entries(PAGE_LANGUAGES).map(([value, label]) => ({ value, label }));
