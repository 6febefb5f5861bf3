import { Stack, Text, Textarea } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { Note } from '../app/note';
import { isTypeable, typedIds } from '../requests/new/draft';
import { ColumnChoice, HeaderChoice } from '../requests/new/file-choices';
import { FileField } from '../requests/new/file-field';
import { LineFaults } from '../requests/new/file-findings';
import { faultsOfLines, idsIn, lookAt, type FileAnswers, type FileLook, type IdFile } from '../requests/new/id-file';
import { useTexts } from '../texts/texts';

interface IdLinesFieldProps {
  readonly lines: string;
  readonly onChange: (lines: string) => void;
  /** How many ids one call may name. */
  readonly limit: number;
  /** How many that is, and what naming one of them means. */
  readonly about: string;
  /** What is said of more. */
  readonly tooMany: (count: number) => string;
  readonly error: ReactNode;
}

/**
 * Ids of people, one a line: typed, pasted or read from a file, to be looked through before they are sent. Of a file the ids go into the
 * text once it is known which they are; what is no id as it should be stays out, with its line named.
 */
export function IdLinesField({ lines, onChange, limit, about, tooMany, error }: IdLinesFieldProps) {
  const t = useTexts();
  const { ids, repeated } = typedIds(lines);
  const faults = useMemo(() => faultsOfLines(lines), [lines]);
  return (
    <Stack>
      <Stack gap={4}>
        <Textarea
          label={t('app.ids')}
          description={about}
          required
          autosize
          minRows={3}
          maxRows={10}
          spellCheck={false}
          autoComplete="off"
          value={lines}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={error}
        />
        <Text size="sm" role="status">
          {t('app.ids.count', { count: ids.length })}
          {repeated > 0 && `; ${t('app.ids.twice', { count: repeated })}`}
        </Text>
      </Stack>
      <LineFaults faults={faults} />
      <FileOfIds limit={limit} tooMany={tooMany} take={(found) => onChange(found.join('\n'))} />
    </Stack>
  );
}

interface FileOfIdsProps extends Pick<IdLinesFieldProps, 'limit' | 'tooMany'> {
  readonly take: (ids: readonly string[]) => void;
}

/** A file whose ids are taken over, once what only its sender knows was asked. */
function FileOfIds({ limit, tooMany, take }: FileOfIdsProps) {
  const t = useTexts();
  const [file, setFile] = useState<IdFile | null>(null);
  const [answers, setAnswers] = useState<FileAnswers>({ header: null, column: null });
  const [hasBreaks, setHasBreaks] = useState(false);
  const read = (chosen: IdFile, said: FileAnswers) => {
    const look = chosen.look.wrong === null ? lookAt(new Uint8Array(chosen.bytes), said) : chosen.look;
    setFile({ ...chosen, look });
    setAnswers(said);
    setHasBreaks(false);
    if (!isClear(look, limit)) return;
    const found = idsIn(chosen, said);
    if (found.every(isTypeable)) take(found);
    else setHasBreaks(true);
  };
  const look = file?.look;
  return (
    <>
      <FileField
        file={file}
        limit={limit}
        left={t('app.ids.file.left')}
        tooMany={tooMany}
        pick={(chosen) => read(chosen, { header: null, column: null })}
      />
      {hasBreaks && (
        <Note tone="error" title={t('newRequest.file.wrong')}>
          {t('app.ids.file.breaks')}
        </Note>
      )}
      {file !== null && look?.columnUnclear === true && (
        <Note tone="warning" title={t('newRequest.ask.column')}>
          <Stack>
            <ColumnChoice
              columns={look.firstRow.map((_, at) => at + 1)}
              firstRow={look.firstRow}
              pending={false}
              answer={(column) => read(file, { header: null, column: Number(column) - 1 })}
            />
          </Stack>
        </Note>
      )}
      {file !== null && look?.header === 'unclear' && !look.columnUnclear && (
        <Note tone="warning" title={t('newRequest.ask.header')}>
          <Stack>
            <HeaderChoice
              line={look.firstLine}
              cell={look.firstRow[answers.column ?? 0]}
              pending={false}
              answer={(header) => read(file, { ...answers, header })}
            />
          </Stack>
        </Note>
      )}
    </>
  );
}

function isClear({ wrong, columnUnclear, header, ids }: FileLook, limit: number): boolean {
  return wrong === null && !columnUnclear && header !== 'unclear' && ids <= limit;
}
