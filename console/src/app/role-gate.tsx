import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import { mayAsk, useOrganization, type Organization } from './session';

/** What owners and admins alone see; others are told so. */
export function ForOwnersAndAdmins({ children }: { readonly children: (organization: Organization) => ReactNode }) {
  const t = useTexts();
  const organization = useOrganization();
  if (organization !== null && mayAsk(organization)) return <>{children(organization)}</>;
  return (
    <Alert variant="default" icon={<IconInfoCircle aria-hidden />}>
      {t('app.role.member')}
    </Alert>
  );
}
