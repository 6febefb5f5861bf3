import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface DataTableProps {
  /** What the table is of, for those who cannot see what stands above it. */
  readonly label: string;
  readonly head: readonly string[];
  /** Cells of each row; the first names the row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  readonly minWidth?: number;
  /** Columns of numbers stand at the end of their cells: all but the first, or the last alone. */
  readonly numeric?: boolean | 'last';
}

/** A table that is scrolled sideways in itself, by keyboard too, so that the page never is. */
export function DataTable({ label, head, rows, minWidth = 480, numeric = false }: DataTableProps) {
  const isNumeric = (index: number) => (numeric === 'last' ? index === head.length - 1 : numeric && index > 0);
  const end = (index: number) => (isNumeric(index) ? 'right' : undefined);
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" w="100%" tabIndex={0} role="group" aria-label={label}>
      <Table verticalSpacing="xs" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {head.map((name, index) => (
              <Table.Th key={index} scope="col" ta={end(index)}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, cells }) => (
            <Table.Tr key={key}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <Table.Th key={index} scope="row" fw={400}>
                    {cell}
                  </Table.Th>
                ) : (
                  <Table.Td key={index} ta={end(index)}>
                    {cell}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
