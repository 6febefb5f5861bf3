import { rmSync } from 'node:fs';
import type { TestGlobals } from './global-setup.js';

export default async function tearDown(): Promise<void> {
  const server = (globalThis as TestGlobals).habeasTestServer;
  await server?.postgres.destroy();
  for (const directory of server?.directories ?? []) rmSync(directory, { recursive: true, force: true });
}
