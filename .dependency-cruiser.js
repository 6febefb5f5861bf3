// Who may enter whom. A room sees only the rooms named here, and only through their index.ts.
const ENTRANCES = '(main|api\\.module|worker|worker\\.module|application|run|health\\.controller)';
const BELOW_ENTRANCES = [
  'access',
  'artifacts',
  'audit',
  'compliance',
  'holds',
  'platform',
  'receipts',
  'subject-data',
  'suppression',
  'ingestion',
  'requests',
];
const MAY_IMPORT = {
  compliance: [],
  platform: [],
  'subject-data': ['compliance', 'platform'],
  artifacts: ['compliance', 'platform'],
  audit: ['compliance', 'platform'],
  receipts: ['compliance', 'platform'],
  access: ['audit', 'compliance', 'platform'],
  suppression: ['compliance', 'platform', 'subject-data'],
  holds: ['access', 'audit', 'compliance', 'platform', 'subject-data', 'suppression'],
  ingestion: ['access', 'audit', 'compliance', 'holds', 'platform', 'subject-data', 'suppression'],
  requests: [
    'access',
    'artifacts',
    'audit',
    'compliance',
    'holds',
    'platform',
    'receipts',
    'subject-data',
    'suppression',
  ],
  workers: ['requests', 'ingestion', 'audit', 'compliance', 'platform'],
  demo: BELOW_ENTRANCES,
  cli: [...BELOW_ENTRANCES, 'demo'],
};

const rooms = Object.keys(MAY_IMPORT);
const doors = rooms.map((room) => ({
  name: `${room}-imports-only-lower-rooms`,
  comment: `${room} may import ${MAY_IMPORT[room].join(', ') || 'no other room'}: move the code down, or hand it in from the entrance.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(?!${[room, ...MAY_IMPORT[room]].join('|')})[^/]+(/|\\.ts$)` },
}));
const throughTheDoor = rooms.map((room) => ({
  name: `${room}-is-entered-through-its-index`,
  comment: `Import from ${room}/index.js; what is not exported there is private to the room.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: `^src/${room}/index\\.ts$` },
}));
const library = (name, packages, only) => ({
  name,
  comment: `Only ${only} may import this library: put the call behind a port.`,
  severity: 'error',
  from: { path: '^src/', pathNot: only },
  to: { path: `node_modules/(${packages})/` },
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Break the circle: move the shared type into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports this file: wire it or remove it.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: `(${ENTRANCES}|\\.spec|\\.d)\\.ts$|^src/(cli|demo)/[^/]+\\.ts$|generated`,
      },
      to: {},
    },
    {
      name: 'the-law-imports-nothing',
      comment: 'compliance is pure: no library, no node module.',
      severity: 'error',
      from: { path: '^src/compliance/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/compliance/' },
    },
    {
      name: 'nobody-imports-an-entrance',
      comment: 'Entrances compose, they are not composed.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/(cli|demo)/' },
      to: { path: `^src/${ENTRANCES}\\.ts$` },
    },
    ...doors,
    ...throughTheDoor,
    library('pg-behind-postgres-files', 'pg|pg-cursor|pg-copy-streams', '\\.postgres\\.ts$|^src/platform/'),
    library('clickhouse-behind-clickhouse-files', '@clickhouse', '\\.clickhouse\\.ts$'),
    library('s3-behind-s3-files', '@aws-sdk|@smithy', '\\.s3\\.ts$'),
    library('smtp-behind-smtp-files', 'nodemailer', '\\.smtp\\.ts$'),
    library('queue-behind-platform-and-workers', 'bullmq|ioredis', '^src/(platform|workers)/|\\.redis\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'generated' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
