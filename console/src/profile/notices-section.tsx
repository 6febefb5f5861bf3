import { Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import type { paths } from '../api/openapi';
import { useFollowedDraft } from '../app/drafts/followed-draft';
import { Failure, Shown } from '../app/page';
import { Section } from '../app/section';
import { LANGUAGES } from '../texts/language';
import { useTexts } from '../texts/texts';
import { accountQuery } from './own-account';

type Choice = paths['/api/v1/session/notices']['get']['responses']['200']['content']['application/json'];
type Kind = keyof Choice['wanted'];

const KINDS: readonly Kind[] = [
  'finished',
  'finishedByOthers',
  'failed',
  'atRisk',
  'approval',
  'token',
  'sweep',
  'retention',
  'duty',
];

const choiceQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: () => must(api.GET('/api/v1/session/notices')),
});

/** What is told by mail. */
export function NoticesSection() {
  const t = useTexts();
  const choice = useQuery(choiceQuery);
  return (
    <Section title={t('profile.notices')} about={t('profile.notices.about')}>
      <Shown query={choice}>{(data) => <ChoiceForm choice={data} />}</Shown>
    </Section>
  );
}

function ChoiceForm({ choice }: { readonly choice: Choice }) {
  const t = useTexts();
  const queries = useQueryClient();
  const { data: account } = useQuery(accountQuery);
  const { draft: wanted, set } = useFollowedDraft(choice, ({ wanted: saved }) => saved);
  const choose = useMutation({
    mutationFn: () => must(api.PUT('/api/v1/session/notices', { body: { wanted } })),
    onSuccess: (chosen) => {
      queries.setQueryData(choiceQuery.queryKey, chosen);
      notifications.show({ message: t('app.saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choose.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('profile.notices')}>
      <Stack>
        {choice.delivery !== 'mail' && (
          <Alert color="yellow" role="note">
            {t(`profile.notices.${choice.delivery}`)}
          </Alert>
        )}
        {KINDS.map((kind) => (
          <Switch
            key={kind}
            label={t(`profile.notices.${kind}`)}
            checked={wanted[kind]}
            onChange={(event) => {
              set({ [kind]: event.currentTarget.checked });
            }}
          />
        ))}
        <Text c="dimmed">{t('profile.notices.language', { language: LANGUAGES[account?.language ?? 'en'] })}</Text>
        {choose.error !== null && <Failure error={choose.error} />}
        <Group>
          <Button type="submit" variant="default" loading={choose.isPending}>
            {t('app.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
