import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const ICONS = {
  trouble: [IconAlertTriangle, 'red'],
  care: [IconAlertTriangle, 'orange'],
  good: [IconCircleCheck, 'green'],
  plain: [IconInfoCircle, 'blue'],
} as const;

interface NoticeProps {
  readonly kind: keyof typeof ICONS;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Something to know before going on: what it is says its title, not its colour alone. */
export function Notice({ kind, title, children }: NoticeProps) {
  const [Icon, colour] = ICONS[kind];
  return (
    <Alert
      role="note"
      aria-label={title}
      variant="default"
      title={title}
      icon={<Icon aria-hidden color={`var(--mantine-color-${colour}-6)`} />}
    >
      <Stack gap="xs">{children}</Stack>
    </Alert>
  );
}
