import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../app/section';
import { Copyable } from '../app/values';
import { useTexts } from '../texts/texts';
import { CLIENTS, snippetOf, type Client } from './snippet-texts';

/** What to paste into an app so that its SDK sends here. */
export function Snippets({ token }: { readonly token: string }) {
  const t = useTexts();
  const [client, setClient] = useState<Client>('JavaScript');
  return (
    <Section title={t('incoming.snippets')} about={t('incoming.snippets.about')}>
      <NativeSelect
        label={t('incoming.sdk')}
        maw={360}
        data={[...CLIENTS]}
        value={client}
        onChange={(event) => setClient(CLIENTS.find((each) => each === event.currentTarget.value) ?? 'JavaScript')}
      />
      <Copyable text={snippetOf(client, window.location.origin, token)} label={t('incoming.snippet', { client })} />
      <Text size="sm">{t('incoming.snippets.consent')}</Text>
    </Section>
  );
}
