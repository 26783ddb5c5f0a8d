import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { ended, schemathesis } from '../support/schemathesis.ts';

const roles = { nobody: null, inspector: 'qian', 'specific person': 'zhang', office: 'zhao', director: 'sun' } as const;
const people = ['qian', 'zhang', 'zhao', 'sun'];

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
let program: string;
let folder: string;
const known: Record<string, string[]> = {};
beforeAll(async () => {
  [ledger, program] = await Promise.all([aLedger(), schemathesis()]);
  api = await anApi(ledger, people);
  const receipts = await Promise.all([1, 2, 3].map(() => ledger.reports('2026-09-29 09:00')));
  known['id'] = receipts.map(({ caseId }) => caseId);
  known['period'] = ['2026-09', '2026-10'];
  known['code'] = ['east', 'west'];
  known['year'] = ['2026', '2027'];
  known['version'] = ['1'];
  folder = mkdtempSync(join(tmpdir(), 'safety-grid-api-'));
});
afterAll(async () => {
  await api?.close();
  await ledger?.close();
  rmSync(folder, { recursive: true, force: true });
});

const toml = (session: string | null) => `
seed = 20261126
${session ? `[auth.openapi.session]\napi_key = "${session}"` : ''}
[checks.positive_data_acceptance]
enabled = false
${Object.entries(known)
  .map(([name, values]) => `[dictionaries.${name}]\nvalues = ${JSON.stringify(values)}`)
  .join('\n')}
[parameters]
${Object.keys(known)
  .map((name) => `"path.${name}" = { dictionary = "${name}", probability = 0.5 }`)
  .join('\n')}
`;

describe.each(Object.entries(roles))('the api asked at random by %s', (role, person) => {
  it('keeps what its OpenAPI document promises', async () => {
    const config = join(folder, `${role.replaceAll(' ', '-')}.toml`);
    const report = join(folder, `${role.replaceAll(' ', '-')}.json`);
    const session = person && api.cookieOf(person).replace(/^session=/, '');
    writeFileSync(config, toml(session));
    const args = ['--config-file', config, 'run', `${api.address}/api/openapi.json`, '--phases', 'examples,coverage,fuzzing'];
    const { code, said } = await ended(program, [...args, '--max-examples', '5', '--report-json-path', report, '--report', 'json'], folder);
    writeFileSync(join(tmpdir(), `st-${role}.log`), said);
    writeFileSync(join(tmpdir(), `st-${role}.json`), readFileSync(report));
    expect(code, said).toBe(0);
  });
});
