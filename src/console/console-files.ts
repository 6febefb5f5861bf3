import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { Response } from 'express';

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
  application.use('/assets', compression());
  application.useStaticAssets(join(folder, 'assets'), {
    prefix: '/assets',
    index: false,
    setHeaders: (response: Response) => void response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
  });
}
