import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import { Section } from '../app/section';
import { sessionQuery } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { useTexts } from '../texts/texts';
import { ENDINGS, endProject, type EndingKind } from './endings-data';

const KINDS = ['deleted', 'reset'] as const satisfies readonly EndingKind[];

interface EndProjectProps {
  readonly project: { readonly id: number; readonly name: string };
  readonly isOwner: boolean;
}

/** Deletes or empties a project, once its name was typed. */
export function EndProject({ project, isOwner }: EndProjectProps) {
  const t = useTexts();
  const [kind, setKind] = useState<EndingKind | null>(null);
  return (
    <Section title={t('endings.title')} about={t('endings.about')}>
      {isOwner ? (
        <Stack gap="lg">
          {KINDS.map((each) => (
            <Stack key={each} gap="xs" align="flex-start">
              <Text>{t(`endings.${each}.words`)}</Text>
              <Button color="red" variant={each === 'deleted' ? 'filled' : 'default'} onClick={() => setKind(each)}>
                {t(`endings.${each}`)}
              </Button>
            </Stack>
          ))}
        </Stack>
      ) : (
        <Text>{t('endings.ownersOnly')}</Text>
      )}
      {kind !== null && <EndModal project={project} kind={kind} onClose={() => setKind(null)} />}
    </Section>
  );
}

interface EndModalProps {
  readonly project: EndProjectProps['project'];
  readonly kind: EndingKind;
  readonly onClose: () => void;
}

function EndModal({ project, kind, onClose }: EndModalProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const end = useMutation({
    mutationFn: () => endProject(project.id, kind, name),
    onSuccess: async () => {
      onClose();
      notifications.show({
        message: t(`endings.${kind}.done`),
        closeButtonProps: { 'aria-label': t('app.close') },
      });
      await navigate({ to: '/projects' });
      void queries.invalidateQueries({ queryKey: ENDINGS });
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const complaint = useRefusals().ofField(end.error, 'name', ['name-differs']);
  const isTyped = name.trim() === project.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isTyped) end.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t(`endings.${kind}`)} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit} aria-label={t(`endings.${kind}`)}>
        <Stack>
          <Text>{t(`endings.${kind}.words`)}</Text>
          <List>
            <List.Item>{t('endings.later')}</List.Item>
            <List.Item>{t('endings.tables')}</List.Item>
            <List.Item>{t('endings.requests')}</List.Item>
          </List>
          <TextInput
            label={t('endings.name')}
            description={t('endings.name.about', { name: project.name })}
            autoComplete="off"
            data-autofocus
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={complaint}
          />
          {end.error !== null && complaint === undefined && <Failure error={end.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <SendButton needs="owner" color="red" disabled={!isTyped} loading={end.isPending}>
              {t(`endings.${kind}`)}
            </SendButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
