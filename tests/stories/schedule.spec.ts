import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { aBureau } from '../support/a-bureau.ts';

let bureau: Awaited<ReturnType<typeof aBureau>>;
beforeAll(async () => {
  bureau = await aBureau();
  await until(async () => (await schedule(['list'])).code === 0);
});
afterAll(() => bureau.close());

const root = join(import.meta.dirname, '../..');
const schedule = (args: string[], address = bureau.temporalAddress) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { ...process.env, TZ: 'Asia/Shanghai', TEMPORAL_ADDRESS: address };
    execFile(process.execPath, ['--import', 'tsx', join(root, 'stack/schedule.ts'), ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

describe('npm run schedule', () => {
  it('lists what is started by itself, with its next time in Shanghai', async () => {
    const { code, out } = await schedule(['list']);
    expect(code).toBe(0);
    expect(out).toMatch(/^bell\t运行中/m);
    expect(out).toMatch(/^dispatch-opening\t运行中.*下次 · next \d{4}-\d\d-\d\d 08:30$/m);
  });

  it('pauses with a reason and resumes; a worker that starts meanwhile leaves it paused', { timeout: 90_000 }, async () => {
    expect((await schedule(['pause', 'dispatch-opening', '--note', '年终停报'])).out).toMatch(/已暂停 · paused（年终停报）/);
    await bureau.killWorker();
    await bureau.restartWorker();
    expect((await schedule(['list'])).out).toMatch(/^dispatch-opening\t已暂停/m);
    expect((await schedule(['resume', 'dispatch-opening'])).out).toMatch(/^dispatch-opening\t运行中/m);
  });

  it('triggers, and makes up for days that were missed', async () => {
    expect(await schedule(['trigger', 'dispatch-opening'])).toMatchObject({ code: 0 });
    expect(await schedule(['backfill', 'dispatch-opening', '--from', '2026-10-20', '--to', '2026-10-21'])).toMatchObject({ code: 0 });
  });

  it.each([
    [['pause', 'nothing'], /^NAME: “nothing”/],
    [['backfill', 'dispatch-opening', '--from', '2026-02-30', '--to', '2026-03-01'], /not a date: "2026-02-30"/],
  ])('%j is refused in one line', async (args, line) => {
    const { code, err } = await schedule(args);
    expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toMatch(line);
  });

  it('says in one line that no server answers', async () => {
    const { code, err } = await schedule(['list'], '127.0.0.1:1');
    expect(code).toBe(1);
    expect(err).toMatch(/^TEMPORAL_ADDRESS: 127\.0\.0\.1:1 没有应答/);
  });
});
