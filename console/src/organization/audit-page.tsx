import { Button, Center } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, must } from '../api/client';
import { Empty, Page, Shown } from '../app/page';
import { ForOwnersAndAdmins } from '../app/role-gate';
import type { Organization } from '../app/session';
import { useTexts } from '../texts/texts';
import { AuditFilters } from './audit-filters';
import { auditAddress, auditSearchOf, queryOf, type AuditSearch } from './audit-search';
import { AuditTable } from './audit-table';
import { organizationKey } from './organization-queries';

/** What was done, by whom, to what; narrowed down, and taken along. */
export function AuditPage() {
  const t = useTexts();
  return (
    <Page title={t('nav.audit')} about={t('audit.about')}>
      <ForOwnersAndAdmins topic="audit">{(organization) => <Audit organization={organization} />}</ForOwnersAndAdmins>
    </Page>
  );
}

function Audit({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const search = auditSearchOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  const choose = (chosen: AuditSearch) => void navigate({ to: '/audit', search: chosen as never, replace: true });
  const query = useInfiniteQuery({
    queryKey: [...organizationKey(organization.id), 'audit', search],
    queryFn: ({ pageParam }) =>
      must(
        api.GET('/api/v1/organizations/{organizationId}/audit', {
          params: {
            path: { organizationId: organization.id },
            query: { ...queryOf(search), ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <>
      <AuditFilters
        organization={organization}
        search={search}
        onChange={choose}
        csv={auditAddress(organization.id, search)}
      />
      <Shown query={query}>
        {({ pages }) => {
          const entries = pages.flatMap(({ results }) => results);
          if (entries.length === 0) return <Empty>{t('audit.none')}</Empty>;
          return (
            <>
              <AuditTable entries={entries} projects={organization.projects} />
              {query.hasNextPage && (
                <Center>
                  <Button
                    variant="default"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {t('app.more')}
                  </Button>
                </Center>
              )}
            </>
          );
        }}
      </Shown>
    </>
  );
}
