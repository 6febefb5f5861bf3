import { Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useMutation } from '../api/mutation';
import { useFollowedDraft } from '../app/drafts/followed-draft';
import { MeanwhileNote } from '../app/drafts/meanwhile-note';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import { Section } from '../app/section';
import { useOrganization } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { projectKey } from '../projects/project-queries';
import { useTexts } from '../texts/texts';
import { changeRetention, RETENTION, retentionQuery, type Retention } from './retention-data';
import { GraceWords } from './grace-words';
import { ShortenModal } from './shorten-modal';
import { changesOf, draftOf, lacksBasis, shortenedBy, type WindowsDraft } from './windows-draft';
import { EventFields, PlanFields, ProfileFields, ReplayField, type WindowsFieldsProps } from './windows-fields';

/** Changes how long a project keeps what. Where that makes something go sooner, it is shown what, before it is saved. */
export function WindowsForm({ retention }: { readonly retention: Retention }) {
  const t = useTexts();
  const refusals = useRefusals();
  const isOwner = useOrganization()?.role === 'owner';
  const { draft, crossings, set, accept } = useFollowedDraft(retention, draftOf);
  const [asked, setAsked] = useState(false);
  const [shows, setShows] = useState(false);
  const changes = changesOf(retention, draft);
  const shortened = shortenedBy(retention, changes);
  const save = useSave(retention.projectId, changes, (saved) => {
    accept(saved);
    setAsked(false);
    setShows(false);
  });
  const lacks = lacksBasis(retention, draft);
  const isChanged = Object.keys(changes).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isChanged || lacks) return;
    if (shortened === null) save.mutate();
    else setShows(true);
  };
  const fields: WindowsFieldsProps = {
    retention,
    draft,
    errors: {
      ...refusals.ofFields(save.error),
      ...(asked && lacks ? { eventBasis: t('retention.eventBasis.missing') } : {}),
    },
    set: (change: Partial<WindowsDraft>) => {
      if (!save.isPending && !save.isIdle) save.reset();
      set(change);
    },
  };
  return (
    <Section
      title={t('retention.change')}
      about={<GraceWords sentence="retention.change.about" grace={retention.grace} />}
    >
      <form onSubmit={submit} aria-label={t('retention.change')} noValidate>
        <Stack>
          <PlanFields {...fields} isOwner={isOwner} />
          <EventFields {...fields} />
          <ProfileFields {...fields} />
          <ReplayField {...fields} />
          <MeanwhileNote fields={crossings.map((name) => `retention.${name}` as const)} />
          {save.error !== null && !shows && <Failure error={save.error} />}
          <Group>
            <SendButton loading={save.isPending} disabled={!isChanged}>
              {t('app.save')}
            </SendButton>
            <Text role="status" size="sm">
              {save.isSuccess ? t('app.saved') : ''}
            </Text>
          </Group>
        </Stack>
      </form>
      {shows && shortened !== null && (
        <ShortenModal
          retention={retention}
          supposed={shortened}
          isPlan={changes.plan !== undefined}
          change={save}
          onConfirm={() => save.mutate()}
          onClose={() => setShows(false)}
        />
      )}
    </Section>
  );
}

function useSave(projectId: number, changes: ReturnType<typeof changesOf>, saved: (retention: Retention) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => changeRetention(projectId, changes),
    onSuccess: (retention) => {
      queries.setQueryData(retentionQuery(projectId).queryKey, retention);
      saved(retention);
      void queries.invalidateQueries({ queryKey: RETENTION });
      // The days of recordings stand among the settings of the project, too.
      void queries.invalidateQueries({ queryKey: projectKey(projectId) });
    },
  });
}
