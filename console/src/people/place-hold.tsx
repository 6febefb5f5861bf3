import { Alert, Button, FileInput, Group, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { asProblem } from '../api/problem';
import { Failure } from '../app/page';
import { SubjectId } from '../app/values';
import { useTexts } from '../texts/texts';
import { idsOfLines, linesOfFile, MOST_IDS, type FileFault } from './hold-ids';
import { HOLDS, type Placing } from './holds-data';

const EMPTY = { lines: '', basis: '', reference: '', until: '' };
type Draft = typeof EMPTY;
type Errors = Partial<Record<keyof Draft, string>>;

/** Places a hold on each of the people named, or on none. */
export function PlaceHold({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const place = useMutation({
    mutationFn: (body: Placing) => must(api.POST('/api/v1/holds', { body })),
    onSuccess: async ({ results }) => {
      setDraft(EMPTY);
      setAsked(false);
      notifications.show({
        message: t('holds.placed', { count: results.length }),
        closeButtonProps: { 'aria-label': t('app.close') },
      });
      await queries.invalidateQueries({ queryKey: HOLDS });
    },
  });
  const missing = useMissing(draft);
  const errors: Errors = { ...refusedFields(place.error), ...(asked ? missing : {}) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(missing).length === 0 && !place.isPending) place.mutate(placingOf(projectId, draft));
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={t('holds.place')}>
      <form onSubmit={submit} aria-label={t('holds.place')} noValidate>
        <Stack>
          <Title order={2} size="h4">
            {t('holds.place')}
          </Title>
          <People lines={draft.lines} change={change} error={errors.lines} />
          <TextInput
            label={t('holds.basis')}
            description={t('holds.basis.about')}
            required
            maxLength={200}
            value={draft.basis}
            onChange={(event) => change({ basis: event.currentTarget.value })}
            error={errors.basis}
          />
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
              description={t('holds.until.about')}
              required
              value={draft.until}
              onChange={(event) => change({ until: event.currentTarget.value })}
              error={errors.until}
            />
          </Group>
          <Refusal error={place.error} shown={Object.keys(refusedFields(place.error)).length > 0} />
          <Group>
            <Button type="submit" loading={place.isPending}>
              {t('holds.place')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

function People({
  lines,
  change,
  error,
}: {
  readonly lines: string;
  readonly change: (part: Partial<Draft>) => void;
  readonly error: string | undefined;
}) {
  const t = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState<FileFault | null>(null);
  const { ids, repeated } = idsOfLines(lines);
  const pick = async (picked: File | null) => {
    setFile(picked);
    setFault(null);
    if (picked === null) return;
    const read = await linesOfFile(picked);
    if ('fault' in read) setFault(read.fault);
    else change({ lines: read.lines });
  };
  return (
    <>
      <Textarea
        label={t('holds.ids')}
        description={t('holds.ids.about')}
        required
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        autoComplete="off"
        value={lines}
        onChange={(event) => change({ lines: event.currentTarget.value })}
        error={error}
      />
      <Text size="sm" role="status">
        {t('holds.ids.count', { count: ids.length })}
        {repeated > 0 && `; ${t('holds.ids.twice', { count: repeated })}`}
      </Text>
      <FileInput
        label={t('holds.file')}
        description={t('holds.file.about')}
        placeholder={t('holds.file.placeholder')}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        clearable
        clearButtonProps={{ 'aria-label': t('app.cancel') }}
        value={file}
        onChange={pick}
        error={fault === null ? undefined : t(`holds.file.${fault}`)}
      />
    </>
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
  const { ids } = idsOfLines(lines);
  return {
    ...(ids.length === 0 ? { lines: t('holds.ids.missing') } : {}),
    ...(ids.length > MOST_IDS ? { lines: t('holds.ids.tooMany', { count: ids.length }) } : {}),
    ...(basis.trim() === '' ? { basis: t('holds.basis.missing') } : {}),
    ...(endOf(until) === null ? { until: t('holds.until.missing') } : {}),
  };
}

function placingOf(projectId: number, { lines, basis, reference, until }: Draft): Placing {
  return {
    projectId,
    distinctIds: [...idsOfLines(lines).ids],
    basis,
    ...(reference.trim() === '' ? {} : { reference }),
    until: endOf(until) ?? '',
  };
}

/** The last moment of a day by the reader's clock. */
function endOf(day: string): string | null {
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}

const FIELD_OF: Readonly<Record<string, keyof Draft>> = {
  distinctIds: 'lines',
  basis: 'basis',
  reference: 'reference',
  until: 'until',
};

/** What the API says about single fields; a path such as `distinctIds.3` is about the ids. */
function refusedFields(error: Error | null): Errors {
  if (error === null) return {};
  const { code, message, details } = asProblem(error);
  if (code === 'until-not-ahead') return { until: message };
  if (code === 'too-many-subjects') return { lines: message };
  const errors = Array.isArray(details['errors']) ? (details['errors'] as { path?: unknown; message?: unknown }[]) : [];
  return Object.fromEntries(
    errors.flatMap(({ path, message: complaint }) => {
      const field = FIELD_OF[String(path).split('.')[0] ?? ''];
      return field === undefined ? [] : [[field, String(complaint)]];
    }),
  );
}
