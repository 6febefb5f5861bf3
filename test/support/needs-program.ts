import { execFileSync } from 'node:child_process';

type Describe = (name: string, body: () => void) => void;

/**
 * `describe` for a suite that needs a program of the system. Where it is missing the suite is left out and the summary says
 * how to install it; under CI=true it fails instead.
 * @param program what must be on the PATH, such as `redis-server`
 * @param install the command that puts it there
 */
export function needsProgram(program: string, install: string): Describe {
  if (isInstalled(program)) return describe;
  const need = `needs ${program}: ${install}`;
  // A newcomer's machine has only Node: `npm test` must work there, and its summary names what was left out. CI leaves out nothing.
  if (process.env['CI'] !== 'true') return (name, body) => describe.skip(`${name} [${need}]`, body);
  return (name) =>
    describe(name, () => {
      it(need, () => {
        throw new Error(`This suite needs ${program}, which is not installed: ${install}`);
      });
    });
}

export function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
