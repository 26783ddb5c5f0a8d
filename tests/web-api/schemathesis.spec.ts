import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../api/openapi.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { ended, schemathesis } from '../support/schemathesis.ts';

const roles = { nobody: null, 'an inspector': 'qian', 'a specific person': 'zhang', 'the office': 'zhao', 'its director': 'sun' } as const;
/** They end the session that asks (schemathesis learns its id from another answer), and with it the test: here only nobody asks them. */
const endsItself = ['DELETE /api/session', 'DELETE /api/me/sessions/{id}'];
const seed = 20261126;
const requestsEach = 10;

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
let program: string;
let folder: string;
/** What is there to be asked for: half of the requests name one of these in their path. */
let known: Record<string, readonly string[]>;

beforeAll(async () => {
  [ledger, program] = await Promise.all([aLedger(), schemathesis()]);
  api = await anApi(ledger, ['qian', 'zhang', 'zhao', 'sun']);
  const hazards = await Promise.all([1, 2, 3].map(() => ledger.reports('2026-09-29 09:00')));
  const { body: month } = await api.call('zhao', 'POST', '/api/dispatches', { period: '2026-10' });
  known = {
    id: [...hazards.map(({ caseId }) => caseId), month.id].filter(Boolean),
    period: ['2026-09', '2026-10'],
    unit: ['bureau'],
    code: ['east', 'west'],
    year: ['2026', '2027'],
    version: ['1'],
    term: ['2026-Q3', '2026'],
  };
  folder = mkdtempSync(join(tmpdir(), 'safety-grid-api-'));
});
afterAll(async () => {
  await api?.close();
  await ledger?.close();
  rmSync(folder, { recursive: true, force: true });
});

const operations = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
  Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
);

// What the rules refuse (422, 409) is not to be told from the schema, so that "valid" data may well be refused: that one check is left out.
const settings = (session: string | null) =>
  [
    `seed = ${seed}`,
    ...(session ? [`[auth.openapi.session]`, `api_key = "${session}"`] : []),
    '[checks.positive_data_acceptance]',
    'enabled = false',
    // Refused all the same: what is too large.
    '[checks.negative_data_rejection]',
    'expected-statuses = [400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 503]',
    ...Object.entries(known).flatMap(([name, values]) => [`[dictionaries.${name}]`, `values = ${JSON.stringify(values)}`]),
    '[parameters]',
    ...Object.keys(known).map((name) => `"path.${name}" = { dictionary = "${name}", probability = 0.5 }`),
  ].join('\n');

type Report = { operations: { tested: number; errored: number }; test_cases: { generated: number } };

describe.each(Object.entries(roles))('the api, asked at random by %s', (role, person) => {
  it('answers without a fault, as its OpenAPI document promises, and refuses what the document does not allow', async () => {
    const [config, report] = [join(folder, 'settings.toml'), join(folder, 'report.json')];
    writeFileSync(config, settings(person && api.cookieOf(person).replace(/^session=/, '')));
    const leftOut = person ? endsItself : [];
    const { code, said } = await ended(
      program,
      [
        ...['--config-file', config, 'run', `${api.address}/api/openapi.json`, '--phases', 'examples,fuzzing'],
        ...['--max-examples', String(requestsEach), '--continue-on-failure', '--no-shrink', '--request-timeout', '30'],
        ...['--report', 'json', '--report-json-path', report],
        ...leftOut.flatMap((name) => ['--exclude-name', name]),
      ],
      folder,
    );
    expect(code, said.slice(0, 20_000)).toBe(0);
    const { operations: asked, test_cases: requests } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    process.stdout.write(`schemathesis as ${role}: ${asked.tested} operations, ${requests.generated} requests\n`);
    expect(operations.length).toBeGreaterThan(50);
    expect([asked.tested, asked.errored]).toEqual([operations.length - leftOut.length, 0]);
    expect(requests.generated).toBeGreaterThan(3 * asked.tested);
    if (person) expect((await api.call(person, 'GET', '/api/me')).status, 'still signed in').toBe(200);
  });
});
