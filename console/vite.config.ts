import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { isLiteralElement, parse } from '@formatjs/icu-messageformat-parser';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const SERVER = 'http://localhost:3000';

/**
 * Writes each script and style twice more, as densely as brotli and gzip can: that is too slow for the moment in which a browser asks.
 * Over http without TLS browsers take gzip alone.
 */
const dense: Plugin = {
  name: 'dense',
  apply: 'build',
  writeBundle({ dir = '' }, files) {
    for (const name of Object.keys(files).filter((each) => /\.(?:js|css)$/.test(each))) {
      const bytes = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
    }
  },
};

/**
 * Reads the texts when the console is built, so that no browser has to, and none fetches what can: one that asks for nothing stays a string,
 * of others the parts are written down.
 */
const readTexts: Plugin = {
  name: 'read-texts',
  enforce: 'post',
  transform: {
    filter: { id: /\/console\/src\/texts\/[a-z]{2}\/.*\.ts$/ },
    handler(code) {
      let read = code;
      for (const { start, end, value } of stringsIn(this.parse(code)).reverse()) {
        const parts = parse(value);
        const [only] = parts;
        const written = only !== undefined && parts.length === 1 && isLiteralElement(only) ? only.value : parts;
        read = `${read.slice(0, start)}${JSON.stringify(written)}${read.slice(end)}`;
      }
      return { code: read, map: null };
    },
  },
};

interface Written {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Values of objects that a module exports, in their order. */
function stringsIn(program: ReturnType<Rolldown.PluginContext['parse']>): Written[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration') return [];
    return statement.declaration.declarations.flatMap(({ init }) =>
      init?.type !== 'ObjectExpression'
        ? []
        : init.properties.flatMap((property) => {
            if (property.type !== 'Property') return [];
            const { type, start, end, ...rest } = property.value;
            if (type !== 'Literal' || !('value' in rest) || typeof rest.value !== 'string') {
              throw new Error(`A text is written as one string: ${JSON.stringify(property.key)}`);
            }
            return [{ start, end, value: rest.value }];
          }),
    );
  });
}

/** Files of texts say in their names of which language they are. */
function chunkFileNames({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string {
  const [, language] = /\/texts\/([a-z]{2})\//.exec(facadeModuleId ?? '') ?? [];
  return `assets/${language === undefined ? '' : `${language}-`}[name]-[hash].js`;
}

/** Builds the console into `dist/public`, which the API serves at `/`; `npm run console` serves it with a running API behind. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [readTexts, dense],
  resolve: {
    alias: [
      // Without what reads texts; see `readTexts`.
      {
        find: /^@formatjs\/icu-messageformat-parser$/,
        replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
      },
    ],
  },
  build: {
    outDir: '../dist/public',
    emptyOutDir: true,
    // Files in a style's or a script's own text would need a policy of contents that lets data in.
    assetsInlineLimit: 0,
    // Preloading is written as inline script where it is polyfilled.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { chunkFileNames } },
  },
  server: { proxy: { '/api': SERVER, '/docs': SERVER, '/download': SERVER } },
});
