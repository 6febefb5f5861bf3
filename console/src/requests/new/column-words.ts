/**
 * Words that stand over columns of people, as the server's own list has them (`src/requests/csv/header-words.ts`), which is asked in the
 * end: here they tell before anything is sent.
 */
export { isColumnWord } from '../../../../src/requests/csv/header-words';
