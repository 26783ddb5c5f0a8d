import type { Account } from '../../api/client.ts';
import { serverNowMs } from '../../api/server-clock.ts';

/** `waiting`: a link is out, with which the first password is set; `linkless`: there is neither a password nor a link. */
export function stateOf({ disabledAt, hasPassword, linkExpiresAt, identity }: Account) {
  if (disabledAt !== null) return 'disabled';
  if (hasPassword || identity !== null) return 'active';
  return linkExpiresAt !== null && Date.parse(linkExpiresAt) > serverNowMs() ? 'waiting' : 'linkless';
}

const text = ({ username, person, identity }: Account) => [username, person?.name, person?.id, identity?.name].join('\n').toLowerCase();

/** Those in whose name, user name or identity the words occur. */
export const found = (accounts: readonly Account[], sought: string): Account[] =>
  accounts.filter((account) => text(account).includes(sought.trim().toLowerCase()));
