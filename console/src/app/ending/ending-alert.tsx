import { Alert, Stack, Text } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { EndingSoon } from './ending-soon';
import { Moment } from '../values';

interface EndingAlertProps {
  readonly warning: EndingSoon;
  readonly title: string;
  /** What ends. */
  readonly name: string;
  readonly at: string;
  /** What to do about it. */
  readonly children: ReactNode;
}

/** Warns of a credential that ends soon. */
export function EndingAlert({ warning, title, name, at, children }: EndingAlertProps) {
  return (
    <Alert color={warning.within === 30 ? 'yellow' : 'red'} icon={<IconClockExclamation aria-hidden />} title={title}>
      <Stack gap={4}>
        <Text style={{ overflowWrap: 'anywhere' }}>
          {`${name}, `}
          <Moment iso={at} />
        </Text>
        <Text>{children}</Text>
      </Stack>
    </Alert>
  );
}
