import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { TestApp } from './app.js';

/** A request that a test sends piece by piece. */
export class RawRequest {
  private received = '';

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => (this.received += chunk.toString('latin1')));
    socket.on('error', () => undefined);
  }

  /** @param head request line and headers, without the empty line */
  static async open(app: TestApp, head: readonly string[]): Promise<RawRequest> {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const request = new RawRequest(socket);
    if (head.length > 0) await request.send(`${[...head, 'Host: habeas'].join('\r\n')}\r\n\r\n`);
    return request;
  }

  async send(content: string | Buffer): Promise<void> {
    await new Promise<void>((resolve) => {
      this.socket.write(content, () => resolve());
    });
  }

  /** Leaves without a word more. */
  leave(): void {
    this.socket.destroy();
  }

  /** Of a further request on the same connection. */
  async nextAnswer(): ReturnType<RawRequest['answer']> {
    const { headers, body } = await this.answer();
    this.received = this.received.slice(headers.length + 4 + body.length);
    return this.answer();
  }

  /** Status and text of the answer, once it is there as a whole. */
  async answer(): Promise<{ status: number; headers: string; body: string }> {
    for (;;) {
      const [headers = '', body] = this.received.split('\r\n\r\n');
      const length = Number(/^content-length: (\d+)$/im.exec(headers)?.[1] ?? 0);
      if (body !== undefined && body.length >= length)
        return { status: Number(headers.split(' ')[1]), headers, body: body.slice(0, length) };
      await Promise.race([once(this.socket, 'data'), this.closed().then(() => Promise.reject(new Error('no answer')))]);
    }
  }

  /** When the other side has ended the connection. */
  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close');
  }
}
