import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
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

interface InviteProps {
  readonly opened: boolean;
  readonly organization: Organization;
  readonly onClose: () => void;
}

/** Asks somebody in. Where no mail is sent, the link is shown once, to be passed on. */
export function InvitePerson({ opened, organization, onClose }: InviteProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('admin');
  const invite = useMutation({
    mutationFn: () =>
      must(
        api.POST('/api/v1/organizations/{organizationId}/invitations', {
          params: { path: { organizationId: organization.id } },
          body: { email, role },
        }),
      ),
    onSuccess: () => {
      setEmail('');
      void queries.invalidateQueries({ queryKey: organizationKey(organization.id) });
    },
  });
  const close = () => {
    invite.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('members.invite')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {invite.data === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('members.email')}
              type="email"
              required
              maxLength={254}
              data-autofocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <RoleSelect role={role} onChange={setRole} asOwner={organization.role === 'owner'} />
            {invite.error !== null && <Failure error={invite.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('app.cancel')}
              </Button>
              <SendButton loading={invite.isPending}>{t('members.invite.send')}</SendButton>
            </Group>
          </Stack>
        </form>
      ) : (
        <Invited invitation={invite.data} onClose={close} />
      )}
    </Modal>
  );
}

interface InvitedProps {
  readonly invitation: { readonly email: string; readonly link: string | null; readonly delivery: string };
  readonly onClose: () => void;
}

function Invited({ invitation: { email, link, delivery }, onClose }: InvitedProps) {
  const t = useTexts();
  const words = delivery === 'failed' ? 'members.invite.failed' : 'members.invite.mailed';
  return (
    <Stack>
      {link === null ? (
        <Text role="status">{t(words, { email })}</Text>
      ) : (
        <ShownOnce label={t('members.invite.link')} text={link} about={t('members.invite.shown', { email })} />
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('app.close')}</Button>
      </Group>
    </Stack>
  );
}
