import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  /** What the table lists, for whoever does not see it. */
  readonly label: string;
  /** Pixels below which it scrolls by itself instead of the page. */
  readonly minWidth: number;
  readonly children: ReactNode;
}

/** A table that scrolls sideways by itself where there is no room for it, by keyboard too. */
export function WideTable({ label, minWidth, children }: WideTableProps) {
  return (
    <Table.ScrollContainer type="native" minWidth={minWidth} role="region" aria-label={label} tabIndex={0}>
      <Table verticalSpacing="xs" highlightOnHover>
        {children}
      </Table>
    </Table.ScrollContainer>
  );
}
