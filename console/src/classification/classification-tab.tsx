import { Stack } from '@mantine/core';
import type { Organization } from '../app/session';
import { Classes } from './classes';
import { Suggestions } from './suggestions';
import { ViewSection } from './view-section';

interface ClassificationTabProps {
  readonly projectId: number;
  readonly organization: Organization;
}

/** What of a project's data is not everybody's to see, and whose it is. */
export function ClassificationTab({ projectId, organization }: ClassificationTabProps) {
  const isOwner = organization.role === 'owner';
  return (
    <Stack>
      <Classes projectId={projectId} isOwner={isOwner} />
      <Suggestions projectId={projectId} />
      <ViewSection projectId={projectId} isOwner={isOwner} />
    </Stack>
  );
}
