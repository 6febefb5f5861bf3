import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Empty, Failure, Shown } from '../app/page';
import { saveFile } from '../app/saving/save-file';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import { choicesQuery, type Choice, type Filters } from './choices-data';
import { ChoicesTable } from './choices-table';

const WAYS = ['api', 'console', 'sdk', 'gpc'] as const satisfies readonly Choice['how'][];
const START: Filters = { choice: 'out', standing: 'true' };

/** Everybody who opted out of a project, or in; to be taken along as a file. */
export function ChoicesList({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const [filters, setFilters] = useState(START);
  const query = useInfiniteQuery(choicesQuery(projectId, filters));
  const save = useMutation({
    mutationFn: () =>
      must(api.GET('/api/v1/opt-outs.csv', { params: { query: { projectId, ...filters } }, parseAs: 'blob' })),
    onSuccess: (file) => saveFile('opt-outs.csv', file),
  });
  const label = t(filters.choice === 'in' ? 'optOuts.list.in' : 'optOuts.list.out');
  return (
    <Section
      title={t('optOuts.list')}
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('optOuts.save')}
        </Button>
      }
    >
      <FilterFields filters={filters} onChange={setFilters} />
      {save.error !== null && <Failure error={save.error} />}
      <Shown query={query}>
        {({ pages }) => {
          const choices = pages.flatMap(({ results }) => results);
          if (choices.length === 0) return <Empty>{t('optOuts.list.none')}</Empty>;
          return (
            <Stack align="flex-start">
              <ChoicesTable choices={choices} label={label} />
              {query.hasNextPage && (
                <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('app.more')}
                </Button>
              )}
            </Stack>
          );
        }}
      </Shown>
    </Section>
  );
}

interface FilterFieldsProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

function FilterFields({ filters, onChange }: FilterFieldsProps) {
  const t = useTexts();
  const { how, standing, ...rest } = filters;
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t('optOuts.choice')}
        data={(['out', 'in'] as const).map((value) => ({ value, label: t(`optOuts.choice.${value}`) }))}
        value={rest.choice ?? 'out'}
        onChange={(event) => onChange({ ...filters, choice: event.currentTarget.value === 'in' ? 'in' : 'out' })}
      />
      <NativeSelect
        label={t('optOuts.how')}
        data={[
          { value: '', label: t('optOuts.all') },
          ...WAYS.map((value) => ({ value, label: t(`optOuts.how.${value}`) })),
        ]}
        value={how ?? ''}
        onChange={(event) => {
          const chosen = WAYS.find((way) => way === event.currentTarget.value);
          const { how: _, ...others } = filters;
          onChange(chosen === undefined ? others : { ...others, how: chosen });
        }}
      />
      <NativeSelect
        label={t('optOuts.state')}
        data={[
          { value: '', label: t('optOuts.all') },
          { value: 'true', label: t('optOuts.state.stands') },
          { value: 'false', label: t('optOuts.state.ended') },
        ]}
        value={standing ?? ''}
        onChange={(event) => {
          const chosen = (['true', 'false'] as const).find((each) => each === event.currentTarget.value);
          const { standing: _, ...others } = filters;
          onChange(chosen === undefined ? others : { ...others, standing: chosen });
        }}
      />
    </Group>
  );
}
