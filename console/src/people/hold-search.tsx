import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { Failure } from '../app/page';
import { useTexts } from '../texts/texts';
import { HoldsTable } from './holds-list';

/** Looks for the holds on one id. The id goes into the body of a question, and into no address and no key of a query. */
export function HoldSearch({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const [id, setId] = useState('');
  const search = useMutation({
    mutationFn: (distinctId: string) => must(api.POST('/api/v1/holds/search', { body: { projectId, distinctId } })),
  });
  const again = () => {
    if (search.variables !== undefined) search.mutate(search.variables);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim() !== '' && !search.isPending) search.mutate(id.trim());
  };
  const found = search.data?.results;
  return (
    <Stack gap="sm">
      <form onSubmit={submit} aria-label={t('holds.search')}>
        <Group align="flex-end">
          <TextInput
            label={t('holds.search.id')}
            description={t('holds.search')}
            autoComplete="off"
            spellCheck={false}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            flex={1}
            miw={200}
          />
          <Button type="submit" variant="default" loading={search.isPending}>
            {t('holds.search.go')}
          </Button>
        </Group>
      </form>
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
