import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const server = ['domain', 'ledger', 'workflows', 'activities', 'worker', 'api', 'observe', 'papers', 'prisma', 'stack', 'bench', 'tests'];
const serverFiles = server.map((room) => `${room}/**/*.ts`);
const web = existsSync(join(import.meta.dirname, 'web/tsconfig.json'));

const builtInMessage = 'Rules and workflows touch no machine: let an activity or the ledger do it.';
const nodeBuiltIns = {
  // By exact name: as a pattern the built-in module "domain" would shut our own room of that name.
  paths: builtinModules.map((name) => ({ name, message: builtInMessage })),
  patterns: [{ group: ['node:*'], message: builtInMessage }],
};
const randomness = {
  object: 'Math',
  property: 'random',
  message: 'A rule gives the same answer every time: let the caller pass what is chance.',
};

export default tseslint.config(
  {
    ignores: [
      'build/**',
      '.cache/**',
      'data/**',
      'prisma/generated/**',
      'web/src/api/generated*',
      '**/*.js',
      '**/*.cjs',
      '*.config.ts',
      ...(web ? [] : ['web/**']),
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: [...serverFiles, 'web/**/*.{ts,tsx}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: true, disallowAutomaticSingleRunInference: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      // `import { type X }` leaves an empty import at run time, which opens a door that only types may pass.
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportSpecifier[importKind="type"]', message: 'Import types on a line of their own: import type { … }.' },
        { selector: 'ExportSpecifier[exportKind="type"]', message: 'Export types on a line of their own: export type { … }.' },
      ],
    },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error' },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Time has one door: domain/time/instant.ts. A rule is told the moment.' },
        { name: 'process', message: 'A rule knows no environment.' },
        { name: 'console', message: 'A rule has no output but its decision.' },
        { name: 'performance', message: 'A rule is told the moment.' },
        { name: 'crypto', message: 'A rule gives the same answer every time.' },
      ],
      'no-restricted-properties': ['error', randomness],
    },
  },
  { files: ['domain/time/instant.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', nodeBuiltIns] },
  },
  {
    files: [
      'api/**/*.ts',
      'observe/**/*.ts',
      'papers/**/*.ts',
      'worker/**/*.ts',
      'ledger/**/*.ts',
      'activities/**/*.ts',
      'workflows/**/*.ts',
    ],
    ignores: ['ledger/audit-verify.ts', 'ledger/import/main.ts', 'worker/wake.ts', 'worker/build-bundle.ts'],
    rules: { 'no-console': 'error' },
  },
);
