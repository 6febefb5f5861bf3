import { Agent, request } from 'node:http';

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

/** Connections are kept, as those of a client of the database are. */
const agent = new Agent({ keepAlive: true });

/**
 * A POST whose answer must have the status; its body is read to the end. Not by `fetch`, which keeps the machine that is measured
 * busy three times as long.
 */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  status: number,
): Promise<string> {
  const { code, text } = await answerTo(url, headers, body);
  if (code !== status) throw new Error(`${new URL(url).pathname} answered ${String(code)}: ${text.slice(0, 300)}`);
  return text;
}

async function answerTo(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<{ readonly code: number | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { ...headers, 'content-length': body.length }, agent });
    // A kept connection that the server has closed meanwhile took nothing.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(answerTo(url, headers, body));
      else reject(error);
    });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ code: response.statusCode, text: Buffer.concat(chunks).toString() }));
    });
    sent.end(body);
  });
}
