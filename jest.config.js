import { availableParallelism } from 'node:os';

// What takes long, or starts programs of its own, is named `*.long.spec.ts` and left out of `npm test`; `npm run test:long` runs it.
// HABEAS_TESTS: `quick`, `long` or `all`; a spec is one of the first two by its name alone, so that none falls between.
const MATCHES = { quick: ['**/!(*.long).spec.ts'], long: ['**/*.long.spec.ts'], all: ['**/*.spec.ts'] };
const testMatch = MATCHES[process.env.HABEAS_TESTS ?? 'quick'];
if (testMatch === undefined) throw new Error('HABEAS_TESTS is quick, long or all.');

/** @type {import('jest').Config} */
const config = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch,
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, verbatimModuleSyntax: true },
          keepClassNames: true,
        },
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/summary-reporter.mjs'],
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // For a machine that does much else: what passes is no slower for it.
  testTimeout: 300_000,
  // Much of the time goes by in servers that the tests wait for. Jest takes no share above 100%.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Modules of specs that have ended stay in memory, some 100 MB each: a worker begins anew before it holds gigabytes.
  workerIdleMemoryLimit: '1GB',
};

export default config;
