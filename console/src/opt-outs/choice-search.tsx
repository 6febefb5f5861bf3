import { Text } from '@mantine/core';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { Section } from '../app/section';
import { IdSearch } from '../people/id-search';
import { useTexts } from '../texts/texts';
import { ChoicesTable } from './choices-table';
import type { Told } from './choices-data';

/** Looks a person up by any id of theirs. */
export function ChoiceSearch({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const search = useMutation({
    mutationFn: async (distinctId: string) => {
      const [taken, choices] = await Promise.all([
        must(api.POST('/api/v1/suppressions/check', { body: { projectId, distinctIds: [distinctId] } })),
        must(api.POST('/api/v1/opt-outs/search', { body: { projectId, distinctId } })),
      ]);
      return { told: taken.results[0], choices: choices.results };
    },
  });
  const found = search.data;
  return (
    <Section title={t('optOuts.search')} about={t('optOuts.search.about')}>
      <IdSearch
        name={t('optOuts.search')}
        label={t('optOuts.search.id')}
        go={t('optOuts.search.go')}
        isPending={search.isPending}
        onSearch={search.mutate}
      />
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
