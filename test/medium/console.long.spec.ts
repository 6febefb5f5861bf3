import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { startApp, type TestApp } from '../support/app.js';
import { openConsole, type OpenConsole } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';

/** The others are looked at by the stories (`npm run test:console`). */
const PAGES = ['/', '/requests', '/requests/new/export'];

needsProgram('chromium', 'apt-get install chromium')('the console in a browser', () => {
  let open: OpenConsole;

  beforeAll(async () => {
    open = await openConsole();
  });
  afterAll(() => open.close());

  it('lets its owner in', async () => {
    expect(await open.owner.page.title()).toBe('Overview · Habeas');
  });

  it.each(PAGES)('shows %s without a complaint of the browser, readable by everybody', async (path) => {
    await open.owner.open(path);
    expect(await open.owner.violations()).toEqual([]);
    expect(open.owner.complaints).toEqual([]);
  });
});

const ASSETS = 'dist/public/assets';
/** 250 KB of script, compressed. */
const FIRST_LOAD = 250 * 1024;

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
      expect(file.headers.get('content-encoding')).toMatch(/^(?:gzip|br)$/);
      expect(policyOf(file)['default-src']).toBe("'none'");
      expectGuarded(file);
    }
    for (const path of ['/assets/', '/assets/nothing.js', '/assets/..%2findex.html', '/assets/%2e%2e/index.html']) {
      const nothing = await fetch(`${app.url}${path}`);
      expect([path, nothing.status, nothing.headers.get('cache-control')]).toEqual([path, 404, 'no-store']);
    }
  });

  it('is shown after at most 250 KB of compressed script, the texts of one language included', () => {
    const bytesOf = (name: string): number => gzipSync(readFileSync(`${ASSETS}/${name}`)).length;
    const scripts = firstScripts();
    const languages = readdirSync(ASSETS).filter((name) => /^(?:en|de)-.*\.js$/.test(name));
    expect([scripts.length > 1, languages.length]).toEqual([true, 2]);
    const largest = Math.max(...languages.map(bytesOf));
    expect(scripts.reduce((sum, name) => sum + bytesOf(name), largest)).toBeLessThanOrEqual(FIRST_LOAD);
  });
});
