import { once } from 'node:events';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { sendText } from '../../src/questions/doors/send-text.js';
import { until } from '../support/until.js';

/** Some 60 kB, a little less than is written at once. */
const LINE = `${'x'.repeat(60_000)}\n`;

describe('a text that is sent as it comes into being', () => {
  let server: Server;
  let url: string;
  let given = 0;
  let left = false;
  let longestStall = 60_000;

  async function* lines(): AsyncGenerator<string> {
    try {
      for (;;) {
        given += 1;
        yield LINE;
      }
    } finally {
      left = true;
    }
  }

  beforeAll(async () => {
    const app = express();
    app.get('/endless', (request, response) =>
      sendText(request, response, { type: 'text/plain', lines: lines(), longestStall }),
    );
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/endless`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    [given, left] = [0, false];
  });

  const open = async (encoding = 'identity') => {
    const request = get(url, { headers: { 'accept-encoding': encoding }, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  };

  it.each(['identity', 'gzip'])('is cut off where its reader takes nothing for too long (%s)', async (encoding) => {
    longestStall = 300;
    const response = await open(encoding);
    const fault = once(response, 'error');
    await until('the text to be left', async () => left);
    response.resume();
    expect(await fault).toMatchObject([{ code: 'ECONNRESET' }]);
  });

  it('goes on as long as its reader takes some of it', async () => {
    longestStall = 2_000;
    const response = await open();
    const begun = performance.now();
    let taken = 0;
    for await (const chunk of response) {
      taken += (chunk as Buffer).length;
      // Half a megabyte a tenth of a second: far slower than it comes, and no stall.
      if (taken % 524_288 < 65_536) await new Promise((resolve) => setTimeout(resolve, 100));
      if (performance.now() - begun > 3_000) break;
    }
    expect(taken).toBeGreaterThan(1_000_000);
    await until('the text to be left', async () => left);
  });

  it('ends with its reader', async () => {
    longestStall = 60_000;
    const response = await open();
    await once(response, 'data');
    response.destroy();
    await until('the text to be left', async () => left);
    const sofar = given;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(given).toBe(sofar);
  });
});
