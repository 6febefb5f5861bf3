import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../api/mutation';
import { Confirm } from '../app/confirm';
import { DataTable } from '../app/data-table';
import { Failure, Shown } from '../app/page';
import { useSaving } from '../app/saving/use-saving';
import { Section } from '../app/section';
import { sessionQuery, type Organization } from '../app/session';
import { Moment } from '../app/values';
import { Dotted } from '../requests/request-words';
import { useTexts } from '../texts/texts';
import { ENDINGS, endingsQuery, restoreProject, type Ending } from './endings-data';
import { WhatWent } from './what-went';

/** Projects that were deleted or emptied: what can be brought back, and what is gone. Nothing where there is none. */
export function EndedProjects({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const query = useQuery(endingsQuery(organization.id));
  if (query.error === null && (query.data?.results ?? []).length === 0) return null;
  return (
    <Section title={t('endings.list')} about={t('endings.list.about')}>
      <Shown query={query}>
        {({ results }) => <EndingsTable endings={results} isOwner={organization.role === 'owner'} />}
      </Shown>
    </Section>
  );
}

interface EndingsTableProps {
  readonly endings: readonly Ending[];
  readonly isOwner: boolean;
}

function EndingsTable({ endings, isOwner }: EndingsTableProps) {
  const t = useTexts();
  const head = ['project', 'kind', 'ordered', 'restorableUntil', 'goneBy', 'state'] as const;
  return (
    <DataTable
      label={t('endings.list')}
      minWidth={860}
      head={head.map((name) => t(`endings.${name}`))}
      rows={endings.map((ending) => ({
        key: ending.id,
        cells: [
          <bdi key="name">{ending.projectName}</bdi>,
          t(`endings.kind.${ending.kind}`),
          <div key="ordered">
            <Moment iso={ending.orderedAt} />
            <Text size="sm" c="dimmed">
              {t('endings.orderedBy', { name: ending.orderedBy })}
            </Text>
          </div>,
          <Moment key="restorable" iso={ending.restorableUntil} />,
          <Moment key="gone" iso={ending.goneBy} dateOnly />,
          <Standing key="state" ending={ending} isOwner={isOwner} />,
        ],
      }))}
    />
  );
}

const COLOURS: Readonly<Record<Ending['state'], string>> = {
  'setting-aside': 'blue',
  restorable: 'orange',
  restoring: 'blue',
  restored: 'green',
  going: 'blue',
  gone: 'gray',
};

function Standing({ ending, isOwner }: { readonly ending: Ending; readonly isOwner: boolean }) {
  const t = useTexts();
  const { state, finishedAt, restoredBy, trouble, id, projectName: name } = ending;
  const saving = useSaving();
  return (
    <Stack gap={4} align="flex-start">
      <Dotted color={COLOURS[state]}>{t(`endings.state.${state}`)}</Dotted>
      {finishedAt !== null && (
        <Text size="sm">
          <Moment iso={finishedAt} /> {restoredBy !== null && t('endings.orderedBy', { name: restoredBy })}
        </Text>
      )}
      {trouble !== null && (
        <Text size="sm">
          {t('endings.trouble')} <span lang="en">{trouble.message}</span>
        </Text>
      )}
      {state === 'restorable' && isOwner && <Restore ending={ending} />}
      {state === 'gone' && (
        <>
          <WhatWent ending={ending} />
          <Anchor
            size="sm"
            {...saving.link(`/api/v1/project-endings/${id}/record.json`)}
            aria-label={t('endings.record.of', { name })}
          >
            {t('endings.record')}
          </Anchor>
          <Anchor
            size="sm"
            {...saving.link(`/api/v1/project-endings/${id}/record.sig`)}
            aria-label={t('endings.signature.of', { name })}
          >
            {t('endings.signature')}
          </Anchor>
          {saving.error !== null && <Failure error={saving.error} />}
        </>
      )}
    </Stack>
  );
}

function Restore({ ending: { id, kind, projectName: name } }: { readonly ending: Ending }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [asked, { open, close }] = useDisclosure();
  const restore = useMutation({
    mutationFn: () => restoreProject(id),
    onSuccess: () => {
      close();
      notifications.show({ message: t('endings.restored'), closeButtonProps: { 'aria-label': t('app.close') } });
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ENDINGS });
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={t('endings.restore.of', { name })} onClick={open}>
        {t('endings.restore')}
      </Button>
      <Confirm
        opened={asked}
        title={t('endings.restore.of', { name })}
        action={t('endings.restore')}
        color="blue"
        change={restore}
        onConfirm={() => restore.mutate()}
        onClose={close}
      >
        <Text>{t(`endings.restore.words.${kind}`)}</Text>
      </Confirm>
    </>
  );
}
