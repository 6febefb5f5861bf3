import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconFileText, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTexts } from '../../texts/texts';
import { FileFindings } from './file-findings';
import { readIdFile, type IdFile } from './id-file';

interface FileFieldProps {
  readonly file: IdFile | null;
  readonly limit: number;
  readonly pick: (file: IdFile) => void;
  /** What becomes of lines that hold no id as it should be, where that is known already. */
  readonly left?: string;
  /** What is said of more ids than the limit, where it is no request that they are for. */
  readonly tooMany?: (count: number) => string;
}

/** Where a file is dropped, or chosen by the button; what was found in it stands below. */
export function FileField({ file, limit, pick, left, tooMany }: FileFieldProps) {
  const t = useTexts();
  const [trouble, setTrouble] = useState<'newRequest.file.one' | 'newRequest.file.unreadable' | null>(null);
  const [reading, setReading] = useState(false);
  const read = async (chosen: File) => {
    setTrouble(null);
    setReading(true);
    try {
      pick(await readIdFile(chosen));
    } catch {
      setTrouble('newRequest.file.unreadable');
    } finally {
      setReading(false);
    }
  };
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    multiple: false,
    noClick: true,
    noKeyboard: true,
    onDrop: ([chosen]) => {
      if (chosen === undefined) setTrouble('newRequest.file.one');
      else void read(chosen);
    },
  });
  return (
    <Stack>
      <div {...getRootProps()}>
        <Paper withBorder p="lg" bg={isDragActive ? 'var(--mantine-primary-color-light)' : undefined}>
          <input {...getInputProps({ 'aria-label': t('newRequest.file') })} />
          <Stack align="center" gap="xs">
            <IconUpload aria-hidden />
            <Text ta="center">{t('newRequest.file.words', { limit })}</Text>
            <Button variant="default" onClick={open} loading={reading}>
              {t('newRequest.file.choose')}
            </Button>
          </Stack>
        </Paper>
      </div>
      <div aria-live="polite">
        {trouble !== null && <Text c="var(--mantine-color-error)">{t(trouble)}</Text>}
        {file !== null && trouble === null && (
          <Stack gap="xs">
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <IconFileText size={20} aria-hidden />
              <Text fw={700} style={{ overflowWrap: 'anywhere' }}>
                <bdi>{file.name}</bdi>
              </Text>
            </Group>
            <FileFindings look={file.look} limit={limit} left={left} tooMany={tooMany} />
          </Stack>
        )}
      </div>
    </Stack>
  );
}
