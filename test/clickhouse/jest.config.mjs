import config from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...config,
  rootDir: '../..',
  roots: ['<rootDir>/test/clickhouse'],
  testMatch: ['**/*.suite.ts'],
  modulePathIgnorePatterns: ['<rootDir>/test/clickhouse/node_modules'],
};
