import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The client as its package has it, with nothing changed: as a script, and as a module that a bundler would take. */
const SDK = join(process.cwd(), 'test/sdk/node_modules/mixpanel-browser/dist');

/** A page of a company: something to press, to fill in and to scroll, and the SDK as a script. */
const PAGE = `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:,">
<body style="height: 4000px"><h1>A shop</h1><button id="buy" class="primary">Buy</button>
<form id="search"><label>Search <input name="q"></label><input type="submit" value="Go"></form>
<script src="/mixpanel.umd.js"></script></body></html>`;

/** The same site where the code is in modules. */
const MODULES = `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "mixpanel-browser": "/mixpanel.module.js" } }</script><h1>A shop</h1></html>`;

export interface Site {
  /** `http://localhost:<port>`: neither the host nor the port of Habeas, which listens on 127.0.0.1. */
  readonly url: string;
  close(): Promise<void>;
}

/** The web site of a company that measures its visitors, on an origin of its own. */
export async function openSite(): Promise<Site> {
  if (!existsSync(SDK)) throw new Error('The SDKs are not there: run `npm run test:sdk`, which installs them.');
  const server = createServer(({ url = '/', method }, response) => {
    if (url.startsWith('/mixpanel.'))
      response.setHeader('content-type', 'text/javascript').end(readFileSync(join(SDK, url)));
    else if (method === 'POST') response.writeHead(204).end();
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(url === '/modules' ? MODULES : PAGE);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
