import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../api/problem';
import { Note } from '../../app/note';
import { SubjectId } from '../../app/values';
import { useTexts } from '../../texts/texts';
import type { Draft } from './draft';

interface FileQuestionProps {
  readonly problem: Problem;
  readonly draft: Draft;
  readonly answer: (part: Partial<Draft>) => void;
  readonly pending: boolean;
}

/** Whether the API asks how a file is to be read, which its sender alone knows. */
export function isFileQuestion(error: unknown): error is Problem {
  return error instanceof Problem && ['csv-header-unclear', 'csv-column-unclear'].includes(error.code);
}

export function FileQuestion(props: FileQuestionProps) {
  const t = useTexts();
  const { problem } = props;
  const asksForColumn = problem.code === 'csv-column-unclear';
  return (
    <Note tone="warning" title={t(asksForColumn ? 'newRequest.ask.column' : 'newRequest.ask.header')}>
      <Stack>{asksForColumn ? <ColumnQuestion {...props} /> : <HeaderQuestion {...props} />}</Stack>
    </Note>
  );
}

function HeaderQuestion({ problem, draft, answer, pending }: FileQuestionProps) {
  const t = useTexts();
  const line = Number(problem.details['line'] ?? 1);
  const firstRow = draft.file?.look.firstRow ?? [];
  return (
    <>
      <Text>
        {t('newRequest.ask.header.words', { line })} {firstRow.length === 1 && <SubjectId id={firstRow[0] ?? ''} />}
      </Text>
      <Group>
        <Button variant="default" loading={pending} onClick={() => answer({ header: true })}>
          {t('newRequest.ask.header.name')}
        </Button>
        <Button variant="default" loading={pending} onClick={() => answer({ header: false })}>
          {t('newRequest.ask.header.id')}
        </Button>
      </Group>
    </>
  );
}

function ColumnQuestion({ problem, draft, answer, pending }: FileQuestionProps) {
  const t = useTexts();
  const { columns } = problem.details;
  const firstRow = draft.file?.look.firstRow ?? [];
  const choices = (Array.isArray(columns) ? (columns as unknown[]) : []).map((column) =>
    typeof column === 'number'
      ? {
          value: String(column),
          label: t('newRequest.ask.column.number', { number: column, cell: firstRow[column - 1] ?? '' }),
        }
      : { value: String(column), label: String(column) },
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
        <Button variant="default" loading={pending} onClick={() => answer({ column: chosen })}>
          {t('newRequest.ask.column.use')}
        </Button>
      </Group>
    </>
  );
}
