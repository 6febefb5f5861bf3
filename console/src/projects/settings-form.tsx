import { Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { useFollowedDraft } from '../app/drafts/followed-draft';
import { MeanwhileNote } from '../app/drafts/meanwhile-note';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import { sessionQuery } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { useTexts } from '../texts/texts';
import { ObjectionFields } from './objection-fields';
import { changesOf, draftOf, type ProjectDraft } from './project-draft';
import { FIELD_NAMES } from './project-field-names';
import { projectQuery, type ProjectSettings } from './project-queries';
import { DataFields } from './data-fields';
import { RecordingFields } from './recording-fields';
import { CalendarFields, DeletionFields, GeneralFields, SecretFields, type FieldsProps } from './settings-fields';

/** The settings of a project; what is not touched stays as it is, also where a colleague has changed it meanwhile. */
export function SettingsForm({ project }: { readonly project: ProjectSettings }) {
  const t = useTexts();
  const refusals = useRefusals();
  const queries = useQueryClient();
  const { draft, crossings, set, accept } = useFollowedDraft(project, draftOf);
  const changes = changesOf(project, draft);
  const save = useMutation({
    mutationFn: () =>
      must(
        api.PATCH('/api/v1/projects/{projectId}', {
          params: { path: { projectId: project.id }, header: { 'If-Match': `"${project.version}"` } },
          body: changes,
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(projectQuery(project.id).queryKey, saved);
      accept(saved);
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    // Where somebody was faster, the page shows what they did.
    onError: () => queries.invalidateQueries({ queryKey: projectQuery(project.id).queryKey }),
  });
  const isChanged = Object.keys(changes).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending && isChanged) save.mutate();
  };
  const fields: FieldsProps = {
    draft,
    errors: refusals.ofFields(save.error),
    set: (change: Partial<ProjectDraft>) => {
      if (save.isSuccess) save.reset();
      set(change);
    },
  };
  return (
    <form onSubmit={submit} aria-label={t('projects.tab.settings')}>
      <Stack>
        <GeneralFields {...fields} />
        <DeletionFields {...fields} />
        <CalendarFields {...fields} />
        <ObjectionFields {...fields} />
        <SecretFields {...fields} />
        <DataFields {...fields} />
        <RecordingFields {...fields} />
        <MeanwhileNote fields={crossings.map((name) => FIELD_NAMES[name])} />
        {save.error !== null && <Failure error={save.error} />}
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
  );
}
