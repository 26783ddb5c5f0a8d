import { once } from 'node:events';
import { searchAttributes } from '../workflows/contract.ts';
import { bringUp } from './bring-up.ts';
import { readConfig } from './config.ts';
import { runUntilEnded } from './run-until-ended.ts';

await runUntilEnded(async (signal) => {
  const report = (line: string) => console.log(line);
  const stack = await bringUp({ config: readConfig(process.env), searchAttributes, report, signal });
  const { publicUrl, env } = stack;
  report('');
  report(`安全网格 Safety Grid   ${publicUrl}`);
  report(`接口文档 API           ${publicUrl}/api/docs`);
  if (env.MAILBOX_URL) report(`邮箱 mailbox          ${env.MAILBOX_URL}`);
  if (env.TEMPORAL_UI_URL) report(`时钟 Temporal         ${env.TEMPORAL_UI_URL}`);
  report('按 Ctrl-C 结束 · press Ctrl-C to end');

  if (!signal.aborted) await once(signal, 'abort');
  report('正在结束 · ending …');
  await stack.stop();
});
