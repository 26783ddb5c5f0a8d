import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What would be committed; without git, everything that .gitignore leaves. */
function committedFiles(): string[] {
  if (!existsSync(join(root, '.git'))) return walk('');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  return listed.split('\0').filter((name) => name && existsSync(join(root, name)));
}

const ignored = ['node_modules', '.cache', 'data', 'build', 'prisma/generated'];

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (ignored.includes(path) || path.endsWith('.log')) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

const never: [what: string, pattern: RegExp][] = [
  ['a path of one machine', /(?<![\w.\-}])\/(?:root|work|tmp|(?:home|Users)\/\w+)\//],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an access token', /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|npm_[A-Za-z0-9]{36})\b|_auth(?:Token)/],
  ['the host of a registry', /registry\.(?:npm|yarn)|npm(?:mirror)|pypi\.org|python(?:hosted)/],
];
const inLockFile: typeof never = [
  ['the address of a package', /"resolved":|\.tgz"/],
  ['a package from elsewhere', /"version": "[^"]*:\/\//],
];
const inNpmSettings: typeof never = [['a registry', /\bregistry=|\/\//]];

function faultsOf(name: string, text: string): string[] {
  const rules = [...never, ...(name === 'package-lock.json' ? inLockFile : []), ...(name.endsWith('.npmrc') ? inNpmSettings : [])];
  return rules.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${name} holds ${what}`);
}

describe('what is committed', () => {
  it('holds no path of one machine, no secret, no address of a registry', () => {
    const files = committedFiles();
    expect(files.length).toBeGreaterThan(150);
    expect(files).toContain('package-lock.json');
    expect(files.flatMap((name) => faultsOf(name, readFileSync(join(root, name), 'utf8')))).toEqual([]);
  });

  const path = (...parts: string[]) => ['', ...parts, 'file.ts'].join('/');
  it.each([
    ['docs/a.md', `see ${path('root', 'grid')}`, 'a path of one machine'],
    ['api/a.ts', `'${path('home', 'wang', 'grid')}'`, 'a path of one machine'],
    ['tests/a.ts', `'${path('tmp', 'pictures')}'`, 'a path of one machine'],
    ['api/a.ts', `-----BEGIN ${'RSA'} PRIVATE KEY-----`, 'a private key'],
    ['.ci/run', `${'AKIA'}${'A1'.repeat(8)}`, 'an access token'],
    ['Dockerfile', `RUN npm ci --registry https://registry${'.npmjs'}.org`, 'the host of a registry'],
    ['package-lock.json', '"resolved": "https://example.org/zod"', 'the address of a package'],
    ['package-lock.json', '"version": "git+ssh://example.org/zod"', 'a package from elsewhere'],
    ['.npmrc', 'registry=https://example.org', 'a registry'],
  ])('%s would be refused with %s', (name, text, fault) => expect(faultsOf(name, text)).toEqual([`${name} holds ${fault}`]));

  it.each([`https://example.org${path('work')}`, `.${path('work')}`, '${root}' + path('work')])('%s is no path of one machine', (text) =>
    expect(faultsOf('docs/a.md', text)).toEqual([]),
  );
});
