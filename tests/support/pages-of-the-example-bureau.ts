import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import type { Policy } from '../../domain/escalation/policy.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { openLedger } from '../../ledger/ledger.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { putOrganisation, putPolicy } from '../../ledger/register.ts';
import { bringUp } from '../../stack/bring-up.ts';
import type { Config } from '../../stack/config.ts';
import { exampleAccounts, exampleBureau, examplePassword, policyInSeconds } from '../../stack/example-bureau.ts';
import { searchAttributes } from '../../workflows/contract.ts';
import { aBrowser } from './a-browser.ts';
import type { phone } from './a-browser.ts';

/** The bureau's own days: what takes a person longer than seconds on a page. */
const inDays = ['hazard.verify.general', 'report.submit', 'dispatch.collect', 'dispatch.hear'] as const;

/** Seconds for the repair, so that it climbs; days for the rest, so that it does not meanwhile. */
const policy: Policy = {
  ...policyInSeconds,
  ladders: { ...policyInSeconds.ladders, ...Object.fromEntries(inDays.map((duty) => [duty, defaultPolicy.ladders[duty]])) },
};

async function withLedger(databaseUrl: string, act: (ledger: Ledger) => Promise<void>): Promise<void> {
  const ledger = openLedger(databaseUrl, { connections: 4, onBroken: () => undefined });
  await act(ledger);
  await ledger.close();
}

async function prepare(ledger: Ledger): Promise<void> {
  const put = { by: 'test', at: instantFromMs(Date.now()) };
  await putPolicy(ledger.pool, policy, put);
  await putOrganisation(ledger.pool, exampleBureau(Date.now()), put);
  for (const account of exampleAccounts) await putAccount(ledger, account);
}

/** The whole stack with the example bureau, what `before` adds to its ledger, and a browser on its pages. */
export async function pagesOfTheExampleBureau(
  before: (ledger: Ledger) => Promise<void> = () => Promise.resolve(),
  given: { config?: Partial<Config>; env?: NodeJS.ProcessEnv; startsOffline?: boolean } = {},
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'safety-grid-web-'));
  const config = { dataDir, temporalNamespace: 'default', mailFrom: '安全网格 <grid@localhost>', ...given.config };
  let databaseUrl = '';
  const inLedger = (url: string) =>
    withLedger((databaseUrl = url), async (ledger) => {
      await prepare(ledger);
      await before(ledger);
    });
  const stack = await bringUp({
    config,
    searchAttributes,
    report: () => undefined,
    prepare: inLedger,
    ...(given.env && { env: given.env }),
  });
  const browser = await aBrowser(stack.apiUrl, given);
  return {
    ...browser,
    /** Every mail that has arrived, whoever it is for. */
    mails: async () =>
      (await (await fetch(`${stack.env.MAILBOX_URL}/api/email`)).json()) as { to: { address: string }[]; subject: string; text: string }[],
    /** What happens by itself at another time than now. */
    inLedger: (act: (ledger: Ledger) => Promise<void>) => withLedger(databaseUrl, act),
    windowOf: (username: string, viewport: typeof phone, path?: string, password = examplePassword) =>
      browser.windowOf(username, password, viewport, path),
    async close() {
      await browser.close();
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
