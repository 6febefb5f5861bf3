import { gzipSync } from 'node:zlib';
import type { TestApp, TestProject } from './app.js';

/** What rrweb records of a page: where it is, what stands on it, and that somebody typed. */
export function recorded(at: number, texts: readonly string[]): readonly object[] {
  return [
    { type: 4, data: { href: 'https://shop.example/', width: 1280, height: 720 }, timestamp: at },
    {
      type: 2,
      data: { node: { type: 0, childNodes: texts.map((text) => ({ type: 3, textContent: text })) } },
      timestamp: at + 1,
    },
    { type: 3, data: { source: 5, text: '***', isChecked: false, id: 7 }, timestamp: at + 2 },
  ];
}

/** Sends batches of a recording as the SDK of a browser does. */
export class Recorder {
  constructor(
    private readonly app: TestApp,
    private readonly project: TestProject,
  ) {}

  /**
   * @param query beside what every batch says; undefined leaves a field out
   * @param body bytes to send as they are, or events, which are packed
   */
  async send(
    query: Readonly<Record<string, string | number | undefined>>,
    body: Uint8Array | string | readonly unknown[] = recorded(1_790_000_000_000, ['A shop']),
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const said = {
      $current_url: 'https://shop.example/',
      $lib_version: '2.83.0',
      batch_start_time: 1_790_000_000.261,
      mp_lib: 'web',
      replay_id: '87e6f0ac-3673-4139-98bb-7624e6e046b0',
      replay_length_ms: 4987,
      replay_start_time: 1_790_000_000.261,
      replay_start_url: 'https://shop.example/',
      seq: 0,
      format: 'gzip',
      ...query,
    };
    const fields = Object.entries(said).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    return fetch(`${this.app.url}/record/?${new URLSearchParams(fields).toString()}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${this.project.projectToken}:`).toString('base64')}`,
        'content-type': 'application/octet-stream',
        ...headers,
      },
      body: bytesOf(body),
    });
  }
}

function bytesOf(body: Uint8Array | string | readonly unknown[]): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return Uint8Array.from(Buffer.from(body));
  return Uint8Array.from(body instanceof Uint8Array ? body : gzipSync(JSON.stringify(body)));
}
