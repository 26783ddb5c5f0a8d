import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const bin = join(root, 'node_modules/.bin');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { check: string } };

/** A copy of the product, or of a part, to spoil; deleted after the tests of a describe. */
function spoilableCopy(parts = readdirSync(root)): { readonly path: string } {
  const copy = { path: '' };
  const leftOut = ['node_modules', '.git', '.cache', 'data', 'build'];
  beforeAll(() => {
    copy.path = mkdtempSync(join(tmpdir(), 'safety-grid-copy-'));
    for (const part of parts.filter((name) => !leftOut.includes(name)))
      cpSync(join(root, part), join(copy.path, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy.path, 'node_modules'));
  });
  afterAll(() => rmSync(copy.path, { recursive: true, force: true }));
  return copy;
}

/** What `npm run check` does with one tool, done in the copy: a tool that is no longer in it is no check. */
async function check(tool: string, copy: { path: string }, more = ''): Promise<{ code: number; output: string }> {
  const command = scripts.check.split(' && ').find((each) => each.startsWith(`${tool} `) || each === tool);
  if (!command) throw new Error(`npm run check has no ${tool}`);
  const { DATABASE_URL: _, ...env } = process.env;
  const options = { cwd: copy.path, env: { ...env, PATH: `${bin}:${env.PATH}` }, maxBuffer: 64 * 1024 * 1024 };
  return run('sh', ['-c', `${command} ${more}`], options).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => ({ code: failed.code, output: failed.stdout + failed.stderr }),
  );
}

describe('the linter', () => {
  it.each([
    ['domain/hazard/decide.ts', 'export const at = () => Date.now();', 'no-restricted-globals'],
    ['domain/hazard/decide.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
    ['workflows/mailbox.ts', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;", 'no-restricted-imports'],
    ['api/app.ts', 'Promise.resolve();', '@typescript-eslint/no-floating-promises'],
    ['api/app.ts', "console.log('a');", 'no-console'],
    ['ledger/ledger.ts', 'export const anything = (value: any) => value;', '@typescript-eslint/no-explicit-any'],
    [
      'web/src/app.tsx',
      "import { useId } from 'react';\nexport const useTwo = () => [1, 2].map(() => useId());",
      'react-hooks/rules-of-hooks',
    ],
    ['web/src/app.tsx', 'export const anything = (value: any) => value;', '@typescript-eslint/no-explicit-any'],
    ['ledger/register.ts', "import { type Ledger } from './ledger.ts';\nexport type L = Ledger;", 'no-restricted-syntax'],
  ])('in %s refuses %s', async (filePath, code, rule) => {
    const [result] = await new ESLint({ cwd: root }).lintText(code, { filePath: join(root, filePath) });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
  });
});

describe('the doors', () => {
  const rooms = [
    'domain',
    'ledger',
    'workflows',
    'activities',
    'worker',
    'api',
    'observe',
    'papers',
    'prisma',
    'stack',
    'bench',
    'web',
    'tests',
  ];
  const copy = spoilableCopy();

  const cruise = () =>
    run(join(bin, 'depcruise'), ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms], {
      cwd: copy.path,
      maxBuffer: 64 * 1024 * 1024,
    })
      .catch((failed: { stdout: string }) => failed)
      .then(
        ({ stdout }) => JSON.parse(stdout) as { summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] } },
      );

  it('are shut to each of these, and stand open where they should', async () => {
    expect((await cruise()).summary.violations).toEqual([]);
    const planted: [file: string, imports: string, rule: string][] = [
      ['domain/planted.ts', '../ledger/hash-chain.ts', 'domain-door'],
      ['domain/planted-package.ts', 'zod', 'rules-need-no-package'],
      ['prisma/planted.ts', '../ledger/hash-chain.ts', 'prisma-door'],
      ['ledger/planted.ts', '../api/app.ts', 'ledger-door'],
      ['workflows/planted.ts', '../domain/time/due.ts', 'workflows-door'],
      ['activities/planted.ts', '../workflows/mailbox.ts', 'activities-door'],
      ['worker/planted.ts', '../domain/time/due.ts', 'worker-door'],
      ['api/planted.ts', '../worker/relay.ts', 'api-door'],
      ['api/planted-write.ts', 'pg', 'one-place-writes'],
      ['papers/planted.ts', '../ledger/hash-chain.ts', 'papers-door'],
      ['observe/planted.ts', '../ledger/hash-chain.ts', 'observe-door'],
      ['web/src/planted.ts', '../../domain/time/due.ts', 'web-door'],
      ['stack/planted.ts', '../tests/support/given.ts', 'nobody-imports-tests'],
    ];
    for (const [file, imports] of planted)
      writeFileSync(join(copy.path, file), `import * as it from '${imports}';\nexport const used = it;\n`);
    writeFileSync(join(copy.path, 'ledger/circle.ts'), `import { back } from './circle-back.ts';\nexport const used = () => back;\n`);
    writeFileSync(join(copy.path, 'ledger/circle-back.ts'), `import { used } from './circle.ts';\nexport const back = () => used;\n`);
    const asTypes = "import type { Due } from '../../domain/time/due.ts';\nexport type It = Due;\n";
    writeFileSync(join(copy.path, 'web/src/planted-types.ts'), asTypes);
    const { totalCruised, violations } = (await cruise()).summary;
    expect(totalCruised).toBeGreaterThan(100);
    for (const [file, , rule] of planted)
      expect(violations.map((found) => `${found.from} ${found.rule.name}`)).toContain(`${file} ${rule}`);
    expect(violations.map((found) => `${found.from} ${found.rule.name}`)).toContain('web/src/planted-types.ts web-door');
    // A circle is reported once, from either of its ends.
    expect(violations.some(({ from, rule }) => rule.name === 'no-circle' && from.startsWith('ledger/circle'))).toBe(true);
  });
});

