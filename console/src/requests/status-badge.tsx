import { Badge } from '@mantine/core';
import { IconCircleFilled } from '@tabler/icons-react';
import { useTexts } from '../texts/texts';
import type { Status } from './request-query';

const COLOURS: Readonly<Record<Status, string>> = {
  PENDING: 'gray',
  STAGING: 'cyan',
  STARTED: 'blue',
  SUCCESS: 'green',
  FAILURE: 'red',
  REVOKED: 'gray',
  DENIED: 'orange',
};

/** Where a request stands, in a word; the colour beside it says nothing more. */
export function StatusBadge({ status }: { readonly status: Status }) {
  const t = useTexts();
  return (
    <Badge
      variant="default"
      size="lg"
      tt="none"
      leftSection={<IconCircleFilled size={10} color={`var(--mantine-color-${COLOURS[status]}-6)`} aria-hidden />}
    >
      {t(`request.status.${status}`)}
    </Badge>
  );
}
