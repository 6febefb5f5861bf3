import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const SERVER = 'http://localhost:3000';

/** Writes each script and style a second time, as densely as brotli can: that is too slow for the moment in which a browser asks. */
const dense: Plugin = {
  name: 'dense',
  apply: 'build',
  writeBundle({ dir = '' }, files) {
    for (const name of Object.keys(files).filter((each) => /\.(?:js|css)$/.test(each))) {
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(readFileSync(join(dir, name))));
    }
  },
};

/** Builds the console into `dist/public`, which the API serves at `/`; `npm run console` serves it with a running API behind. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [dense],
  build: {
    outDir: '../dist/public',
    emptyOutDir: true,
    // Files in a style's or a script's own text would need a policy of contents that lets data in.
    assetsInlineLimit: 0,
    // Preloading is written as inline script where it is polyfilled.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': SERVER, '/docs': SERVER, '/download': SERVER } },
});
