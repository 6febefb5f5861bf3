import type { BrowserContextOptions } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { openConsole, Reader, type OpenConsole } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';

describe('the console as it is served', () => {
  let app: TestApp;
  let page: Response;
  let html: string;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    page = await fetch(app.url);
    html = await page.text();
  });
  afterAll(() => app.close());

  /** Scripts that a browser fetches before it shows anything. */
  const firstScripts = (): string[] =>
    [...html.matchAll(/(?:<script [^>]*src|<link rel="modulepreload" [^>]*href)="\/assets\/([^"]+)"/g)].map(
      ([, name = '']) => name,
    );
  const policyOf = (answer: Response): Record<string, string> => {
    const rules = (answer.headers.get('content-security-policy') ?? '').split(';').map((rule) => rule.trim());
    return Object.fromEntries(rules.map((rule) => [rule.split(' ', 1)[0], rule.split(' ').slice(1).join(' ')]));
  };
  const expectGuarded = ({ headers }: Response): void => {
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  };

  it('lets its own scripts run and no other, its own styles and those that carry the nonce of this answer', async () => {
    const [, nonce = ''] = /<meta property="csp-nonce" nonce="([^"]+)">/.exec(html) ?? [];
    expect(policyOf(page)).toEqual({
      'default-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'script-src': "'self'",
      'style-src': `'self' 'nonce-${nonce}'`,
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
    });
    expect(nonce).toMatch(/^[\w+/]{24}$/);
    expect(await (await fetch(app.url)).text()).not.toContain(nonce);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style=/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expectGuarded(page);
  });

  it('has files that are kept for a year, and in which nothing else is run', async () => {
    const [script = ''] = firstScripts();
    const style = /href="\/assets\/([^"]+\.css)"/.exec(html)?.[1] ?? '';
    for (const [name, type] of [
      [script, 'text/javascript'],
      [style, 'text/css'],
    ] as const) {
      const file = await fetch(`${app.url}/assets/${name}`);
      expect([name, file.status, file.headers.get('content-type')]).toEqual([name, 200, expect.stringContaining(type)]);
      expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(policyOf(file)['default-src']).toBe("'none'");
      expectGuarded(file);
    }
    for (const name of [script, style]) {
      const texts = new Set<string>();
      for (const encoding of ['br', 'gzip']) {
        const file = await fetch(`${app.url}/assets/${name}`, { headers: { 'accept-encoding': encoding } });
        expect([name, file.headers.get('content-encoding')]).toEqual([name, encoding]);
        expect(file.headers.get('vary')).toContain('Accept-Encoding');
        texts.add(await file.text());
      }
      expect(texts.size).toBe(1);
    }
    for (const path of ['/assets/', '/assets/nothing.js', '/assets/..%2findex.html', '/assets/%2e%2e/index.html']) {
      const nothing = await fetch(`${app.url}${path}`);
      expect([path, nothing.status, nothing.headers.get('cache-control')]).toEqual([path, 404, 'no-store']);
    }
  });
});

/**
 * How much script may be sent until a page stands, whether to a browser that takes brotli, as all do over https, or to one that takes gzip
 * alone, as over plain http; a style comes beside it.
 */
const FIRST_LOAD = 250 * 1024;
/** What draws weighs as much again. It is fetched when the page around the drawings stands. */
const DRAWING = /\/assets\/charts-[^/]+\.js$/;

needsProgram('chromium', 'apt-get install chromium')('the console as a browser without any of it fetches it', () => {
  let open: OpenConsole;

  beforeAll(async () => {
    open = await openConsole();
  });
  afterAll(() => open.close());

  /** Every script that is fetched for a page. */
  async function scriptsOf(path: string, window: BrowserContextOptions): Promise<string[]> {
    const reader = await Reader.at(open.browser, open.app.url, window);
    await reader.open(path);
    await reader.page.waitForLoadState('networkidle');
    expect(reader.complaints).toEqual([]);
    await reader.close();
    return [...new Set(reader.addresses.filter((address) => /\/assets\/[^/]+\.js$/.test(address)))];
  }
  /** The bytes in which they are sent to whoever takes this. */
  async function bytesOf(addresses: readonly string[], taken: string, encoding: string): Promise<number> {
    const sizes = addresses.map(async (address) => {
      const { headers } = await fetch(address, { method: 'HEAD', headers: { 'accept-encoding': taken } });
      expect([address, headers.get('content-encoding')]).toEqual([address, encoding]);
      const bytes = Number(headers.get('content-length'));
      expect(bytes).toBeGreaterThan(0);
      return bytes;
    });
    return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
  }

  it.each([
    ['/sign-in', 'en'],
    ['/', 'en'],
    ['/', 'de'],
  ] as const)(
    'shows %s (%s) after at most 250 KB of script, that of the page itself and its texts of one language included',
    async (path, language) => {
      const storageState = await open.owner.page.context().storageState();
      const isIn = path !== '/sign-in';
      const scripts = await scriptsOf(path, { locale: language, ...(isIn ? { storageState } : {}) });
      const first = scripts.filter((name) => !DRAWING.test(name));
      const named = (pattern: RegExp) => first.filter((name) => pattern.test(name)).length;
      expect([
        named(new RegExp(`/${language}-(?!refusals)[^/]+$`)),
        named(new RegExp(`/${language === 'en' ? 'de' : 'en'}-[^/]+$`)),
        named(/-page-[^/]+$/),
        scripts.length > first.length,
      ]).toEqual([1, 0, 1, path === '/']);
      const sent = [await bytesOf(first, 'gzip, br', 'br'), await bytesOf(first, 'gzip', 'gzip')];
      expect(sent.filter((bytes) => bytes > FIRST_LOAD)).toEqual([]);
    },
  );
});
