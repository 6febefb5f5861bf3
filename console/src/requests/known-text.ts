import { useMemo } from 'react';
import { useKnownTexts } from '../texts/texts';

/** The text of a word of the API, such as the name of an event; the word itself where a newer server says one that is not known here. */
export function useKnownText(): (topic: string, word: string) => string {
  const textOf = useKnownTexts();
  return useMemo(() => (topic, word) => textOf(`${topic}.${word}`) ?? word, [textOf]);
}
