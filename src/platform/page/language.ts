/** The languages that there are texts in, for pages that are handed out. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where nobody has said another. */
export const FIRST_LANGUAGE: Language = 'en';
