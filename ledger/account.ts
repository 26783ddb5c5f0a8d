import { Command, Option } from 'commander';
import type { Role } from '../domain/rights/actor.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import { writeAudit } from './audit.ts';
import { givePassword, notSetUp } from './first-set-up.ts';
import { openLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';

type Options = { person?: string; administrator?: true; auditor?: true; enable?: true };

/** The account as it is to be, with what its owner is called; or why not, in one line. */
async function wanted(ledger: Ledger, username: string, { person: named, administrator, auditor, enable }: Options) {
  const known = await ledger.register.newestIfAny(ledger.pool);
  if (!known) return notSetUp;
  const before = await ledger.prisma.account.findUnique({ where: { username } });
  if (before?.disabledAt && !enable) return `${username}：账户已停用，加上 --enable 可重新启用 · is disabled: --enable enables it again`;
  const role: Role = administrator ? 'administrator' : auditor ? 'auditor' : ((before?.role ?? 'staff') as Role);
  const person = named ?? (before ? before.person : role === 'staff' ? username : null);
  const isNew = before === null;
  if (person === null) return { username, role, person, name: '', isNew };
  const name = known.roster.people.get(person)?.name;
  if (name === undefined)
    return `--person: ${known.organisation.bureau.name} 的组织机构中没有“${person}” · is not among the people of the organisation`;
  return { username, role, person, name, isNew };
}

const called: Record<Role, string> = { staff: '', auditor: '审计人员 auditor', administrator: '管理员 administrator' };

async function account(username: string, options: Options): Promise<void> {
  const ledger = openLedger(process.env['DATABASE_URL'] ?? '', { connections: 1, onBroken: () => undefined });
  try {
    const put = await wanted(ledger, username, options);
    if (typeof put === 'string') {
      process.stderr.write(`${put}\n`);
      process.exitCode = 1;
      return;
    }
    const { name, isNew, ...rest } = put;
    const { password } = await givePassword(ledger, rest);
    const detail = { role: rest.role, person: rest.person, by: 'command' };
    const action = isNew ? 'accountCreated' : 'passwordChanged';
    await writeAudit(ledger.pool, { at: instantFromMs(Date.now()), actor: null, action, subject: username, detail });
    const who = [name, called[put.role]].filter((each) => each !== '').join('，');
    process.stdout.write(`${username}（${who}）的密码 · password: ${password}\n`);
  } finally {
    await ledger.close();
  }
}

await new Command('account')
  .description('建立账户或重置密码 · creates an account, or gives it a new password; prints the password once')
  .argument('<username>', '用户名 · user name')
  .option('--person <id>', '组织机构中的人员，默认与用户名相同 · who it is in the organisation; the same as the user name unless told')
  .option(
    '--administrator',
    '管理员：账户与设置，不办理事项 · an administrator: accounts and settings, no cases; need not be anybody of the organisation',
  )
  .addOption(new Option('--auditor', '审计人员：可查看全部，不办理 · an auditor: reads all, does nothing').conflicts('administrator'))
  .option('--enable', '重新启用已停用的账户 · enables a disabled account again')
  .action(account)
  .parseAsync();
