import type { Response } from 'express';

/** The answer of the form endpoints: the text `1` or `0`, or with `verbose=1` `{"status":1,"error":null}`. */
export function formAnswer(
  response: Response,
  verbose: boolean,
  taken: boolean,
  error: string | null,
  status = 200,
): void {
  const word = taken ? 1 : 0;
  response.status(status);
  if (verbose) response.json({ status: word, error });
  else response.type('text/plain').send(String(word));
}
