import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// No file under src over 350 lines, nine in ten under 180.
const MOST = 350;
const USUAL = 180;
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], { encoding: 'utf8' })
  .split('\n')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, lines: readFileSync(name, 'utf8').split('\n').length }));
const tooLong = files.filter(({ lines }) => lines > MOST);
const long = files.filter(({ lines }) => lines > USUAL);
for (const { name, lines } of tooLong)
  console.error(`${name}: ${lines} lines, ${MOST} is the most: it is more than one thing.`);
if (long.length * 10 > files.length) {
  const names = long.map(({ name, lines }) => `${name} (${lines})`).join(', ');
  console.error(`More than one file in ten has over ${USUAL} lines: ${names}.`);
}
process.exitCode = tooLong.length > 0 || long.length * 10 > files.length ? 1 : 0;
