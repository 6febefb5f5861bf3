import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm test` builds it. */
const TOUR = join(process.cwd(), 'dist', 'demo', 'tour', 'tour.js');

/** A line of `--json`; the last line sums them up. */
interface Check {
  readonly scene: string;
  readonly check: string;
  readonly passed: boolean;
  readonly evidence: string;
}

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

  it('finds every check to hold, whatever the environment says', async () => {
    const { code, out, errors } = await end(begin());
    const lines = out.trim().split('\n');
    const summary = lines.pop();
    const checks = lines.map((line) => JSON.parse(line) as Check);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(checks.length).toBeGreaterThan(70);
    expect(summary).toBe(
      `{"checks":${checks.length},"failed":0,"held":1,"kept":1,"ambiguous":1,"recordVerified":true}`,
    );
    expect(code).toBe(0);
    expect(errors).toContain('0 left in 6 collections');
    expect(readdirSync(temporary)).toEqual([]);
  }, 240_000);

  it('takes its server and its files along when it is interrupted', async () => {
    const child = begin();
    let told = false;
    const { code, out, errors } = await end(child, (text) => {
      if (!told && text.includes('GDPR export of the ids')) told = child.kill('SIGINT');
    });
    expect(errors).toContain('interrupted');
    expect(out).toMatch(/"failed":1,"held":0,"kept":0,"ambiguous":0,"recordVerified":false\}\n$/);
    expect(code).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  }, 240_000);
});
