import { Stack } from '@mantine/core';
import { Problem } from '../../api/problem';
import { Note } from '../../app/note';
import { useTexts } from '../../texts/texts';
import type { Draft } from './draft';
import { ColumnChoice, HeaderChoice } from './file-choices';

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
  const firstRow = draft.file?.look.firstRow ?? [];
  return (
    <HeaderChoice
      line={Number(problem.details['line'] ?? 1)}
      cell={firstRow.length === 1 ? firstRow[0] : undefined}
      pending={pending}
      answer={(header) => answer({ header })}
    />
  );
}

function ColumnQuestion({ problem, draft, answer, pending }: FileQuestionProps) {
  const { columns } = problem.details;
  return (
    <ColumnChoice
      columns={(Array.isArray(columns) ? (columns as unknown[]) : []).map((column) =>
        typeof column === 'number' ? column : String(column),
      )}
      firstRow={draft.file?.look.firstRow ?? []}
      pending={pending}
      answer={(column) => answer({ column })}
    />
  );
}
