import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { SubjectId } from '../../app/values';
import { useTexts } from '../../texts/texts';

interface HeaderChoiceProps {
  /** Of the file, from 1. */
  readonly line: number;
  /** What stands there; undefined: several cells. */
  readonly cell: string | undefined;
  readonly pending: boolean;
  readonly answer: (isName: boolean) => void;
}

/** Whether the first line of a file names the column, or is an id. */
export function HeaderChoice({ line, cell, pending, answer }: HeaderChoiceProps) {
  const t = useTexts();
  return (
    <>
      <Text>
        {t('newRequest.ask.header.words', { line })} {cell !== undefined && <SubjectId id={cell} />}
      </Text>
      <Group>
        <Button variant="default" loading={pending} onClick={() => answer(true)}>
          {t('newRequest.ask.header.name')}
        </Button>
        <Button variant="default" loading={pending} onClick={() => answer(false)}>
          {t('newRequest.ask.header.id')}
        </Button>
      </Group>
    </>
  );
}

interface ColumnChoiceProps {
  /** Names of columns, or their numbers from 1. */
  readonly columns: readonly (string | number)[];
  readonly firstRow: readonly string[];
  readonly pending: boolean;
  readonly answer: (column: string) => void;
}

/** Which column of a file holds the ids. */
export function ColumnChoice({ columns, firstRow, pending, answer }: ColumnChoiceProps) {
  const t = useTexts();
  const choices = columns.map((column) =>
    typeof column === 'number'
      ? {
          value: String(column),
          label: t('newRequest.ask.column.number', { number: column, cell: firstRow[column - 1] ?? '' }),
        }
      : { value: column, label: column },
  );
  const [chosen, setChosen] = useState(choices[0]?.value ?? '');
  return (
    <>
      <NativeSelect
        label={t('newRequest.ask.column.label')}
        data={choices}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Group>
        <Button variant="default" loading={pending} onClick={() => answer(chosen)}>
          {t('newRequest.ask.column.use')}
        </Button>
      </Group>
    </>
  );
}
