import config from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...config,
  rootDir: '../..',
  roots: ['<rootDir>/test/sdk'],
  testMatch: ['**/*.suite.ts'],
  modulePathIgnorePatterns: ['<rootDir>/test/sdk/node_modules'],
};
