// The pages people use: what `npm run build` made of `console/`, served at `/`.
export { ConsoleModule } from './console.module.js';
export { serveConsoleAssets } from './console-files.js';
