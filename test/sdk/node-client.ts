import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsFront } from './tls-front.js';

/** Where `import 'mixpanel'` finds the client as its package has it. */
const HERE = join(process.cwd(), 'test/sdk');

/**
 * Runs a module in a Node of its own, as the company's server is one, which trusts the certificate of the front. Returns what it wrote.
 * @throws where it ended with an error; the message is what it complained of
 */
export async function runInNode(front: TlsFront, module: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'habeas-sdk-'));
  const certificate = join(folder, 'front.pem');
  writeFileSync(certificate, front.certificate);
  try {
    const child = spawn(process.execPath, ['--input-type=module', '-'], {
      cwd: HERE,
      env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: certificate },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [said, complaints] = ['', ''];
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (complaints += bytes.toString()));
    child.stdin.end(module);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(complaints);
    return said;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
