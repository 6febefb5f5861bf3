import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `pretest` builds it. */
const TOUR = join(process.cwd(), 'dist', 'demo', 'tour.js');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Temporary files of one tour, so that what it leaves can be seen. */
let temporary: string;

function begin(): ChildProcess {
  if (!existsSync(TOUR)) throw new Error('There is no dist/: run `npm run build` first.');
  const environment = { ...process.env, TMPDIR: temporary, PORT: '1', DATABASE_URL: 'postgres://nowhere.invalid/x' };
  return spawn(process.execPath, [TOUR, '--json'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function end(child: ChildProcess, hear: (text: string) => void = () => {}): Promise<Ended> {
  let out = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
    hear(errors);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, errors })));
}

describe('the tour', () => {
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), 'habeas-tour-test-'));
  });
  afterEach(() => rmSync(temporary, { recursive: true, force: true }));

  it('finds every check to hold, within a minute, whatever the environment says', async () => {
    const begun = performance.now();
    const { code, out, errors } = await end(begin());
    const last = JSON.parse(out.trim().split('\n').at(-1) ?? '') as { checks: number; failures: string[] };
    expect(last.failures).toEqual([]);
    expect(last.checks).toBeGreaterThan(40);
    expect(code).toBe(0);
    expect(errors).toContain('0 left in 4 collections');
    expect(performance.now() - begun).toBeLessThan(60_000);
    expect(readdirSync(temporary)).toEqual([]);
  }, 90_000);

  it('takes its server and its files along when it is interrupted', async () => {
    const child = begin();
    let told = false;
    const { code, errors } = await end(child, (text) => {
      if (!told && text.includes('GDPR export of the ids')) told = child.kill('SIGINT');
    });
    expect(errors).toContain('interrupted');
    expect(code).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  }, 60_000);
});
