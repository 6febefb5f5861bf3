import { FileInput, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import { idsOfLines, linesOfFile, type FileFault } from './id-lines';

interface IdLinesFieldProps {
  readonly lines: string;
  readonly onChange: (lines: string) => void;
  /** How many ids it may hold, and what naming one of them means. */
  readonly about: string;
  readonly error: ReactNode;
}

/** Ids of people, one a line: typed, pasted or read from a file, to be looked through before they are sent. */
export function IdLinesField({ lines, onChange, about, error }: IdLinesFieldProps) {
  const t = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState<FileFault | null>(null);
  const { ids, repeated } = idsOfLines(lines);
  const pick = async (picked: File | null) => {
    setFile(picked);
    setFault(null);
    if (picked === null) return;
    const read = await linesOfFile(picked);
    if ('fault' in read) setFault(read.fault);
    else onChange(read.lines);
  };
  return (
    <>
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
      <FileInput
        label={t('app.ids.file')}
        description={t('app.ids.file.about')}
        placeholder={t('app.ids.file.placeholder')}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        clearable
        clearButtonProps={{ 'aria-label': t('app.cancel') }}
        value={file}
        onChange={pick}
        error={fault === null ? undefined : t(`app.ids.file.${fault}`)}
      />
    </>
  );
}
