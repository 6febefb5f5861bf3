import { DataList } from '@mantine/core';
import type { ReactNode } from 'react';

/** What stands behind a name; null leaves the line out. */
export type Fact = readonly [name: string, value: ReactNode];

/** Names and what stands behind them, as a list of definitions that fits on a telephone. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <DataList orientation="vertical" gap="xs">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <DataList.Item key={name}>
            <DataList.ItemLabel>{name}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
    </DataList>
  );
}
