import { randomBytes } from 'node:crypto';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Role } from '../domain/rights/actor.ts';
import type { Instant } from '../domain/time/instant.ts';
import { endSessions } from './account-sessions.ts';
import { putAccount } from './accounts.ts';
import type { Ledger } from './ledger.ts';
import { putOrganisation, putPolicy } from './register.ts';

const clerk = 'office';

/** What a command says of a database in which it can find nobody and no rule. */
export const notSetUp =
  '数据库尚未初始化：请先 npm start，或 npm run set-up · the database is not set up: npm start or npm run set-up first';

/** Nobody but a clerk of the office, who then puts the real organisation. Without a zone nothing can be reported to anybody. */
const startingOrganisation = (at: Instant): Organisation => ({
  bureau: { name: '（请填写单位名称）' },
  leadingGroup: { first: [] },
  office: { name: '领导小组办公室', clerk: [{ person: clerk, from: at, to: null }], director: [], members: [clerk] },
  grids: [],
  zones: [],
  people: [{ id: clerk, name: '办公室（请填写姓名）', email: null, phone: null, unit: null, language: 'zh' }],
  absences: [],
});

/**
 * What an empty database needs before it can be used: the default policy, a starting organisation, and the office's account. Answers with
 * that account's password, which is kept nowhere else; null when the database was already set up, which is then left as it is.
 */
export async function firstSetUp(ledger: Ledger, at: Instant): Promise<{ username: string; password: string } | null> {
  const { policies, organisations } = await versionsOf(ledger);
  const put = { by: 'set-up', at };
  if (policies === 0) await putPolicy(ledger.pool, defaultPolicy, put);
  if (organisations === 0) await putOrganisation(ledger.pool, startingOrganisation(at), put);
  if ((await ledger.prisma.account.count()) > 0) return null;
  return givePassword(ledger, { username: clerk, person: clerk });
}

/** Creates the account, or gives it a new password and ends its sessions; answers with the password. */
export async function givePassword(ledger: Ledger, account: { username: string; person: string | null; role?: Role }) {
  const password = randomBytes(12).toString('base64url');
  await putAccount(ledger, { ...account, password });
  await endSessions(ledger.pool, account.username);
  return { username: account.username, password };
}

async function versionsOf({ prisma }: Ledger) {
  const [policies, organisations] = await Promise.all([prisma.policyVersion.count(), prisma.organisation.count()]);
  return { policies, organisations };
}
