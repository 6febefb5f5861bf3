import type { TestApp } from './app.js';
import { until } from './until.js';

/** A stream as a client reads it. */
export class StreamListener {
  /** Everything that came, as it came. */
  text = '';
  private hasEnded = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {}

  static async at(app: TestApp, requestId: string, headers: Record<string, string>): Promise<StreamListener> {
    const abort = new AbortController();
    const response = await fetch(`${app.url}/api/v1/requests/${requestId}/events`, { headers, signal: abort.signal });
    const listener = new StreamListener(response, abort);
    if (response.ok) void listener.read().catch(() => undefined);
    return listener;
  }

  get changes(): number {
    return this.text.split('event: changed\n').length - 1;
  }

  /** Of the event that came last. */
  get lastId(): string {
    return [...this.text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '';
  }

  /** Waits until it was told so many times that the request changed. */
  async told(times: number): Promise<void> {
    await until(`change ${times}`, async () => this.changes >= times);
  }

  async ended(): Promise<void> {
    await until('the end of the stream', async () => this.hasEnded);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body ?? []) this.text += decoder.decode(chunk as Uint8Array);
    this.hasEnded = true;
  }
}
