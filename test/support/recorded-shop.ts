import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const RRWEB = readFileSync(join(dirname(require.resolve('rrweb')), 'rrweb.umd.min.cjs'), 'utf8');

/** A website that says how often anybody has connected to it. */
export interface RecordedShop {
  readonly url: string;
  connections(): number;
  close(): Promise<void>;
}

/** What `rrweb.record` tells. */
export interface TestEvent {
  readonly type: number;
  readonly timestamp: number;
  readonly data: unknown;
}

/**
 * Pages that want much of whoever shows them again: pictures, fonts, styles, frames and films from the network, connections ahead of
 * time, a way on by itself, and scripts wherever one may stand.
 */
const pagesOf = (port: number): Readonly<Record<string, string>> => ({
  '/': `<!doctype html><html><head><title>Shop</title>
    <link rel="preconnect" href="/"><link rel="dns-prefetch" href="//away.example"><link rel="prefetch" href="/next.html">
    <link rel="preload" as="image" href="/preloaded.png"><link rel="icon" href="/icon.png"><link rel="stylesheet" href="/shop.css">
    <style>@font-face{font-family:Away;src:url(/away.woff2)}h1{font-family:Away;background:url(/back.png)}</style></head>
    <body><h1>The shop of the story</h1><form action="/order"><input id="name" name="name"><button type="button" id="add">Add</button></form>
    <a id="cart" href="/cart">To the cart</a><img src="/picture.png" srcset="/picture-2.png 2x" onerror="document.title='executed'">
    <iframe src="/frame"></iframe><iframe src="http://localhost:${port}/frame"></iframe><video src="/film.mp4" poster="/poster.png"></video><object data="/thing.swf"></object>
    <svg width="10" height="10"><image href="/drawn.png" width="10" height="10"/></svg><p id="said"></p>
    <script>document.getElementById('add').addEventListener('click', () => {
      document.getElementById('said').innerHTML = 'One thing lies in the cart.<img src="/later.png" onerror="top.document.title=1">'
        + '<link rel="preconnect" href="/later">';
    })</script></body></html>`,
  '/cart': `<!doctype html><html><head><title>Cart</title></head>
    <body><h1>The cart of the story</h1><meta http-equiv="refresh" content="3600;url=/gone"><p>One thing.</p></body></html>`,
  '/frame': '<!doctype html><p>A page in the page</p>',
  '/shop.css': 'h1{color:rgb(10, 20, 30)}body{background:url(/from-style.png)}',
});

export async function openShop(): Promise<RecordedShop> {
  let connections = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const pages = pagesOf(request.socket.localPort ?? 0);
    const type = path.endsWith('.css') ? 'text/css' : 'text/html';
    response.writeHead(pages[path] === undefined ? 404 : 200, { 'content-type': type, connection: 'close' });
    response.end(pages[path] ?? '');
  }).on('connection', () => (connections += 1));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () => closed(server),
  };
}

/** Somebody enters a name, adds a thing and goes to the cart, recorded by rrweb in Chromium: the events of each page. */
export async function recordVisit(browser: Browser, shop: RecordedShop): Promise<[TestEvent[], TestEvent[]]> {
  const context = await browser.newContext({ viewport: { width: 900, height: 600 } });
  try {
    const page = await context.newPage();
    await page.goto(`${shop.url}/`);
    await beginRecording(page);
    await page.locator('#name').fill('Ada of the story');
    await page.locator('#add').click();
    await page.getByText('One thing lies in the cart.').waitFor();
    const first = await recorded(page);
    await page.goto(`${shop.url}/cart`);
    await beginRecording(page);
    await page.getByText('One thing.').click();
    return [first, await recorded(page)];
  } finally {
    await context.close();
  }
}

async function beginRecording(page: Page): Promise<void> {
  await page.addScriptTag({ content: RRWEB });
  await page.evaluate('globalThis.told = []; rrweb.record({ emit: (event) => told.push(event) }); undefined');
}

/** Changes are told once the page has drawn. */
async function recorded(page: Page): Promise<TestEvent[]> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)))');
  return page.evaluate<TestEvent[]>('told');
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((end) => {
    server.close(() => end());
    server.closeAllConnections();
  });
}
