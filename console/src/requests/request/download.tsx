import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../../api/mutation';
import { Problem, problemOf } from '../../api/problem';
import { Failure } from '../../app/page';

interface DownloadButtonProps {
  /** Where the ZIP is. */
  readonly address: string;
  readonly words: string;
  readonly label?: string;
  readonly size?: 'xs' | 'sm';
}

/** Fetches a ZIP as browsers do, after asking whether it can be had: what is wrong is told here, and not saved as a file. */
export function DownloadButton({ address, words, label, size = 'sm' }: DownloadButtonProps) {
  const queries = useQueryClient();
  const download = useMutation({
    mutationFn: () => expectFile(address),
    onSuccess: () => save(address),
    onError: () => void queries.invalidateQueries({ queryKey: ['requests'] }),
  });
  return (
    <Stack gap="xs" align="flex-start" className="no-print">
      <Button
        variant="default"
        size={size}
        leftSection={<IconDownload size={16} aria-hidden />}
        aria-label={label}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {words}
      </Button>
      {download.error !== null && <Failure error={download.error} />}
    </Stack>
  );
}

/** @throws Problem where it cannot be downloaded: an answer to HEAD has no body, so that the reason is asked for */
async function expectFile(address: string): Promise<void> {
  const ask = (method: string) =>
    fetch(address, { method }).catch(() => {
      throw new Problem(0, 'offline', '');
    });
  const head = await ask('HEAD');
  if (head.ok) return;
  const answer = await ask('GET');
  if (answer.ok) return void answer.body?.cancel();
  throw problemOf(answer, await answer.json().catch(() => null));
}

function save(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
