import eslint from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import oneWriterOfStatus from './test/support/one-writer-of-status.mjs';

const restrict = (selector, message) => ({ selector, message });

export default tseslint.config(
  {
    ignores: [
      'dist',
      'bench/dist',
      'node_modules',
      'src/platform/prisma/generated',
      'console/src/api/openapi.ts',
      '*.config.js',
      'test/support/*.mjs',
      'test/clickhouse/*.mjs',
      'test/console/*.mjs',
      'test/sdk/*.mjs',
      '.dependency-cruiser.js',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: [] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-restricted-syntax': [
        'error',
        restrict(
          "MemberExpression[object.name='process'][property.name='env']",
          'Settings are read once, in platform/config/config.ts: inject Config instead.',
        ),
        restrict(
          "NewExpression[callee.name='Date'][arguments.length=0]",
          'Time is handed in: inject Clock and call now().',
        ),
        restrict(
          "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          'Time is handed in: inject Clock and call now().',
        ),
        restrict(
          "NewExpression[callee.name='RegExp']",
          'Write a pattern as a literal, which can be proven linear; texts that are put together are looked for by indexOf.',
        ),
        restrict(
          "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>10]",
          'More than ten things are handed in: it is more than one thing.',
        ),
        restrict('TSEnumDeclaration', 'Write a union of literals instead of an enum.'),
        restrict('ExportDefaultDeclaration', 'Export by name, so that a thing has one name everywhere.'),
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'bench/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'max-lines-per-function': ['error', 60], complexity: ['error', 15] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.spec.ts', 'src/request-model/lifecycle/request-lifecycle.service.ts'],
    plugins: { requests: { rules: { 'one-writer-of-status': oneWriterOfStatus } } },
    rules: { 'requests/one-writer-of-status': 'error' },
  },
  {
    // A pattern's cost grows with its input and no faster, wherever the match begins (ADR 0020).
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    },
  },
  {
    files: [
      'src/platform/config/config.ts',
      'src/platform/core/clock.ts',
      'src/**/*.spec.ts',
      'test/**',
      'bench/**',
      'prisma.config.ts',
      'console/vite.config.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Pages read the clock of the reader's own browser.
    files: ['console/**'],
    rules: {
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true }],
      complexity: ['error', 15],
      'no-restricted-imports': [
        'error',
        {
          name: '@tanstack/react-query',
          importNames: ['useMutation'],
          message: 'Take the one of console/src/api/mutation.ts, which does once what is asked for twice at once.',
        },
      ],
      // React takes functions that return promises as handlers.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['console/src/api/mutation.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['**/*.spec.ts', 'test/**'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
