import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty, Page, Shown } from '../app/page';
import { Pages } from '../app/pages';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization, type Organization } from '../app/session';
import { useTexts } from '../texts/texts';
import { approvalsQuery, type Waiting } from './approvals/approvals-query';
import { ApproveModal } from './approvals/approve-modal';
import { WaitingDeletion } from './approvals/waiting-deletion';
import { DenyModal } from './deny-modal';

/** What waits for a second person, what is due first before the rest. */
export function ApprovalsPage() {
  const t = useTexts();
  const organization = useOrganization();
  return (
    <Page title={t('nav.approvals')} about={t('approvals.about')}>
      {organization === null || !mayAsk(organization) ? (
        <ToMembers topic="requests" />
      ) : (
        <Approvals key={organization.id} organization={organization} />
      )}
    </Page>
  );
}

interface Deciding {
  readonly request: Waiting;
  readonly what: 'approve' | 'deny';
}

function Approvals({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const [cursor, setCursor] = useState<string>();
  // Kept here, so that whoever comes too late reads why although the list no longer has it.
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const approvals = useQuery(approvalsQuery(organization.id, cursor));
  const projectOf = ({ projectId }: Waiting) =>
    organization.projects.find(({ id }) => id === projectId)?.name ?? String(projectId);
  const close = () => setDeciding(null);
  return (
    <>
      <Shown query={approvals}>
        {({ results, nextCursor }) => (
          <Stack>
            {results.length === 0 && <Empty>{t('approvals.empty')}</Empty>}
            {results.map((request) => (
              <WaitingDeletion
                key={request.id}
                request={request}
                project={projectOf(request)}
                now={approvals.dataUpdatedAt}
                onApprove={() => setDeciding({ request, what: 'approve' })}
                onDeny={() => setDeciding({ request, what: 'deny' })}
              />
            ))}
            <Pages cursor={cursor} nextCursor={nextCursor} onTurn={setCursor} />
          </Stack>
        )}
      </Shown>
      {deciding?.what === 'approve' && (
        <ApproveModal request={deciding.request} project={projectOf(deciding.request)} onClose={close} />
      )}
      {deciding?.what === 'deny' && <DenyModal unlessApproved request={deciding.request} onClose={close} />}
    </>
  );
}
