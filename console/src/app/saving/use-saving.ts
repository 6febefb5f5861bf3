import type { MouseEvent } from 'react';
import { useMutation } from '../../api/mutation';
import { Problem, problemOf } from '../../api/problem';
import { saveFile } from './save-file';

interface Wanted {
  readonly address: string;
  /** What the file is called; else the name that the server gives it. */
  readonly name: string | undefined;
}

/**
 * Links to files that are fetched whole before the browser saves them. A plain link would save the sentence of a refusal as if it were
 * the file, or nothing at all where the connection is lost. What is wrong is the `error`, for the page to tell.
 */
export function useSaving() {
  const { mutate, error, isPending, variables } = useMutation({ mutationFn: fetchFile });
  const link = (address: string, name?: string) => ({
    href: address,
    download: name ?? '',
    'aria-busy': isPending && variables?.address === address,
    onClick: (event: MouseEvent) => {
      event.preventDefault();
      mutate({ address, name });
    },
  });
  return { link, error };
}

/** @throws Problem where the API refuses, or the connection is lost before the last byte */
async function fetchFile({ address, name }: Wanted): Promise<void> {
  const answer = await fetch(address).catch(lost);
  if (!answer.ok) throw problemOf(answer, await answer.json().catch(() => null));
  const file = await answer.blob().catch(lost);
  saveFile(name ?? nameOf(answer), file);
}

function lost(): never {
  throw new Problem(0, 'offline', '');
}

function nameOf(answer: Response): string {
  return /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
}
