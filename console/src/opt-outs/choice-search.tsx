import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { Failure } from '../app/page';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import { ChoicesTable } from './choices-table';
import type { Told } from './choices-data';

/** Looks a person up by any id of theirs. The id goes into the body of a question, and into no address and no key of a query. */
export function ChoiceSearch({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const [id, setId] = useState('');
  const search = useMutation({
    mutationFn: async (distinctId: string) => {
      const [taken, choices] = await Promise.all([
        must(api.POST('/api/v1/suppressions/check', { body: { projectId, distinctIds: [distinctId] } })),
        must(api.POST('/api/v1/opt-outs/search', { body: { projectId, distinctId } })),
      ]);
      return { told: taken.results[0], choices: choices.results };
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim() !== '' && !search.isPending) search.mutate(id.trim());
  };
  const found = search.data;
  return (
    <Section title={t('optOuts.search')} about={t('optOuts.search.about')}>
      <form onSubmit={submit} aria-label={t('optOuts.search')}>
        <Group align="flex-end">
          <TextInput
            label={t('optOuts.search.id')}
            autoComplete="off"
            spellCheck={false}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            flex={1}
            miw={200}
          />
          <Button type="submit" variant="default" loading={search.isPending}>
            {t('optOuts.search.go')}
          </Button>
        </Group>
      </form>
      {search.error !== null && <Failure error={search.error} />}
      <div role="status">{found?.told !== undefined && <Answer told={found.told} />}</div>
      {found !== undefined && found.choices.length > 0 && (
        <ChoicesTable choices={found.choices} label={t('optOuts.search.choices')} />
      )}
    </Section>
  );
}

function Answer({ told: { taken, reason } }: { readonly told: Told }) {
  const t = useTexts();
  return <Text fw={600}>{taken || reason === null ? t('optOuts.taken') : t(`optOuts.refused.${reason}`)}</Text>;
}
