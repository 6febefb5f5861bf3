import config from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...config,
  rootDir: '../..',
  roots: ['<rootDir>/test/console'],
  testMatch: ['**/*.story.ts'],
};
