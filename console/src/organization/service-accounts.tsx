import { Button, Code, Text } from '@mantine/core';
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
import { NewServiceAccount } from './new-service-account';
import { organizationKey, serviceAccountsQuery, type ServiceAccount } from './organization-queries';
import { RoleBadge } from './role';

/** Accounts of tools: made with a secret that is shown once, and ended. */
export function ServiceAccounts({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const query = useQuery(serviceAccountsQuery(organization.id));
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ServiceAccount | null>(null);
  return (
    <Section
      title={t('members.tools')}
      about={t('members.tools.about')}
      actions={<Button onClick={() => setMaking(true)}>{t('members.tools.make')}</Button>}
    >
      <Shown query={query}>
        {(accounts) => (
          <ToolsTable
            accounts={accounts.filter((account) => isGood(account, query.dataUpdatedAt))}
            isOwner={organization.role === 'owner'}
            onEnd={(account) => setEnding(account)}
          />
        )}
      </Shown>
      <NewServiceAccount opened={making} organization={organization} onClose={() => setMaking(false)} />
      <EndServiceAccount account={ending} organization={organization} onClose={() => setEnding(null)} />
    </Section>
  );
}

function isGood({ revokedAt, expiresAt }: ServiceAccount, now: number): boolean {
  return revokedAt === null && (expiresAt === null || new Date(expiresAt).getTime() > now);
}

interface ToolsTableProps {
  readonly accounts: readonly ServiceAccount[];
  readonly isOwner: boolean;
  readonly onEnd: (account: ServiceAccount) => void;
}

function ToolsTable({ accounts, isOwner, onEnd }: ToolsTableProps) {
  const t = useTexts();
  if (accounts.length === 0) return <Empty>{t('members.tools.none')}</Empty>;
  return (
    <DataTable
      label={t('members.tools')}
      minWidth={820}
      head={[
        t('members.name'),
        t('members.role'),
        t('members.prefix'),
        t('members.madeBy'),
        t('members.lastUse'),
        t('members.ends'),
        t('members.actions'),
      ]}
      rows={accounts.map((account) => ({
        key: account.id,
        cells: [
          account.name,
          <RoleBadge key="role" role={account.role} />,
          <Code key="prefix">{account.prefix}…</Code>,
          <LetInBy key="by" by={account.createdBy} />,
          <Moment key="last" iso={account.lastUsedAt} />,
          <Moment key="ends" iso={account.expiresAt} dateOnly />,
          (isOwner || account.role !== 'owner') && (
            <Button
              key="end"
              size="compact-sm"
              variant="default"
              aria-label={`${t('members.tools.end')}: ${account.name}`}
              onClick={() => onEnd(account)}
            >
              {t('members.tools.end')}
            </Button>
          ),
        ],
      }))}
    />
  );
}

interface EndProps {
  readonly account: ServiceAccount | null;
  readonly organization: Organization;
  readonly onClose: () => void;
}

function EndServiceAccount({ account, organization, onClose }: EndProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => {
      const path = { organizationId: organization.id, id: account?.id ?? '' };
      return must(api.DELETE('/api/v1/organizations/{organizationId}/service-accounts/{id}', { params: { path } }));
    },
    onSuccess: () => {
      onClose();
      void queries.invalidateQueries({ queryKey: organizationKey(organization.id) });
    },
  });
  return (
    <Confirm
      opened={account !== null}
      title={t('members.tools.end.title', { name: account?.name ?? '' })}
      action={t('members.tools.end')}
      change={end}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      <Text>{t('members.tools.end.words')}</Text>
    </Confirm>
  );
}
