import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';

/** How the build ends the names of files that it has compressed already, and how that is called; the densest first. */
const DENSE: Readonly<Record<string, string>> = { '.br': 'br', '.gz': 'gzip' };

/** Where the build puts the pages: beside the compiled rooms, or under `dist` where the sources themselves run. */
const PLACES = ['../public/', '../../dist/public/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The folder of the built console; null: it was not built. */
export function consoleFolder(): string | null {
  return PLACES.find((place) => existsSync(join(place, 'index.html'))) ?? null;
}

/** The page that loads the console; null: it was not built. */
export function consolePage(): string | null {
  const folder = consoleFolder();
  return folder === null ? null : readFileSync(join(folder, 'index.html'), 'utf8');
}

/** Scripts and styles, compressed, which a browser keeps for a year: their names change with what is in them. */
export function serveConsoleAssets(application: NestExpressApplication): void {
  const folder = consoleFolder();
  if (folder === null) return;
  const assets = join(folder, 'assets');
  application.use('/assets', densest(assets), compression());
  application.useStaticAssets(assets, {
    prefix: '/assets',
    index: false,
    setHeaders: (response: Response, path: string) => {
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      const encoding = DENSE[extname(path)];
      if (encoding === undefined) return;
      response.type(extname(path.slice(0, -extname(path).length)));
      response.setHeader('Content-Encoding', encoding);
    },
  });
}

/** Leads a browser to the file that the build has compressed as it takes it, brotli before gzip; other files are compressed while they are sent. */
function densest(assets: string) {
  const names = new Set(readdirSync(assets));
  return (request: Request, response: Response, next: NextFunction): void => {
    const { path } = request;
    const dense = Object.entries(DENSE).filter(([ending]) => names.has(`${path.slice(1)}${ending}`));
    if (dense.length > 0) response.vary('Accept-Encoding');
    const taken = dense.find(([, encoding]) => request.acceptsEncodings(encoding) === encoding);
    if (taken !== undefined) request.url = `${path}${taken[0]}`;
    next();
  };
}
