import { instantFromMs } from '../domain/time/instant.ts';
import { firstSetUp } from './first-set-up.ts';
import { openLedger } from './ledger.ts';

const ledger = openLedger(process.env['DATABASE_URL'] ?? '', { connections: 1, onBroken: () => undefined });
const account = await firstSetUp(ledger, instantFromMs(Date.now()));
await ledger.close();
process.stdout.write(
  account
    ? `首次登录 · first sign-in: ${account.username} / ${account.password}\n`
    : '已初始化过，未作改动 · was set up before, nothing changed\n',
);
