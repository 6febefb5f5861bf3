import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '../../src/platform/index.js';

/**
 * `s3rver` behind a front that adds what it has not and S3 has: to abort a multipart upload, and to list those that are open. The
 * front can also fail requests.
 */
export class S3Server {
  /** Asked before each request; true answers it with a 500. */
  fails: (request: { readonly method: string; readonly url: URL }) => boolean = () => false;
  private buckets = 0;

  private constructor(
    private readonly s3rver: S3rver,
    private readonly front: Server,
    private readonly directory: string,
  ) {}

  static async start(): Promise<S3Server> {
    const directory = mkdtempSync(join(tmpdir(), 'habeas-s3-'));
    const s3rver = new S3rver({ directory, silent: true, port: 0, address: '127.0.0.1' });
    await s3rver.run();
    const front = createServer();
    const server = new S3Server(s3rver, front, directory);
    const passOn = s3rver.callback();
    front.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!server.answer(request, response)) passOn(request, response);
    });
    front.listen(0, '127.0.0.1');
    await once(front, 'listening');
    return server;
  }

  /** The settings of a new, empty bucket, under the only keys s3rver knows. */
  newBucket(): S3Settings {
    const bucket = `bucket-${++this.buckets}`;
    mkdirSync(join(this.directory, bucket));
    const { port } = this.front.address() as AddressInfo;
    const endpoint = `http://127.0.0.1:${port}`;
    return { endpoint, region: 'us-east-1', bucket, accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  }

  /** Ids of the multipart uploads that are neither completed nor aborted. */
  openUploads(bucket: string): string[] {
    return readdirSync(this.directory + `/${bucket}`).includes(UPLOADS) ? readdirSync(this.uploads(bucket)) : [];
  }

  /** Every byte of the bucket. */
  bytes(bucket: string): Buffer {
    const names = readdirSync(join(this.directory, bucket), { recursive: true, encoding: 'utf8' });
    const paths = names.map((name) => join(this.directory, bucket, name)).filter((path) => statSync(path).isFile());
    return Buffer.concat(paths.map((path) => readFileSync(path)));
  }

  async close(): Promise<void> {
    const closed = once(this.front, 'close');
    this.front.close();
    this.front.closeAllConnections();
    await closed;
    await this.s3rver.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private answer(request: IncomingMessage, response: ServerResponse): boolean {
    const url = new URL(request.url ?? '/', 'http://front');
    const [, bucket = ''] = url.pathname.split('/');
    const { method = '' } = request;
    if (this.fails({ method, url })) {
      request.resume();
      response.writeHead(500).end();
      return true;
    }
    const uploadId = url.searchParams.get('uploadId');
    if (method === 'DELETE' && uploadId !== null) {
      const known = this.openUploads(bucket).includes(uploadId);
      if (known) rmSync(join(this.uploads(bucket), uploadId), { recursive: true });
      response.writeHead(known ? 204 : 404).end();
      return true;
    }
    if (method === 'GET' && url.searchParams.has('uploads')) {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(this.list(bucket));
      return true;
    }
    return false;
  }

  private list(bucket: string): string {
    const uploads = this.openUploads(bucket).map((id) => {
      const file = join(this.uploads(bucket), id, 'key');
      const began = statSync(file).mtime.toISOString();
      const key = readFileSync(file, 'utf8');
      return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${began}</Initiated></Upload>`;
    });
    return (
      '<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
      `<IsTruncated>false</IsTruncated>${uploads.join('')}</ListMultipartUploadsResult>`
    );
  }

  private uploads(bucket: string): string {
    return join(this.directory, bucket, UPLOADS);
  }
}

const UPLOADS = '._S3rver_uploads';
