import { expect, it } from 'vitest';
import { faultsOfLock } from '../../stack/audit-packages.ts';

const integrity = 'sha512-abc';

it.each([
  ['nothing against a pinned package', { a: '1.0.0' }, { 'node_modules/a': { integrity } }, []],
  ['a version that floats', { a: '^1.0.0' }, { 'node_modules/a': { integrity } }, ['a is not pinned to one version: ^1.0.0']],
  ['a package without a sum', {}, { 'node_modules/a': {} }, ['node_modules/a has no sha512 sum in the lock file']],
  [
    'a script that nobody decided on',
    {},
    { 'node_modules/a/node_modules/b': { integrity, hasInstallScript: true } },
    ['node_modules/a/node_modules/b runs a script at its installation, of which package.json (allowScripts) says nothing'],
  ],
  ['nothing against a script that was decided on', {}, { 'node_modules/esbuild': { integrity, hasInstallScript: true } }, []],
])('the audit of packages finds %s', (_, dependencies, packages, faults) => {
  expect(faultsOfLock({ dependencies, allowScripts: { esbuild: true } }, packages)).toEqual(faults);
});
