import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HabeasError, HTTP_STATUS, type ErrorKind } from '../../platform/index.js';

const KIND_OF_STATUS = new Map(Object.entries(HTTP_STATUS).map(([kind, status]) => [status, kind as ErrorKind]));

/** Calls `/api/v1` of a server with a GDPR OAuth token or the secret of a service account. */
export class ApiClient {
  constructor(
    private readonly server: string,
    private readonly token: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path)).json() as Promise<T>;
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.send('GET', path)).arrayBuffer());
  }

  async post<T>(path: string, body?: object | FormData, headers: Record<string, string> = {}): Promise<T> {
    const answer =
      body === undefined || body instanceof FormData
        ? await this.send('POST', path, { body: body ?? null, headers })
        : await this.send('POST', path, {
            body: JSON.stringify(body),
            headers: { ...headers, 'Content-Type': 'application/json' },
          });
    return answer.json() as Promise<T>;
  }

  /** Streams an answer into a new file of mode 0600, which appears only when it is whole. @returns its bytes */
  async download(path: string, file: string): Promise<number> {
    const answer = await this.send('GET', path);
    const draft = `${file}.part`;
    await rm(draft, { force: true });
    const target = createWriteStream(draft, { flags: 'wx', mode: 0o600 });
    try {
      await pipeline(Readable.fromWeb(answer.body as never), target);
      await rename(draft, file);
      return target.bytesWritten;
    } catch (cause) {
      await rm(draft, { force: true });
      throw new HabeasError('unavailable', 'download-broken-off', `${file} could not be written whole: start again.`, {
        cause,
      });
    }
  }

  private async send(
    method: string,
    path: string,
    init: { body?: string | FormData | null; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.token}`, Accept: 'application/json, */*' };
    const answer = await fetch(`${this.server}/api/v1${path}`, { method, headers, body: init.body ?? null }).catch(
      (cause: unknown) => {
        throw new HabeasError('unavailable', 'no-answer', `No answer from ${this.server}: is Habeas running there?`, {
          cause,
        });
      },
    );
    if (!answer.ok) throw await refusal(answer);
    return answer;
  }
}

async function refusal(answer: Response): Promise<HabeasError> {
  const problem = (await answer.json().catch(() => ({}))) as { title?: unknown; code?: unknown };
  const kind = KIND_OF_STATUS.get(answer.status) ?? 'unavailable';
  const code = typeof problem.code === 'string' ? problem.code : `http-${answer.status}`;
  const message = typeof problem.title === 'string' ? problem.title : `The server answered ${answer.status}.`;
  return new HabeasError(kind, code, message);
}
