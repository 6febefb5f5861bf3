// What the pages that people receive say, in each language.
export type { Right } from './en/rights.js';
export type { Kept } from './kept.js';
export { type PageTexts, pageTexts, readable } from './page-texts.js';
export type { Words } from './words.js';
