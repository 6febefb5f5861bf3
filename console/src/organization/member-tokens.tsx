import { Button, Code, Modal, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { DataTable } from '../app/data-table';
import { Empty, Failure, Shown } from '../app/page';
import type { Organization } from '../app/session';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { memberTokensQuery, organizationKey, type Member, type MemberToken } from './organization-queries';

interface MemberTokensProps {
  readonly member: Member | null;
  readonly organization: Organization;
  readonly onClose: () => void;
}

/** The GDPR OAuth tokens of a member that are good here; an owner ends them. */
export function MemberTokens({ member, organization, onClose }: MemberTokensProps) {
  const t = useTexts();
  return (
    <Modal
      opened={member !== null}
      onClose={onClose}
      size="xl"
      title={t('members.tokens.title', { email: member?.email ?? '' })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {member !== null && <Tokens member={member} organizationId={organization.id} />}
    </Modal>
  );
}

function Tokens({ member, organizationId }: { readonly member: Member; readonly organizationId: string }) {
  const t = useTexts();
  const queries = useQueryClient();
  const query = useQuery(memberTokensQuery(organizationId, member.id));
  const end = useMutation({
    mutationFn: (tokenId: string) => {
      const path = { organizationId, userId: member.id, tokenId };
      const route = '/api/v1/organizations/{organizationId}/members/{userId}/oauth-tokens/{tokenId}';
      return must(api.DELETE(route, { params: { path } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: organizationKey(organizationId) }),
  });
  return (
    <Stack>
      <Text size="sm">{t('members.tokens.about')}</Text>
      {end.error !== null && <Failure error={end.error} />}
      <Shown query={query}>
        {(tokens) => {
          const good = tokens.filter((token) => isGood(token, query.dataUpdatedAt));
          if (good.length === 0) return <Empty>{t('members.tokens.none')}</Empty>;
          const head = [
            'members.name',
            'members.prefix',
            'members.lastUse',
            'members.ends',
            'members.actions',
          ] as const;
          return (
            <DataTable
              label={t('members.tokens')}
              minWidth={620}
              head={head.map((name) => t(name))}
              rows={good.map(({ id, name, prefix, lastUsedAt, expiresAt }) => ({
                key: id,
                cells: [
                  <bdi key="name">{name}</bdi>,
                  <Code key="prefix">{prefix}…</Code>,
                  <Moment key="last" iso={lastUsedAt} />,
                  <Moment key="ends" iso={expiresAt} dateOnly />,
                  <Button
                    key="end"
                    size="compact-sm"
                    color="red"
                    aria-label={`${t('members.tokens.end')}: ${name}`}
                    loading={end.isPending && end.variables === id}
                    onClick={() => end.mutate(id)}
                  >
                    {t('members.tokens.end')}
                  </Button>,
                ],
              }))}
            />
          );
        }}
      </Shown>
    </Stack>
  );
}

function isGood({ revokedAt, expiresAt }: MemberToken, now: number): boolean {
  return revokedAt === null && new Date(expiresAt).getTime() > now;
}
