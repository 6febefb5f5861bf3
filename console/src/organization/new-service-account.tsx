import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import type { Organization } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { ShownOnce } from '../app/shown-once';
import { useTexts } from '../texts/texts';
import { organizationKey, type Role } from './organization-queries';
import { RoleSelect } from './role';

const MOST_DAYS = 365;

interface NewProps {
  readonly opened: boolean;
  readonly organization: Organization;
  readonly onClose: () => void;
}

export function NewServiceAccount({ opened, organization, onClose }: NewProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('admin');
  const [days, setDays] = useState<number | string>(MOST_DAYS);
  const make = useMutation({
    mutationFn: () =>
      must(
        api.POST('/api/v1/organizations/{organizationId}/service-accounts', {
          params: { path: { organizationId: organization.id } },
          body: { name, role, expiresInDays: Number(days) },
        }),
      ),
    onSuccess: () => {
      setName('');
      void queries.invalidateQueries({ queryKey: organizationKey(organization.id) });
    },
  });
  const close = () => {
    make.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('members.tools.make')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {make.data === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('members.name')}
              description={t('members.tools.name.about')}
              required
              pattern="[A-Za-z0-9_\-]{1,64}"
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <RoleSelect role={role} onChange={setRole} asOwner={organization.role === 'owner'} />
            <NumberInput
              label={t('members.tools.days')}
              required
              min={1}
              max={MOST_DAYS}
              allowDecimal={false}
              value={days}
              onChange={setDays}
            />
            {make.error !== null && <Failure error={make.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('app.cancel')}
              </Button>
              <SendButton loading={make.isPending}>{t('members.tools.make')}</SendButton>
            </Group>
          </Stack>
        </form>
      ) : (
        <Made name={make.data.name} secret={make.data.secret} onClose={close} />
      )}
    </Modal>
  );
}

interface MadeProps {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

function Made({ name, secret, onClose }: MadeProps) {
  const t = useTexts();
  return (
    <Stack>
      <ShownOnce label={t('members.secret')} text={secret} about={t('members.tools.made', { name })} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('app.close')}</Button>
      </Group>
    </Stack>
  );
}
