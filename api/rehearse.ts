import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { parseDocument } from 'yaml';
import { sayFault } from '../domain/document/fault.ts';
import { showRehearsal } from '../domain/rehearsal/show-rehearsal.ts';
import { instantFromMs, plusMs } from '../domain/time/instant.ts';
import { notSetUp } from '../ledger/first-set-up.ts';
import { openLedger } from '../ledger/ledger.ts';
import { DocumentRefused } from '../ledger/register.ts';
import { rehearsePolicy } from '../ledger/rehearse.ts';
import { policyDocument } from './policy-document.ts';

const fail = (text: string): never => {
  process.stderr.write(`${text}\n`);
  process.exit(1);
};

function daysIn(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3660) return days;
  throw new InvalidArgumentError('1–3660');
}

async function draftIn(path: string) {
  const text = await readFile(path, 'utf8').catch(() => fail(`${path} 无法读取 · cannot be read`));
  const written = parseDocument(text);
  const [error] = written.errors;
  if (error) return fail(`${path} 不是有效的 YAML · is not valid YAML: ${error.message.split('\n')[0]}`);
  const read = policyDocument.safeParse(written.toJS());
  if (read.success) return read.data;
  return fail(
    read.error.issues
      .map(({ path: at, message }) => `${[path, ...(at.length > 0 ? [at.join('.')] : [])].join(' ')}: ${message}`)
      .join('\n'),
  );
}

async function rehearse(path: string, { english, days }: { english?: boolean; days: number }): Promise<void> {
  const language = english ? 'en' : 'zh';
  const draft = await draftIn(path);
  const now = instantFromMs(Date.now());
  const ledger = openLedger(process.env['DATABASE_URL'] ?? '', { connections: 1, onBroken: () => undefined });
  if (!(await ledger.register.newestIfAny(ledger.pool))) return fail(notSetUp);
  const rehearsal = await rehearsePolicy(ledger, draft, { since: plusMs(now, -days * 86_400_000) }, now).catch((error: unknown) => {
    if (!(error instanceof DocumentRefused)) throw error;
    return fail(error.faults.map((fault) => `${path} ${fault.path}: ${sayFault(fault, language)}`).join('\n'));
  });
  await ledger.close();
  process.stdout.write(showRehearsal(rehearsal, language));
}

await new Command('rehearse')
  .description('用草案重演已有事项，不作改动 · replays the past under a draft policy; changes nothing')
  .argument('<policy>', 'POLICY.yaml')
  .option('--days <n>', '最近多少天立案的事项 · cases opened in the last so many days', daysIn, 365)
  .option('--english', 'English table')
  .action(rehearse)
  .parseAsync();
