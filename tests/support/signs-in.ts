import { instantFromMs } from '../../domain/time/instant.ts';
import { signIn } from '../../ledger/account-sign-in.ts';
import type { Visitor } from '../../ledger/account-sessions.ts';
import type { Ledger } from '../../ledger/ledger.ts';

export const visitor: Visitor = { at: instantFromMs(Date.now()), address: '10.0.0.8', device: 'Chrome · Windows', replaces: null };

/** The token of a session that the password opened; null when it was refused. */
export async function signsIn(ledger: Ledger, username: string, password: string, from = visitor): Promise<string | null> {
  const answer = await signIn(ledger, { username, password }, from);
  return 'token' in answer ? answer.token : null;
}
