import { Button, Code, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Confirm } from '../app/confirm';
import { DataTable } from '../app/data-table';
import { Failure, Shown } from '../app/page';
import { Section } from '../app/section';
import { SendButton } from '../app/standing/send-button';
import { ShownOnce } from '../app/shown-once';
import { Moment } from '../app/values';
import { LetInBy } from '../organization/let-in-by';
import { useTexts } from '../texts/texts';
import { apiSecretsQuery, projectKey, type ApiSecret, type ProjectSettings } from './project-queries';

const OVERLAPS = [7, 3, 1, 0] as const;

/** The API secrets that are good: the newest, and for a while those before it. */
export function ApiSecrets({ project }: { readonly project: ProjectSettings }) {
  const t = useTexts();
  const query = useQuery(apiSecretsQuery(project.id));
  const [rotating, setRotating] = useState(false);
  const [ending, setEnding] = useState(false);
  const isOverlapping = query.data?.some(({ endsAt }) => endsAt !== null) ?? false;
  return (
    <Section
      title={t('projects.secret')}
      about={t(project.allowApiSecret ? 'projects.secret.requests' : 'projects.secret.data')}
      actions={
        <>
          {isOverlapping && (
            <Button variant="default" onClick={() => setEnding(true)}>
              {t('projects.secret.endFormer')}
            </Button>
          )}
          <Button onClick={() => setRotating(true)}>{t('projects.secret.rotate')}</Button>
        </>
      }
    >
      <Shown query={query}>{(secrets) => <SecretsTable secrets={secrets} />}</Shown>
      <Rotate opened={rotating} projectId={project.id} onClose={() => setRotating(false)} />
      <EndFormer opened={ending} projectId={project.id} onClose={() => setEnding(false)} />
    </Section>
  );
}

function SecretsTable({ secrets }: { readonly secrets: readonly ApiSecret[] }) {
  const t = useTexts();
  const head = ['members.prefix', 'review.madeAt', 'members.madeBy', 'members.lastUse', 'members.ends'] as const;
  return (
    <DataTable
      label={t('projects.secret')}
      minWidth={640}
      head={head.map((name) => t(name))}
      rows={secrets.map(({ prefix, madeAt, madeBy, lastUsedAt, endsAt }) => ({
        key: madeAt,
        cells: [
          prefix === null ? t('review.prefixUnknown') : <Code key="prefix">{prefix}…</Code>,
          <Moment key="made" iso={madeAt} />,
          <LetInBy key="by" by={madeBy} />,
          <Moment key="last" iso={lastUsedAt} />,
          endsAt === null ? t('review.noEnd') : <Moment key="ends" iso={endsAt} />,
        ],
      }))}
    />
  );
}

interface ChangeProps {
  readonly opened: boolean;
  readonly projectId: number;
  readonly onClose: () => void;
}

/** A new secret, shown once; the old one stays good for a while, so that tools can be changed one by one. */
function Rotate({ opened, projectId, onClose }: ChangeProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [overlapDays, setOverlapDays] = useState<number>(OVERLAPS[0]);
  const rotate = useMutation({
    mutationFn: () =>
      must(
        api.POST('/api/v1/projects/{projectId}/api-secret', { params: { path: { projectId } }, body: { overlapDays } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: projectKey(projectId) }),
  });
  const close = () => {
    rotate.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('projects.secret.rotate')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {rotate.data === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{t('projects.secret.rotate.words')}</Text>
            <NativeSelect
              label={t('projects.secret.overlap')}
              data={OVERLAPS.map((days) => ({ value: String(days), label: t('projects.secret.days', { days }) }))}
              value={String(overlapDays)}
              onChange={(event) => setOverlapDays(Number(event.currentTarget.value))}
            />
            {rotate.error !== null && <Failure error={rotate.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('app.cancel')}
              </Button>
              <SendButton color={overlapDays === 0 ? 'red' : undefined} loading={rotate.isPending}>
                {t('projects.secret.make')}
              </SendButton>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          <ShownOnce label={t('projects.secret')} text={rotate.data.apiSecret} about={t('projects.secret.shown')} />
          <Group justify="flex-end">
            <Button onClick={close}>{t('app.close')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function EndFormer({ opened, projectId, onClose }: ChangeProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () =>
      must(api.DELETE('/api/v1/projects/{projectId}/api-secret/former', { params: { path: { projectId } } })),
    onSuccess: () => {
      onClose();
      void queries.invalidateQueries({ queryKey: projectKey(projectId) });
    },
  });
  return (
    <Confirm
      opened={opened}
      title={t('projects.secret.endFormer')}
      action={t('projects.secret.endFormer')}
      change={end}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      <Text>{t('projects.secret.endFormer.words')}</Text>
    </Confirm>
  );
}
