import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const SERVER = 'http://localhost:3000';

/** Builds the console into `dist/public`, which the API serves at `/`; `npm run console` serves it with a running API behind. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
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
