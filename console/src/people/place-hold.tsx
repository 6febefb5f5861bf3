import { Alert, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { asProblem } from '../api/problem';
import { typedIds } from '../requests/new/draft';
import { IdLinesField } from './id-lines-field';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import type { Project } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { SubjectId } from '../app/values';
import { useTexts } from '../texts/texts';
import { HOLDS, type Placing } from './holds-data';

/** The most that one call of the API may hold. */
const MOST_IDS = 500;

const EMPTY = { lines: '', basis: '', reference: '', until: '' };
type Draft = typeof EMPTY;
type Errors = Partial<Record<keyof Draft, ReactNode>>;

/** Places a hold on each of the people named, or on none. */
export function PlaceHold({ project: { id: projectId, timezone } }: { readonly project: Project }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const [timesPlaced, setTimesPlaced] = useState(0);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const place = useMutation({
    mutationFn: (body: Placing) => must(api.POST('/api/v1/holds', { body })),
    onSuccess: async ({ results }) => {
      setDraft(EMPTY);
      setAsked(false);
      setTimesPlaced((before) => before + 1);
      notifications.show({
        message: t('holds.placed', { count: results.length }),
        closeButtonProps: { 'aria-label': t('app.close') },
      });
      await queries.invalidateQueries({ queryKey: HOLDS });
    },
  });
  const missing = useMissing(draft);
  const refused = useRefusedFields(place.error);
  const errors: Errors = { ...refused, ...(asked ? missing : {}) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(missing).length === 0) place.mutate(placingOf(projectId, draft));
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={t('holds.place')}>
      <form onSubmit={submit} aria-label={t('holds.place')} noValidate>
        <Stack>
          <Title order={2} size="h4">
            {t('holds.place')}
          </Title>
          <IdLinesField
            lines={draft.lines}
            key={timesPlaced}
            onChange={(lines) => change({ lines })}
            limit={MOST_IDS}
            tooMany={(count) => t('holds.ids.tooMany', { count })}
            about={t('holds.ids.about')}
            error={errors.lines}
          />
          <TextInput
            label={t('holds.basis')}
            description={t('holds.basis.about')}
            required
            maxLength={200}
            value={draft.basis}
            onChange={(event) => change({ basis: event.currentTarget.value })}
            error={errors.basis}
          />
          <Particulars draft={draft} timezone={timezone} errors={errors} change={change} />
          <Refusal error={place.error} shown={Object.keys(refused).length > 0} />
          <Group>
            <SendButton loading={place.isPending}>{t('holds.place')}</SendButton>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

/** The company's own reference of a hold, and its last day. */
function Particulars({
  draft,
  timezone,
  errors,
  change,
}: {
  readonly draft: Draft;
  /** Of the project, by which the last day ends. */
  readonly timezone: string;
  readonly errors: Errors;
  readonly change: (part: Partial<Draft>) => void;
}) {
  const t = useTexts();
  return (
    <Group align="flex-start" grow preventGrowOverflow={false}>
      <TextInput
        label={t('holds.reference')}
        description={t('holds.reference.about')}
        maxLength={200}
        value={draft.reference}
        onChange={(event) => change({ reference: event.currentTarget.value })}
        error={errors.reference}
      />
      <TextInput
        type="date"
        label={t('holds.until')}
        description={`${t('holds.until.about')} ${t('app.zone.project', { zone: timezone })}`}
        required
        value={draft.until}
        onChange={(event) => change({ until: event.currentTarget.value })}
        error={errors.until}
      />
    </Group>
  );
}

/** A refusal that is about no field; people whose deletion has started are named. */
function Refusal({ error, shown }: { readonly error: Error | null; readonly shown: boolean }) {
  const t = useTexts();
  if (error === null || shown) return null;
  const { code, details } = asProblem(error);
  const started = details['conflictingDistinctIds'];
  if (code !== 'deletion-started' || !Array.isArray(started)) return <Failure error={error} />;
  return (
    <Alert role="alert" color="red" title={t('app.failed')}>
      <Stack gap="xs" align="flex-start">
        <Text>{t('holds.started')}</Text>
        {started.map(String).map((id) => (
          <SubjectId key={id} id={id} />
        ))}
      </Stack>
    </Alert>
  );
}

/** What is missing before anything is sent, said at its field. */
function useMissing({ lines, basis, until }: Draft): Errors {
  const t = useTexts();
  const { ids } = typedIds(lines);
  return {
    ...(ids.length === 0 ? { lines: t('app.ids.missing') } : {}),
    ...(ids.length > MOST_IDS ? { lines: t('holds.ids.tooMany', { count: ids.length }) } : {}),
    ...(basis.trim() === '' ? { basis: t('holds.basis.missing') } : {}),
    ...(until === '' ? { until: t('holds.until.missing') } : {}),
  };
}

function placingOf(projectId: number, { lines, basis, reference, until }: Draft): Placing {
  return {
    projectId,
    distinctIds: [...typedIds(lines).ids],
    basis,
    ...(reference.trim() === '' ? {} : { reference }),
    until,
  };
}

/** What the API says about single fields. */
function useRefusedFields(error: Error | null): Errors {
  const { said, ofFields } = useRefusals();
  if (error === null) return {};
  const { code } = asProblem(error);
  if (code === 'until-not-ahead') return { until: said(error) };
  if (code === 'too-many-subjects') return { lines: said(error) };
  const { distinctIds: lines, basis, reference, until } = ofFields(error);
  const found = Object.entries({ lines, basis, reference, until }).filter(([, words]) => words !== undefined);
  return Object.fromEntries(found);
}
