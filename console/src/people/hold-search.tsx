import { Stack, Text } from '@mantine/core';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { useTexts } from '../texts/texts';
import { HoldsTable } from './holds-list';
import { IdSearch } from './id-search';

/** Looks for the holds on one id. */
export function HoldSearch({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const search = useMutation({
    mutationFn: (distinctId: string) => must(api.POST('/api/v1/holds/search', { body: { projectId, distinctId } })),
  });
  const again = () => {
    if (search.variables !== undefined) search.mutate(search.variables);
  };
  const found = search.data?.results;
  return (
    <Stack gap="sm">
      <IdSearch
        name={t('holds.search')}
        label={t('holds.search.id')}
        description={t('holds.search')}
        go={t('holds.search.go')}
        isPending={search.isPending}
        onSearch={search.mutate}
      />
      {search.error !== null && <Failure error={search.error} />}
      <Text role="status">
        {found === undefined
          ? ''
          : found.length === 0
            ? t('holds.search.none')
            : t('holds.search.found', { count: found.length })}
      </Text>
      {found !== undefined && found.length > 0 && <HoldsTable holds={found} label={t('holds.search')} lifted={again} />}
    </Stack>
  );
}
