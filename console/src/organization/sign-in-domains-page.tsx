import { Alert, Button, Group, Modal, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { signInWaysQuery } from '../account/provider-button';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import type { paths } from '../api/openapi';
import { Empty, Failure, Page, Shown } from '../app/page';
import { useOrganization, type Organization } from '../app/session';
import { SendButton } from '../app/standing/send-button';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';

const PATH = '/api/v1/organizations/{organizationId}/sign-in-domains';
const ONE = '/api/v1/organizations/{organizationId}/sign-in-domains/{id}';
const ROLES = ['member', 'admin'] as const;
type Role = (typeof ROLES)[number];

const domainsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['sign-in-domains', organizationId],
    queryFn: () => must(api.GET(PATH, { params: { path: { organizationId } } })),
  });
type Domain = paths[typeof PATH]['get']['responses']['200']['content']['application/json']['results'][number];

/** Whose people come in by the identity provider without an invitation: for owners. */
export function SignInDomainsPage() {
  const t = useTexts();
  const organization = useOrganization();
  const ways = useQuery(signInWaysQuery);
  return (
    <Page title={t('signIn.domains')} about={t('signIn.domains.about')}>
      {ways.data?.oauth === null && <Alert>{t('signIn.domains.noProvider')}</Alert>}
      {organization?.role === 'owner' ? (
        <Domains organization={organization} />
      ) : (
        <Text>{t('signIn.domains.owners')}</Text>
      )}
    </Page>
  );
}

function Domains({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const domains = useQuery(domainsQuery(organization.id));
  return (
    <>
      <Shown query={domains}>
        {({ results }) =>
          results.length === 0 ? (
            <Empty>{t('signIn.domains.empty')}</Empty>
          ) : (
            <DomainTable organizationId={organization.id} domains={results} />
          )
        }
      </Shown>
      <NewDomain organizationId={organization.id} />
    </>
  );
}

function DomainTable({ organizationId, domains }: { organizationId: string; domains: readonly Domain[] }) {
  const t = useTexts();
  const [leaving, setLeaving] = useState<Domain | null>(null);
  return (
    <>
      <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} aria-label={t('signIn.domains')} role="region">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('signIn.domains.domain')}</Table.Th>
              <Table.Th>{t('signIn.domains.role')}</Table.Th>
              <Table.Th>{t('signIn.domains.allowedBy')}</Table.Th>
              <Table.Th>{t('signIn.domains.since')}</Table.Th>
              <Table.Th>{t('signIn.domains.state')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {domains.map((each) => (
              <Table.Tr key={each.id}>
                <Table.Th scope="row">{each.domain}</Table.Th>
                <Table.Td>{t(`signIn.domains.role.${each.role}`)}</Table.Td>
                <Table.Td>{each.allowedBy}</Table.Td>
                <Table.Td>
                  <Moment iso={each.createdAt} dateOnly />
                </Table.Td>
                <Table.Td>{t(each.inEffect ? 'signIn.domains.inEffect' : 'signIn.domains.notInEffect')}</Table.Td>
                <Table.Td>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('signIn.domains.removeOf', { domain: each.domain })}
                    onClick={() => setLeaving(each)}
                  >
                    {t('signIn.domains.remove')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {leaving !== null && (
        <RemoveDomain organizationId={organizationId} domain={leaving} onClose={() => setLeaving(null)} />
      )}
    </>
  );
}

interface RemoveDomainProps {
  readonly organizationId: string;
  readonly domain: Domain;
  readonly onClose: () => void;
}

function RemoveDomain({ organizationId, domain: { id, domain }, onClose }: RemoveDomainProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => must(api.DELETE(ONE, { params: { path: { organizationId, id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: domainsQuery(organizationId).queryKey });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('signIn.domains.remove.title', { domain })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text>{t('signIn.domains.remove.words')}</Text>
        {remove.error !== null && <Failure error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('signIn.domains.remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function NewDomain({ organizationId }: { readonly organizationId: string }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [domain, setDomain] = useState('');
  const [role, setRole] = useState<Role>('member');
  const allow = useMutation({
    mutationFn: () => must(api.POST(PATH, { params: { path: { organizationId } }, body: { domain, role } })),
    onSuccess: async () => {
      setDomain('');
      await queries.invalidateQueries({ queryKey: domainsQuery(organizationId).queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    allow.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('signIn.domains.allow')}>
      <Stack maw={440}>
        <TextInput
          label={t('signIn.domains.domain')}
          description={t('signIn.domains.domain.about')}
          required
          maxLength={254}
          value={domain}
          onChange={(event) => setDomain(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('signIn.domains.role')}
          description={t('signIn.domains.role.about')}
          data={ROLES.map((value) => ({ value, label: t(`signIn.domains.role.${value}`) }))}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        />
        {allow.error !== null && <Failure error={allow.error} />}
        <Group>
          <SendButton needs="owner" loading={allow.isPending}>
            {t('signIn.domains.allow')}
          </SendButton>
        </Group>
      </Stack>
    </form>
  );
}
