import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { api, must } from '../../api/client';
import { useMutation } from '../../api/mutation';
import type { paths } from '../../api/openapi';
import { Failure } from '../../app/page';
import type { Project } from '../../app/session';
import { useTexts } from '../../texts/texts';

export type Found = paths['/api/v1/requests/search']['post']['responses']['200']['content']['application/json'];

interface PersonSearchProps {
  readonly projects: readonly Project[];
  readonly onFound: (found: Found['results']) => void;
}

/** Finds the requests of a person by an id, which is kept in this form alone: in no address, and in nothing that outlives the page. */
export function PersonSearch({ projects, onFound }: PersonSearchProps) {
  const t = useTexts();
  const [distinctId, setDistinctId] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const projectId = chosen ?? projects[0]?.id ?? 0;
  const search = useMutation({
    mutationFn: () => must(api.POST('/api/v1/requests/search', { body: { projectId, distinctId } })),
    onSuccess: ({ results }) => onFound(results),
    gcTime: 0,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (distinctId !== '') search.mutate();
  };
  return (
    <Paper withBorder p="md" className="no-print">
      <form onSubmit={submit} aria-label={t('requestList.search')} autoComplete="off">
        <Stack gap="sm">
          <Group align="flex-end" gap="sm">
            {projects.length > 1 && (
              <NativeSelect
                label={t('app.project')}
                data={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
                value={String(projectId)}
                onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
              />
            )}
            <TextInput
              label={t('requestList.search.id')}
              value={distinctId}
              onChange={({ currentTarget }) => setDistinctId(currentTarget.value)}
              maxLength={255}
              required
              spellCheck={false}
              flex="1 1 220px"
            />
            <Button
              type="submit"
              variant="default"
              loading={search.isPending}
              leftSection={<IconSearch size={16} aria-hidden />}
            >
              {t('requestList.search.button')}
            </Button>
          </Group>
          <Text size="xs" c="dimmed">
            {t('requestList.search.about')}
          </Text>
          {search.error !== null && <Failure error={search.error} />}
        </Stack>
      </form>
    </Paper>
  );
}
