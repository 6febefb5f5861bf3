import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';

/** How the build ends the names of files that it has compressed already. */
const DENSE = '.br';

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
      if (!path.endsWith(DENSE)) return;
      response.type(extname(path.slice(0, -DENSE.length)));
      response.setHeader('Content-Encoding', 'br');
    },
  });
}

/** Leads a browser that takes brotli to the file that the build has compressed; other files are compressed while they are sent. */
function densest(assets: string) {
  const dense = new Set(readdirSync(assets).filter((name) => name.endsWith(DENSE)));
  return (request: Request, response: Response, next: NextFunction): void => {
    const path = `${request.path}${DENSE}`;
    if (dense.has(path.slice(1))) {
      response.vary('Accept-Encoding');
      if (request.acceptsEncodings('br') === 'br') request.url = path;
    }
    next();
  };
}
