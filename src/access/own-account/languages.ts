/** Languages in which people are written to. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** In which somebody is written to who chose `chosen`; null = nothing yet. */
export function languageOf(chosen: string | null): Language {
  return LANGUAGES.find((language) => language === chosen) ?? 'en';
}
