import { useMemo } from 'react';
import { messages, type MessageId } from '../texts/en/index';
import { useTexts } from '../texts/texts';

/** The text of a word of the API, such as the name of an event; the word itself where a newer server says one that is not known here. */
export function useKnownText(): (topic: string, word: string) => string {
  const t = useTexts();
  return useMemo(() => {
    return (topic, word) => {
      const id = `${topic}.${word}`;
      return id in messages ? t(id as MessageId) : word;
    };
  }, [t]);
}
