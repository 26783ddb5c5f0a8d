import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { aLedger, anEmptyLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'safety-grid-commands-'));
let ledger: Awaited<ReturnType<typeof aLedger>>;
let empty: Awaited<ReturnType<typeof anEmptyLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  ledger = await aLedger();
  empty = await anEmptyLedger();
  api = await anApi(ledger, []);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
  await empty.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The command's own file in a process of its own; what it said on either side, line by line. */
const run = (entry: string, args: string[], url = ledger.url) =>
  new Promise<{ code: number; out: string[]; err: string[] }>((resolve) => {
    const env = { ...process.env, TZ: 'Asia/Shanghai', DATABASE_URL: url };
    execFile(process.execPath, ['--import', 'tsx', join(root, entry), ...args], { cwd: root, env }, (error, out, err) => {
      const lines = (text: string) => text.split('\n').filter((line) => line !== '');
      resolve({ code: error ? Number(error.code) : 0, out: lines(out), err: lines(err) });
    });
  });
const signsIn = async (username: string, password: string) => (await api.call(null, 'POST', '/api/session', { username, password })).status;

describe('npm run account', () => {
  const account = (...args: string[]) => run('ledger/account.ts', args);
  const passwordIn = ({ out }: { out: string[] }) => /password: (\S+)$/.exec(out[0] ?? '')?.[1] ?? '';

  it('makes an account for somebody of the bureau, who signs in with the password that it prints once', async () => {
    const made = await account('zhang');
    expect(made).toMatchObject({ code: 0, out: [expect.stringContaining('zhang（张建国）')], err: [] });
    expect(await signsIn('zhang', passwordIn(made))).toBe(201);
  });

  it('under another name as well, and again gives a new password: the old one opens nothing any more', async () => {
    const first = await account('office-desk', '--person', 'zhao');
    const second = await account('office-desk', '--person', 'zhao');
    expect(second.out).toEqual([expect.stringContaining('office-desk（赵敏）')]);
    expect([await signsIn('office-desk', passwordIn(first)), await signsIn('office-desk', passwordIn(second))]).toEqual([401, 201]);
  });

  it('refuses somebody whom the organisation has not, in one line that names him, and makes no account', async () => {
    expect(await account('nobody')).toEqual({ code: 1, out: [], err: [expect.stringMatching(/^--person: 青湖区建设管理局.*“nobody”/)] });
    expect((await account('zhang', '--person', 'chang')).err).toEqual([expect.stringContaining('“chang”')]);
    expect(await ledger.rows(`select 1 from account where username = 'nobody'`)).toEqual([]);
  });

  it('without a name says what is missing', async () => {
    expect(await account()).toMatchObject({ code: 1, err: [expect.stringContaining("missing required argument 'username'")] });
  });

  it('on a database that was not set up says what to do first, in one line', async () => {
    const refused = await run('ledger/account.ts', ['zhang'], empty.url);
    expect(refused).toEqual({ code: 1, out: [], err: [expect.stringContaining('npm run set-up')] });
  });
});

describe('npm run rehearse', () => {
  const { version: _, ...policy } = defaultPolicy;
  const rehearse = (content: string, ...options: string[]) => {
    const file = join(folder, 'policy.yaml');
    writeFileSync(file, content);
    return run('api/rehearse.ts', [file, ...options]);
  };

  it('replays the ledger under the draft and prints a table', async () => {
    await ledger.reports(new Date(Date.now() - 86_400_000).toISOString());
    const { code, out, err } = await rehearse(stringify(policy), '--days', '7');
    expect({ code, err, head: out[0] }).toEqual({ code: 0, err: [], head: '预演：1 项事项，按原规则 → 按草案' });
  });

  it.each([
    ['a field that is missing', stringify({ ...policy, name: undefined }), /policy\.yaml name: /],
    [
      'a rung that would never ring',
      stringify(policy).replace('fraction: 0.5', 'fraction: 1.5'),
      /ladders\["hazard\.assign"\]\.rungs\[0\]/,
    ],
    ['what is no YAML', 'name: [', /policy\.yaml .*YAML/],
    ['what is no document', 'nothing', /policy\.yaml: /],
  ])('says one line for each fault: %s', async (_name, content, place) => {
    const { code, out, err } = await rehearse(content);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err.length).toBeGreaterThan(0);
    for (const line of err) expect(line).toMatch(/policy\.yaml/);
    expect(err.join('\n')).toMatch(place);
  });

  it('says when the file can’t be read, and when the days are no number', async () => {
    const missing = await run('api/rehearse.ts', [join(folder, 'missing.yaml')]);
    expect(missing).toEqual({ code: 1, out: [], err: [expect.stringMatching(/missing\.yaml 无法读取/)] });
    expect(await rehearse(stringify(policy), '--days', 'many')).toMatchObject({ code: 1, err: [expect.stringContaining('--days')] });
  });

  it('on a database that was not set up says what to do first, in one line', async () => {
    const file = join(folder, 'sound.yaml');
    writeFileSync(file, stringify(policy));
    expect(await run('api/rehearse.ts', [file], empty.url)).toEqual({ code: 1, out: [], err: [expect.stringContaining('npm run set-up')] });
  });
});
