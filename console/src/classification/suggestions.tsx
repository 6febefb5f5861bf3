import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMutation } from '../api/mutation';
import { DataTable } from '../app/data-table';
import { Empty, Failure } from '../app/page';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import { useClassChange } from './class-change';
import { classificationQuery, findSuggestions, type ClassChange, type Suggestion } from './classification-data';

/** What seems not everybody's to see, when somebody asks for it: taken over by a click, or left as it is. */
export function Suggestions({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const search = useMutation({ mutationFn: () => findSuggestions(projectId) });
  const change = useClassChange(projectId);
  const said = new Set(useQuery(classificationQuery(projectId)).data?.rules.map(({ name }) => name));
  const open = search.data?.results.filter(({ name }) => !said.has(name)) ?? [];
  const accept = (changes: ClassChange[]) => change.mutate(changes);
  return (
    <Section
      title={t('suggestions.title')}
      about={t('suggestions.about')}
      actions={
        <Button variant="default" loading={search.isPending} onClick={() => search.mutate()}>
          {t('suggestions.look')}
        </Button>
      }
    >
      <div role="status">
        {search.data !== undefined && (
          <Stack gap="xs">
            {open.length === 0 && <Empty>{t('suggestions.none')}</Empty>}
            {search.data.notLookedAt.length > 0 && (
              <Text size="sm">{t('suggestions.notLookedAt', { names: search.data.notLookedAt.join(', ') })}</Text>
            )}
          </Stack>
        )}
      </div>
      {search.error !== null && <Failure error={search.error} />}
      {change.error !== null && <Failure error={change.error} />}
      {open.length > 0 && <Open suggestions={open} isBusy={change.isPending} onDecide={accept} />}
    </Section>
  );
}

interface OpenProps {
  readonly suggestions: readonly Suggestion[];
  readonly isBusy: boolean;
  readonly onDecide: (changes: ClassChange[]) => void;
}

function Open({ suggestions, isBusy, onDecide }: OpenProps) {
  const t = useTexts();
  const head = ['classification.name', 'suggestions.looksLike', 'suggestions.where', 'suggestions.decide'] as const;
  return (
    <Stack gap="xs">
      <DataTable
        label={t('suggestions.title')}
        minWidth={680}
        head={head.map((name) => t(name))}
        rows={suggestions.map((suggestion) => ({
          key: suggestion.name,
          cells: [
            <Code key="name">{suggestion.name}</Code>,
            `${t(`suggestions.sign.${suggestion.sign}`)} (${t(`suggestions.by.${suggestion.by}`)})`,
            suggestion.collections.join(', '),
            <Group key="decide" gap="xs">
              <Button
                size="compact-sm"
                disabled={isBusy}
                aria-label={t('suggestions.acceptOf', {
                  name: suggestion.name,
                  class: t(`classification.${suggestion.class}`),
                })}
                onClick={() => onDecide([{ name: suggestion.name, class: suggestion.class }])}
              >
                {t(`classification.${suggestion.class}`)}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                disabled={isBusy}
                aria-label={t('suggestions.acceptOf', {
                  name: suggestion.name,
                  class: t('classification.ordinary'),
                })}
                onClick={() => onDecide([{ name: suggestion.name, class: 'ordinary' }])}
              >
                {t('classification.ordinary')}
              </Button>
            </Group>,
          ],
        }))}
      />
      <Group>
        <Button
          disabled={isBusy}
          onClick={() => onDecide(suggestions.map(({ name, class: given }) => ({ name, class: given })))}
        >
          {t('suggestions.acceptAll', { count: suggestions.length })}
        </Button>
      </Group>
    </Stack>
  );
}
