import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EndingAlert } from '../app/ending/ending-alert';
import { endingSoon } from '../app/ending/ending-soon';
import { useTexts } from '../texts/texts';
import { serviceAccountsQuery } from './organization-queries';

/** Which service accounts end soon: 30, 7 and 1 days before. For owners and admins, who make them. */
export function ToolWarnings({ organizationId }: { readonly organizationId: string }) {
  const t = useTexts();
  const { data, dataUpdatedAt } = useQuery(serviceAccountsQuery(organizationId));
  return (data ?? []).map(({ id, name, prefix, expiresAt, revokedAt }) => {
    const warning = expiresAt === null || revokedAt !== null ? null : endingSoon(expiresAt, dataUpdatedAt);
    if (warning === null || expiresAt === null) return null;
    return (
      <EndingAlert
        key={id}
        warning={warning}
        title={t('members.tools.endsSoon', { days: warning.days })}
        name={`${name} (${prefix}…)`}
        at={expiresAt}
      >
        {t('members.tools.endsSoon.todo')}{' '}
        <Anchor component={Link} to="/members" inherit underline="always" c="var(--mantine-color-text)">
          {t('nav.members')}
        </Anchor>
      </EndingAlert>
    );
  });
}
