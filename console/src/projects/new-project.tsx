import { Anchor, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import { sessionQuery, type Organization } from '../app/session';
import { ownZone } from '../app/zone';
import { SendButton } from '../app/standing/send-button';
import { ShownOnce } from '../app/shown-once';
import { useTexts } from '../texts/texts';
import { TimezoneSelect } from './timezone-select';

interface NewProjectProps {
  readonly opened: boolean;
  readonly organization: Organization;
  readonly onClose: () => void;
}

export function NewProject({ opened, organization, onClose }: NewProjectProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [token, setToken] = useState('');
  const [timezone, setTimezone] = useState(ownZone);
  const create = useMutation({
    mutationFn: () =>
      must(
        api.POST('/api/v1/organizations/{organizationId}/projects', {
          params: { path: { organizationId: organization.id } },
          body: { name, timezone, token: token === '' ? null : token },
        }),
      ),
    onSuccess: () => {
      setName('');
      setToken('');
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const close = () => {
    create.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const errors = useRefusals().ofFields(create.error);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('projects.create')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {create.data === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('projects.name')}
              required
              maxLength={100}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={errors['name']}
            />
            <TimezoneSelect value={timezone} onChange={setTimezone} error={errors['timezone']} />
            <TextInput
              label={t('projects.create.token')}
              description={t('projects.create.token.about')}
              pattern="[0-9a-f]{32}"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value.trim())}
              error={errors['token']}
            />
            {create.error !== null && <Failure error={create.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('app.cancel')}
              </Button>
              <SendButton loading={create.isPending}>{t('projects.create')}</SendButton>
            </Group>
          </Stack>
        </form>
      ) : (
        <Created id={create.data.id} apiSecret={create.data.apiSecret} onClose={close} />
      )}
    </Modal>
  );
}

interface CreatedProps {
  readonly id: number;
  readonly apiSecret: string;
  readonly onClose: () => void;
}

function Created({ id, apiSecret, onClose }: CreatedProps) {
  const t = useTexts();
  return (
    <Stack>
      <ShownOnce label={t('projects.secret')} text={apiSecret} about={t('projects.secret.shown')} />
      <Group justify="space-between">
        <Anchor
          component={Link}
          to="/projects/$projectId"
          params={{ projectId: String(id) } as never}
          onClick={onClose}
        >
          {t('projects.open')}
        </Anchor>
        <Button onClick={onClose}>{t('app.close')}</Button>
      </Group>
    </Stack>
  );
}
