import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '../app/data-table';
import { Empty, Shown } from '../app/page';
import { Section } from '../app/section';
import { useSession, type Organization } from '../app/session';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { ChangeRole, RemoveMember } from './change-member';
import { InvitePerson } from './invite-person';
import { MemberTokens } from './member-tokens';
import { membersQuery, type Member } from './organization-queries';
import { RoleBadge } from './role';

type Opened = { readonly what: 'role' | 'tokens' | 'remove'; readonly member: Member } | null;

/** The people of an organization: invited, given another role, their tokens ended, removed. */
export function People({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const query = useQuery(membersQuery(organization.id));
  const [inviting, setInviting] = useState(false);
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const memberOf = (what: NonNullable<Opened>['what']) => (opened?.what === what ? opened.member : null);
  return (
    <Section
      title={t('members.people')}
      about={t('members.people.about')}
      actions={<Button onClick={() => setInviting(true)}>{t('members.invite')}</Button>}
    >
      <Shown query={query}>
        {(members) => (
          <PeopleTable
            members={members}
            organization={organization}
            onOpen={(what, member) => setOpened({ what, member })}
          />
        )}
      </Shown>
      <InvitePerson opened={inviting} organization={organization} onClose={() => setInviting(false)} />
      <ChangeRole key={memberOf('role')?.id} member={memberOf('role')} organization={organization} onClose={close} />
      <MemberTokens member={memberOf('tokens')} organization={organization} onClose={close} />
      <RemoveMember member={memberOf('remove')} organization={organization} onClose={close} />
    </Section>
  );
}

interface PeopleTableProps {
  readonly members: readonly Member[];
  readonly organization: Organization;
  readonly onOpen: (what: NonNullable<Opened>['what'], member: Member) => void;
}

function PeopleTable({ members, organization, onOpen }: PeopleTableProps) {
  const t = useTexts();
  const session = useSession();
  const isOwner = organization.role === 'owner';
  if (members.length === 0) return <Empty>{t('members.people.none')}</Empty>;
  const head = ['members.person', 'members.role', 'members.since', 'members.lastUse', 'members.actions'] as const;
  return (
    <DataTable
      label={t('members.people')}
      minWidth={760}
      head={head.map((name) => t(name))}
      rows={members.map((member) => {
        // An admin looks after members and admins; only owners look after owners.
        const mayChange = isOwner || member.role !== 'owner';
        return {
          key: member.id,
          cells: [
            <PersonCell key="person" member={member} isSelf={member.id === session?.person.id} />,
            <RoleBadge key="role" role={member.role} />,
            <Moment key="since" iso={member.createdAt} dateOnly />,
            <Moment key="last" iso={member.lastUsedAt} />,
            <Group key="actions" gap="xs" wrap="nowrap">
              {mayChange && (
                <Act member={member} label={t('members.changeRole')} onClick={() => onOpen('role', member)} />
              )}
              {isOwner && <Act member={member} label={t('members.tokens')} onClick={() => onOpen('tokens', member)} />}
              {mayChange && (
                <Act member={member} label={t('members.remove')} onClick={() => onOpen('remove', member)} />
              )}
            </Group>,
          ],
        };
      })}
    />
  );
}

function PersonCell({ member, isSelf }: { readonly member: Member; readonly isSelf: boolean }) {
  const t = useTexts();
  return (
    <Stack gap={2}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <bdi>{member.email}</bdi>
      </Text>
      <Group gap={6}>
        {member.name !== member.email && (
          <Text size="xs" c="dimmed">
            <bdi>{member.name}</bdi>
          </Text>
        )}
        {isSelf && (
          <Badge variant="default" size="sm" tt="none">
            {t('members.you')}
          </Badge>
        )}
        {!member.emailVerified && (
          <Badge variant="default" size="sm" tt="none">
            {t('members.unconfirmed')}
          </Badge>
        )}
      </Group>
    </Stack>
  );
}

/** A button of a row, which says to those who cannot see the row whose it is. */
function Act({ member, label, onClick }: { member: Member; label: string; onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="default" aria-label={`${label}: ${member.email}`} onClick={onClick}>
      {label}
    </Button>
  );
}
