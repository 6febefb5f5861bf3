/** `lastUserIDs` → last, user, ids; numbers separate as signs do, and letters are without their accents. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/(?<=[A-Z]{2})s(?![a-z])/g, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** Whether the phrase stands in the name, also written as one word. */
export function stands(phrase: readonly string[], words: readonly string[]): boolean {
  return words.some(
    (word, at) =>
      is(words.slice(at, at + phrase.length), phrase) || (phrase.length > 1 && is([word], [phrase.join('')])),
  );
}

/** Whether the words are the phrase, each in the singular or with an "s". */
export function is(words: readonly string[], phrase: readonly string[]): boolean {
  return words.length === phrase.length && phrase.every((word, at) => words[at] === word || words[at] === `${word}s`);
}
