import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useLoadAgain } from '../app/failures/load-again';
import type { Language } from './language';

/** What is said where the file of a language cannot be fetched: the only words that are not in one. */
const WORDS: Readonly<Record<Language, { title: string; words: string; again: string; cut: string }>> = {
  en: {
    title: 'Habeas cannot be shown',
    words: 'Its texts could not be fetched. It may have been updated meanwhile: try again, which loads the page anew.',
    again: 'Try again',
    cut: 'There is no connection to Habeas. Try again once there is.',
  },
  de: {
    title: 'Habeas kann nicht angezeigt werden',
    words:
      'Die Texte konnten nicht geladen werden. Vielleicht wurde Habeas inzwischen aktualisiert: Versuchen Sie es noch einmal, dann wird die Seite neu geladen.',
    again: 'Noch einmal versuchen',
    cut: 'Es besteht keine Verbindung zu Habeas. Versuchen Sie es noch einmal, sobald eine besteht.',
  },
};

/** In the place of the whole console, where it has no texts to show it with. */
export function WithoutTexts({ language }: { readonly language: Language }) {
  const { isAsking, isCut, loadAgain } = useLoadAgain();
  const { title, words, again, cut } = WORDS[language];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack maw={440} align="flex-start">
        <Title order={1} size="h3">
          {title}
        </Title>
        <Text role="alert">{isCut ? cut : words}</Text>
        <Button variant="default" loading={isAsking} onClick={loadAgain}>
          {again}
        </Button>
      </Stack>
    </Center>
  );
}
