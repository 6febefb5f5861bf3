import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Confirm } from '../app/confirm';
import { Failure } from '../app/page';
import { sessionQuery, type Organization } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { useTexts } from '../texts/texts';
import { organizationKey, type Member, type Role } from './organization-queries';
import { RoleSelect } from './role';

interface ChangeProps {
  readonly member: Member | null;
  readonly organization: Organization;
  readonly onClose: () => void;
}

const PATH = '/api/v1/organizations/{organizationId}/members/{userId}';

function useMemberChanged(organizationId: string, onClose: () => void): () => void {
  const queries = useQueryClient();
  return () => {
    onClose();
    void queries.invalidateQueries({ queryKey: organizationKey(organizationId) });
    // It may be one's own role.
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
}

/** Another role for a member; mounted anew for each. */
export function ChangeRole({ member, organization, onClose }: ChangeProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [role, setRole] = useState<Role>(member?.role ?? 'member');
  const changed = useMemberChanged(organization.id, onClose);
  const change = useMutation({
    mutationFn: () => {
      const path = { organizationId: organization.id, userId: member?.id ?? '' };
      // The role as the list had it when this was opened: somebody else may have changed it since.
      return must(api.PATCH(PATH, { params: { path }, body: { role, from: member?.role } }));
    },
    onSuccess: changed,
    onError: () => queries.invalidateQueries({ queryKey: organizationKey(organization.id) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Modal
      opened={member !== null}
      onClose={onClose}
      title={t('members.changeRole.title', { email: member?.email ?? '' })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <RoleSelect role={role} onChange={setRole} asOwner={organization.role === 'owner'} />
          <Text size="sm">{t('members.changeRole.ends')}</Text>
          {change.error !== null && <Failure error={change.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <SendButton loading={change.isPending}>{t('app.save')}</SendButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function RemoveMember({ member, organization, onClose }: ChangeProps) {
  const t = useTexts();
  const changed = useMemberChanged(organization.id, onClose);
  const remove = useMutation({
    mutationFn: () => {
      const path = { organizationId: organization.id, userId: member?.id ?? '' };
      return must(api.DELETE(PATH, { params: { path } }));
    },
    onSuccess: changed,
  });
  return (
    <Confirm
      opened={member !== null}
      title={t('members.remove.title', { email: member?.email ?? '' })}
      action={t('members.remove')}
      change={remove}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{t('members.remove.words')}</Text>
    </Confirm>
  );
}
