import { Checkbox, Group, Stack, Switch, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { useFollowedDraft } from '../app/drafts/followed-draft';
import { MeanwhileNote } from '../app/drafts/meanwhile-note';
import { Failure, Shown } from '../app/page';
import { Section } from '../app/section';
import { SendButton } from '../app/standing/send-button';
import { useTexts } from '../texts/texts';
import { viewQuery, type View } from './classification-data';

const ROLES = ['owner', 'admin', 'member'] as const;
type Tool = View['serviceAccounts'][number];

/** Who is shown what is sensitive: seen by owners and admins, said by owners. */
export function ViewSection({ projectId, isOwner }: { readonly projectId: number; readonly isOwner: boolean }) {
  const t = useTexts();
  const query = useQuery(viewQuery(projectId));
  return (
    <Section title={t('views.title')} about={t('views.about')}>
      <Shown query={query}>{(view) => <ViewForm projectId={projectId} view={view} isOwner={isOwner} />}</Shown>
    </Section>
  );
}

interface ViewFormProps {
  readonly projectId: number;
  readonly view: View;
  readonly isOwner: boolean;
}

function ViewForm({ projectId, view, isOwner }: ViewFormProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const { draft, crossings, set: change, accept } = useFollowedDraft(view, draftOf);
  const save = useMutation({
    mutationFn: () =>
      must(
        api.PUT('/api/v1/projects/{projectId}/views', {
          params: { path: { projectId }, header: { 'If-Match': `"${view.version}"` } },
          body: draft,
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(viewQuery(projectId).queryKey, saved);
      accept(saved);
    },
    onError: () => queries.invalidateQueries({ queryKey: viewQuery(projectId).queryKey }),
  });
  const set = (part: Partial<typeof draft>) => {
    if (save.isSuccess) save.reset();
    change(part);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('views.title')}>
      <fieldset disabled={!isOwner} style={{ border: 0, padding: 0, margin: 0, minInlineSize: 0 }}>
        <Stack>
          {!isOwner && <Text size="sm">{t('views.owners')}</Text>}
          <Checkbox.Group
            label={t('views.roles')}
            value={[...draft.roles]}
            onChange={(roles) => set({ roles: ROLES.filter((role) => roles.includes(role)) })}
          >
            <Group pt="xs">
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={t(`views.role.${role}`)} disabled={!isOwner} />
              ))}
            </Group>
          </Checkbox.Group>
          <Tools
            label={t('views.serviceAccounts')}
            tools={view.serviceAccounts}
            chosen={draft.serviceAccounts}
            isOwner={isOwner}
            onChoose={(serviceAccounts) => set({ serviceAccounts })}
          />
          <Tools
            label={t('views.oauthTokens')}
            tools={view.oauthTokens}
            chosen={draft.oauthTokens}
            isOwner={isOwner}
            onChoose={(oauthTokens) => set({ oauthTokens })}
          />
          <Switch
            label={t('views.apiSecret')}
            description={t('views.apiSecret.about')}
            disabled={!isOwner}
            checked={draft.apiSecret}
            onChange={(event) => set({ apiSecret: event.currentTarget.checked })}
          />
          <MeanwhileNote fields={crossings.map((name) => `views.${name}` as const)} />
          {save.error !== null && <Failure error={save.error} />}
          {isOwner && (
            <Group>
              <SendButton needs="owner" loading={save.isPending}>
                {t('views.save')}
              </SendButton>
              <Text role="status" size="sm">
                {save.isSuccess ? t('app.saved') : ''}
              </Text>
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

function draftOf({ roles, apiSecret, serviceAccounts, oauthTokens }: View) {
  const named = (tools: readonly Tool[]) => tools.filter(({ isNamed }) => isNamed).map(({ id }) => id);
  return { roles: [...roles], apiSecret, serviceAccounts: named(serviceAccounts), oauthTokens: named(oauthTokens) };
}

interface ToolsProps {
  readonly label: string;
  readonly tools: readonly Tool[];
  readonly chosen: readonly string[];
  readonly isOwner: boolean;
  readonly onChoose: (ids: string[]) => void;
}

function Tools({ label, tools, chosen, isOwner, onChoose }: ToolsProps) {
  const t = useTexts();
  return (
    <Checkbox.Group label={label} value={[...chosen]} onChange={onChoose}>
      <Stack gap={6} pt="xs">
        {tools.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('views.noTool')}
          </Text>
        )}
        {tools.map(({ id, name, of }) => (
          <Checkbox
            key={id}
            value={id}
            disabled={!isOwner}
            label={of === null ? name : t('views.tokenOf', { name, person: of })}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
