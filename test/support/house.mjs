import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What the house promises beside its imports: no file over 350 lines, no folder over 25 files (tests not counted), a sentence at
 * each door that says what the room is for, and the README's table of rooms as rooms.json has it. Prints what each door gives
 * away. `--write` writes the table.
 */
const MOST_LINES = 350;
const MOST_FILES = 25;
const [BEGIN, END] = ['<!-- rooms: begin -->', '<!-- rooms: end -->'];

const floors = JSON.parse(readFileSync('rooms.json', 'utf8'));
const rooms = floors.flatMap((floor) => floor.rooms);
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'bench', 'console'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && name !== 'console/src/api/openapi.ts');
const faults = [];

for (const name of files) {
  const lines = readFileSync(name, 'utf8').split('\n').length;
  if (lines > MOST_LINES) faults.push(`${name}: ${lines} lines, ${MOST_LINES} is the most: it is more than one thing.`);
}
const folders = new Map();
for (const name of files.filter((each) => !each.includes('.spec.'))) {
  folders.set(dirname(name), (folders.get(dirname(name)) ?? 0) + 1);
}
for (const [folder, count] of folders) {
  if (count > MOST_FILES) faults.push(`${folder}: ${count} files, ${MOST_FILES} is the most: cut it by topic.`);
}

const doors = rooms.filter(({ name }) => name !== 'cli').map(({ name }) => ({ name, ...doorOf(name) }));
for (const { name, sentence } of doors) {
  if (sentence === null)
    faults.push(`src/${name}/index.ts: its first line must be a comment that says what the room is for.`);
}
const given = doors.reduce((sum, { names }) => sum + names, 0);
console.log(`Doors give away ${given} names: ${doors.map(({ name, names }) => `${name} ${names}`).join(', ')}.`);

const readme = readFileSync('README.md', 'utf8');
const [before, rest = ''] = readme.split(BEGIN);
const [written = '', after = ''] = rest.split(END);
if (process.argv.includes('--write')) writeFileSync('README.md', `${before}${BEGIN}\n\n${table()}\n\n${END}${after}`);
else if (cellsOf(written) !== cellsOf(table()))
  faults.push('README.md: the table of rooms is old: npm run house -- --write.');

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** First line and number of names of a room's index. */
function doorOf(name) {
  const text = readFileSync(`src/${name}/index.ts`, 'utf8');
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list]) => list.split(','));
  if (/export \*/.test(text)) faults.push(`src/${name}/index.ts: name what it gives away, no \`export *\`.`);
  return {
    sentence: /^\/\/ (.+)$/m.exec(text.split('\n')[0] ?? '')?.[1] ?? null,
    names: lists.filter((each) => each.trim()).length,
  };
}

function table() {
  const rows = floors.map(({ floor, rooms: those }) => `| ${floor} | ${those.map(cellOf).join('<br>')} |`);
  return ['| floor | rooms in `src/` |', '| --- | --- |', ...rows].join('\n');
}

function cellOf({ name }) {
  const sentence =
    name === 'cli' ? 'The `habeas` command, for operators.' : doors.find((door) => door.name === name)?.sentence;
  return `\`${name}/\`: ${sentence ?? ''}`;
}

/** A table without the blanks that make it pretty. */
function cellsOf(text) {
  return text.replace(/-{3,}/g, '---').replace(/ +/g, ' ').trim();
}
