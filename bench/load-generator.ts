/** Runs the work with so many clients, each taking the next piece when it has done one. */
export async function withClients<T>(
  clients: number,
  pieces: readonly T[],
  work: (piece: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const client = async (): Promise<void> => {
    for (let at = next++; at < pieces.length; at = next++) await work(pieces[at] as T);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** A POST whose answer must have the status; its body is read to the end. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  status: number,
): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (response.status !== status)
    throw new Error(`${new URL(url).pathname} answered ${String(response.status)}: ${text.slice(0, 300)}`);
  return text;
}
