import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../api/mutation';
import { DataTable } from '../app/data-table';
import { Failure } from '../app/page';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import { periodWords } from '../texts/periods';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import { RETENTION, retentionQuery, takeBack, type Pending, type Retention, type WindowWords } from './retention-data';

/** Windows that were shortened and do not count yet, each with its date and the way to take it back. Nothing where none is. */
export function PendingChanges({ retention }: { readonly retention: Retention }) {
  const t = useTexts();
  const nameOf = useCollectionName(retention);
  const { pending, projectId } = retention;
  if (pending.length === 0) return null;
  const head = ['what', 'before', 'after', 'by', 'effectiveAt'] as const;
  return (
    <Section title={t('retention.pending')} about={t('retention.pending.about')}>
      <DataTable
        label={t('retention.pending')}
        minWidth={720}
        head={[
          ...head.map((name) => t(name === 'what' ? 'retention.rule.what' : `retention.pending.${name}`)),
          t('retention.pending.takeBack'),
        ]}
        rows={pending.map((change) => ({
          key: change.id,
          cells: [
            nameOf(change.collection),
            <Words key="before" window={change.before} />,
            <Words key="after" window={change.after} />,
            <div key="by">
              <Moment iso={change.at} />
              <Text size="sm" c="dimmed">
                {t('retention.pending.byWhom', { name: change.by })}
              </Text>
            </div>,
            <Moment key="effective" iso={change.effectiveAt} />,
            <TakeBack key="back" projectId={projectId} change={change} name={nameOf(change.collection)} />,
          ],
        }))}
      />
    </Section>
  );
}

/** The built-in collections in the reader's words, a company's table by its title. */
export function useCollectionName({ tables }: Pick<Retention, 'tables'>): (collection: string) => string {
  const t = useTexts();
  return (collection) => {
    if (collection === 'events' || collection === 'profiles') return t(`retention.${collection}`);
    return tables.find((table) => table.collection === collection)?.title ?? collection;
  };
}

const COUNTED = ['months', 'unseenDays', 'daysAfterEnd'] as const;

/** A window as it was or will be: what stands in it, or that it has no end. */
function Words({ window }: { readonly window: WindowWords }) {
  const t = useTexts();
  const { after, subscriptionEndsAt } = window;
  const lines: ReactNode[] = COUNTED.flatMap((name) => {
    const count = window[name];
    return typeof count === 'number' ? [t(`retention.window.${name}`, { count })] : [];
  });
  if (typeof after === 'string') lines.push(periodWords(t, after));
  if (typeof subscriptionEndsAt === 'string') {
    lines.push(
      <>
        {t('retention.window.subscriptionEndsAt')} <Moment iso={subscriptionEndsAt} dateOnly />
      </>,
    );
  }
  if (lines.length === 0) return <>{t('retention.window.forever')}</>;
  return (
    <Stack gap={2}>
      {lines.map((line, index) => (
        <Text key={index} size="sm">
          {line}
        </Text>
      ))}
    </Stack>
  );
}

interface TakeBackProps {
  readonly projectId: number;
  readonly change: Pending;
  readonly name: string;
}

function TakeBack({ projectId, change, name }: TakeBackProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const back = useMutation({
    mutationFn: () => takeBack(projectId, change.id),
    onSuccess: (retention) => {
      queries.setQueryData(retentionQuery(projectId).queryKey, retention);
      notifications.show({
        message: t('retention.pending.takenBack'),
        closeButtonProps: { 'aria-label': t('app.close') },
      });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: RETENTION }),
  });
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        size="compact-sm"
        variant="default"
        loading={back.isPending}
        aria-label={t('retention.pending.takeBack.of', { collection: name })}
        onClick={() => back.mutate()}
      >
        {t('retention.pending.takeBack')}
      </Button>
      {back.error !== null && <Failure error={back.error} />}
    </Stack>
  );
}
