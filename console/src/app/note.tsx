import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const LOOKS = {
  info: { Icon: IconInfoCircle, colour: 'blue' },
  warning: { Icon: IconAlertTriangle, colour: 'orange' },
  error: { Icon: IconX, colour: 'red' },
} as const;

interface NoteProps {
  readonly tone: keyof typeof LOOKS;
  readonly title: string;
  readonly children: ReactNode;
}

/** Something to be known before one goes on, in the page's own colours: the sign in front of it has a shape, too. */
export function Note({ tone, title, children }: NoteProps) {
  const { Icon, colour } = LOOKS[tone];
  return (
    <Alert
      variant="default"
      role={tone === 'error' ? 'alert' : 'note'}
      title={title}
      icon={<Icon color={`var(--mantine-color-${colour}-filled)`} aria-hidden />}
    >
      {children}
    </Alert>
  );
}
