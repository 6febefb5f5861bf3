import { Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Confirm } from '../app/confirm';
import { DataTable } from '../app/data-table';
import { Empty, Shown } from '../app/page';
import { Section } from '../app/section';
import type { Organization } from '../app/session';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { LetInBy } from './let-in-by';
import { invitationsQuery, organizationKey, type Invitation } from './organization-queries';
import { RoleBadge } from './role';

/** Who was asked in and has not come yet. */
export function Invitations({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const query = useQuery(invitationsQuery(organization.id));
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  return (
    <Section title={t('members.invitations')} about={t('members.invitations.about')}>
      <Shown query={query}>
        {(invitations) => (
          <InvitationsTable
            invitations={invitations.filter(({ state }) => state === 'pending')}
            isOwner={organization.role === 'owner'}
            onRevoke={setRevoking}
          />
        )}
      </Shown>
      <RevokeInvitation invitation={revoking} organization={organization} onClose={() => setRevoking(null)} />
    </Section>
  );
}

interface InvitationsTableProps {
  readonly invitations: readonly Invitation[];
  readonly isOwner: boolean;
  readonly onRevoke: (invitation: Invitation) => void;
}

function InvitationsTable({ invitations, isOwner, onRevoke }: InvitationsTableProps) {
  const t = useTexts();
  if (invitations.length === 0) return <Empty>{t('members.invitations.none')}</Empty>;
  return (
    <DataTable
      label={t('members.invitations')}
      minWidth={720}
      head={[
        t('members.email'),
        t('members.role'),
        t('members.invitations.by'),
        t('members.invitations.delivery'),
        t('members.ends'),
        t('members.actions'),
      ]}
      rows={invitations.map((invitation) => ({
        key: invitation.id,
        cells: [
          <bdi key="email">{invitation.email}</bdi>,
          <RoleBadge key="role" role={invitation.role} />,
          <LetInBy key="by" by={invitation.invitedBy} />,
          t(`members.delivery.${invitation.delivery}`),
          <Moment key="ends" iso={invitation.expiresAt} />,
          (isOwner || invitation.role !== 'owner') && (
            <Button
              key="revoke"
              size="compact-sm"
              variant="default"
              aria-label={`${t('members.revoke')}: ${invitation.email}`}
              onClick={() => onRevoke(invitation)}
            >
              {t('members.revoke')}
            </Button>
          ),
        ],
      }))}
    />
  );
}

interface RevokeProps {
  readonly invitation: Invitation | null;
  readonly organization: Organization;
  readonly onClose: () => void;
}

function RevokeInvitation({ invitation, organization, onClose }: RevokeProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => {
      const path = { organizationId: organization.id, id: invitation?.id ?? '' };
      return must(api.DELETE('/api/v1/organizations/{organizationId}/invitations/{id}', { params: { path } }));
    },
    onSuccess: () => {
      onClose();
      void queries.invalidateQueries({ queryKey: organizationKey(organization.id) });
    },
  });
  return (
    <Confirm
      opened={invitation !== null}
      title={t('members.revoke.title', { email: invitation?.email ?? '' })}
      action={t('members.revoke')}
      change={revoke}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <Text>{t('members.revoke.words')}</Text>
    </Confirm>
  );
}
