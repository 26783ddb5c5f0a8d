import { once } from 'node:events';
import { instantFromMs } from '../domain/time/instant.ts';
import { firstSetUp } from '../ledger/first-set-up.ts';
import { openLedger } from '../ledger/ledger.ts';
import { searchAttributes } from '../workflows/contract.ts';
import { bringUp } from './bring-up.ts';
import { readConfig } from './config.ts';
import { runUntilEnded } from './run-until-ended.ts';

await runUntilEnded(async (signal) => {
  const report = (line: string) => console.log(line);
  let firstAccount: Awaited<ReturnType<typeof firstSetUp>> = null;
  const prepare = async (databaseUrl: string) => {
    const ledger = openLedger(databaseUrl, { connections: 1, onBroken: () => undefined });
    firstAccount = await firstSetUp(ledger, instantFromMs(Date.now()));
    await ledger.close();
    // Said at once: it is kept nowhere, and what comes next may fail.
    if (firstAccount) report(`首次登录 · first sign-in: ${firstAccount.username} / ${firstAccount.password}`);
  };
  const stack = await bringUp({ config: readConfig(process.env), searchAttributes, report, signal, prepare });
  const { publicUrl, env } = stack;
  report('');
  report(`安全网格 Safety Grid   ${publicUrl}`);
  report(`接口文档 API           ${publicUrl}/api/docs`);
  report(`工作进程 worker        ${stack.workerUrl}/readyz`);
  if (env.MAILBOX_URL) report(`邮箱 mailbox          ${env.MAILBOX_URL}`);
  if (env.TEMPORAL_UI_URL) report(`时钟 Temporal         ${env.TEMPORAL_UI_URL}`);
  if (firstAccount) report('下一步 · next: /organisation/document（填写组织机构 · the bureau and its people）');
  report('按 Ctrl-C 结束 · press Ctrl-C to end');

  if (!signal.aborted) await once(signal, 'abort');
  report('正在结束 · ending …');
  await stack.stop();
});
