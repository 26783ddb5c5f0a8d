import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

describe('the linter', () => {
  it.each([
    ['domain/hazard/decide.ts', 'export const at = () => Date.now();', 'no-restricted-globals'],
    ['domain/hazard/decide.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
    ['workflows/mailbox.ts', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;", 'no-restricted-imports'],
    ['api/app.ts', 'Promise.resolve();', '@typescript-eslint/no-floating-promises'],
    ['api/app.ts', "console.log('a');", 'no-console'],
    ['ledger/ledger.ts', 'export const anything = (value: any) => value;', '@typescript-eslint/no-explicit-any'],
    ['ledger/register.ts', "import { type Ledger } from './ledger.ts';\nexport type L = Ledger;", 'no-restricted-syntax'],
  ])('in %s refuses %s', async (filePath, code, rule) => {
    const [result] = await new ESLint({ cwd: root }).lintText(code, { filePath: join(root, filePath) });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
  });
});

describe('the doors', () => {
  const rooms = ['domain', 'ledger', 'workflows', 'activities', 'worker', 'api', 'prisma', 'stack', 'tests'];
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'safety-grid-doors-'));
    for (const each of [...rooms, 'tsconfig.json', 'package.json', '.dependency-cruiser.cjs'])
      cpSync(join(root, each), join(copy, each), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const cruise = () =>
    run(join(root, 'node_modules/.bin/depcruise'), ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms], {
      cwd: copy,
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
      ['stack/planted.ts', '../tests/support/given.ts', 'nobody-imports-tests'],
    ];
    for (const [file, imports] of planted) writeFileSync(join(copy, file), `import * as it from '${imports}';\nexport const used = it;\n`);
    writeFileSync(join(copy, 'ledger/circle.ts'), `import { back } from './circle-back.ts';\nexport const used = () => back;\n`);
    writeFileSync(join(copy, 'ledger/circle-back.ts'), `import { used } from './circle.ts';\nexport const back = () => used;\n`);
    const { totalCruised, violations } = (await cruise()).summary;
    expect(totalCruised).toBeGreaterThan(100);
    for (const [file, , rule] of planted)
      expect(violations.map((found) => `${found.from} ${found.rule.name}`)).toContain(`${file} ${rule}`);
    // A circle is reported once, from either of its ends.
    expect(violations.some(({ from, rule }) => rule.name === 'no-circle' && from.startsWith('ledger/circle'))).toBe(true);
  });
});
