// Who may enter whom: `rooms.json` says it, these rules hold it. A room sees the rooms named there and no others, through their
// index.ts; a sub-room sees the sub-rooms named there, and never the front of its own room.
import { readFileSync } from 'node:fs';

const ENTRANCES = '(main|api\\.module|worker|worker\\.module|application|run|health\\.controller|openapi|small-heap)';
const floors = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));
const rooms = floors.flatMap((floor) => floor.rooms);

const anyOf = (names) => `(${names.join('|')})`;
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const between = rooms.map(({ name, mayImport }) =>
  error(
    `${name}-imports-only-what-rooms-json-says`,
    `${name} may import ${mayImport.join(', ') || 'no other room'}: move the code down, or hand it in from the entrance.`,
    { path: `^src/${name}/` },
    { path: '^src/', pathNot: `^src/${anyOf([name, ...mayImport])}/` },
  ),
);
const throughTheDoor = rooms.map(({ name }) =>
  error(
    `${name}-is-entered-through-its-index`,
    `Import from ${name}/index.js; what is not exported there is private to the room.`,
    { path: '^src/', pathNot: `^src/${name}/|\\.spec\\.ts$` },
    { path: `^src/${name}/`, pathNot: `^src/${name}/index\\.ts$` },
  ),
);
const within = rooms.flatMap(({ name, subRooms = {} }) =>
  Object.entries(subRooms).map(([sub, others]) =>
    error(
      `${name}-${sub}-imports-only-what-rooms-json-says`,
      `${name}/${sub} may import ${others.join(', ') || 'no other sub-room'}, and never the front of ${name}: hand it in, or move it.`,
      { path: `^src/${name}/${sub}/` },
      { path: `^src/${name}/`, pathNot: `^src/${name}/${anyOf([sub, ...others])}/` },
    ),
  ),
);
const subRoomsAreNamed = rooms
  .filter(({ subRooms = {} }) => Object.keys(subRooms).length > 0)
  .map(({ name, subRooms }) =>
    error(
      `${name}-has-the-sub-rooms-of-rooms-json`,
      'Name the folder in rooms.json, with what it may import.',
      { path: '^src/' },
      { path: `^src/${name}/[^/]+/`, pathNot: `^src/${name}/${anyOf(Object.keys(subRooms))}/` },
    ),
  );
const library = (name, packages, only) =>
  error(
    name,
    `Only ${only} may import this library: put the call behind a port.`,
    { path: '^src/', pathNot: only },
    { path: `node_modules/(${packages})/` },
  );

export default {
  forbidden: [
    error('no-circular', 'Break the circle: move the shared type into a file of its own.', {}, { circular: true }),
    error(
      'no-orphans',
      'Nobody imports this file: wire it or remove it.',
      {
        orphan: true,
        path: '^src/',
        pathNot: `^src/${ENTRANCES}\\.ts$|(\\.spec|\\.d)\\.ts$|^src/cli/habeas\\.ts$|^src/demo/tour/tour\\.ts$|generated`,
      },
      {},
    ),
    error(
      'the-law-imports-nothing',
      'compliance is pure: no library, no node module.',
      { path: '^src/compliance/', pathNot: '\\.spec\\.ts$' },
      { pathNot: '^src/compliance/' },
    ),
    error(
      'nobody-imports-an-entrance',
      'Entrances compose, they are not composed.',
      { path: '^src/[^/]+/', pathNot: '^src/(cli|demo)/' },
      { path: `^src/${ENTRANCES}\\.ts$` },
    ),
    error(
      'nobody-imports-a-test',
      'What the product needs stands in src.',
      { path: '^src/', pathNot: '\\.spec\\.ts$' },
      { path: '^(test|bench)/|\\.spec\\.ts$' },
    ),
    ...between,
    ...throughTheDoor,
    ...within,
    ...subRoomsAreNamed,
    library(
      'pg-behind-postgres',
      'pg|pg-cursor|pg-copy-streams',
      '^src/subject-data/postgres/|\\.postgres\\.ts$|^src/platform/',
    ),
    library('clickhouse-behind-clickhouse', '@clickhouse', '^src/subject-data/clickhouse/'),
    library('s3-behind-s3-files', '@aws-sdk|@smithy', '\\.s3\\.ts$'),
    library('queue-behind-platform-and-jobs', 'bullmq|ioredis', '^src/(platform|jobs)/|\\.redis\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'generated|^bench/dist|/node_modules/.*/node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