describe('the compiler', () => {
  const copy = spoilableCopy(['domain', 'tsconfig.json', 'package.json']);
  const remembering = '--listFiles --incremental --tsBuildInfoFile build.tsbuildinfo';

  it('passes the rules, and refuses an array that may be empty', async () => {
    const clean = await check('tsc', copy, remembering);
    expect(clean.output).not.toContain('error TS');
    expect(clean.code).toBe(0);
    const ours = clean.output.split('\n').filter((line) => line.endsWith('.ts') && !line.includes('node_modules'));
    expect(ours.length).toBeGreaterThan(30);

    writeFileSync(join(copy.path, 'domain/planted.ts'), 'export const first = (names: string[]): string => names[0];\n');
    const planted = await check('tsc', copy, remembering);
    expect(planted.output).toContain('domain/planted.ts(1,');
    expect(planted.code).not.toBe(0);
  });
});

describe('the search for dead code', () => {
  const copy = spoilableCopy();

  it('passes the tree, and finds an unused export, file and dependency', async () => {
    expect(await check('knip', copy)).toMatchObject({ code: 0 });

    appendFileSync(join(copy.path, 'domain/time/instant.ts'), '\nexport const nobodyAsks = 1;\n');
    writeFileSync(join(copy.path, 'domain/nobody-imports.ts'), 'export const alone = 1;\n');
    const manifest = readFileSync(join(copy.path, 'package.json'), 'utf8');
    writeFileSync(
      join(copy.path, 'package.json'),
      manifest.replace('"dependencies": {', '"dependencies": {\n    "nobody-needs": "1.0.0",'),
    );
    const planted = await check('knip', copy);
    expect(planted.code).not.toBe(0);
    for (const found of ['nobodyAsks', 'domain/nobody-imports.ts', 'nobody-needs']) expect(planted.output).toContain(found);
  });
});

describe('the formatter', () => {
  const copy = spoilableCopy();

  it('passes the tree, and refuses double quotes', async () => {
    const clean = await check('biome', copy);
    expect(clean).toMatchObject({ code: 0 });
    expect(Number(/Checked (\d+) files/.exec(clean.output)?.[1])).toBeGreaterThan(100);

    writeFileSync(join(copy.path, 'domain/planted.ts'), 'export const quoted = "twice"\n');
    const planted = await check('biome', copy);
    expect(planted.output).toContain('domain/planted.ts');
    expect(planted.code).not.toBe(0);
  });
});

describe('the check of the migrations', () => {
  const copy = spoilableCopy(['prisma', 'stack', 'package.json']);

  it('passes the tree, and prints the column that no migration adds', async () => {
    const clean = await check('tsx', copy);
    expect(clean).toEqual({ code: 0, output: 'schema.prisma and the migrations agree\n' });

    const schema = join(copy.path, 'prisma/schema.prisma');
    writeFileSync(schema, readFileSync(schema, 'utf8').replace(/^model Case \{$/m, '$&\n  colour String?'));
    const planted = await check('tsx', copy);
    expect(planted.output).toContain('ALTER TABLE "cases" ADD COLUMN     "colour" TEXT');
    expect(planted.code).toBe(1);
  });
});
