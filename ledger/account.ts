import { Command } from 'commander';
import { givePassword, notSetUp } from './first-set-up.ts';
import { openLedger } from './ledger.ts';

async function account(username: string, { person = username }: { person?: string }): Promise<void> {
  const ledger = openLedger(process.env['DATABASE_URL'] ?? '', { connections: 1, onBroken: () => undefined });
  try {
    const known = await ledger.register.newestIfAny(ledger.pool);
    const name = known?.roster.people.get(person)?.name;
    if (name === undefined) {
      const bureau = known?.organisation.bureau.name;
      const reason = known ? `--person: ${bureau} 的组织机构中没有“${person}” · is not among the people of the organisation` : notSetUp;
      process.stderr.write(`${reason}\n`);
      process.exitCode = 1;
      return;
    }
    const { password } = await givePassword(ledger, { username, person });
    process.stdout.write(`${username}（${name}）的密码 · password: ${password}\n`);
  } finally {
    await ledger.close();
  }
}

await new Command('account')
  .description('建立账户或重置密码 · creates an account, or gives it a new password; prints the password once')
  .argument('<username>', '登录名 · user name')
  .option('--person <id>', '组织机构中的人员，默认与登录名相同 · who it is in the organisation; the same as the user name unless told')
  .action(account)
  .parseAsync();
