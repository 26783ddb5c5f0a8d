import { cpus, totalmem } from 'node:os';
import { adoption } from './adoption.ts';
import { burst } from './burst.ts';
import { clocked } from './clocked.ts';
import { commands } from './commands.ts';
import { dispatch } from './dispatch.ts';
import { ledger } from './ledger.ts';
import { open } from './open.ts';
import { pages } from './pages.ts';
import { stuck } from './stuck.ts';

const benches = { commands, burst, open, clocked, adoption, dispatch, stuck, ledger, pages };
const name = process.argv[2] ?? '';
const bench = Object.hasOwn(benches, name) ? benches[name as keyof typeof benches] : undefined;
if (!bench) {
  process.stderr.write(`npm run bench -- ${Object.keys(benches).join(' | ')}\n`);
  process.exit(1);
}
const machine = { cores: cpus().length, gigabytes: Math.round(totalmem() / 2 ** 30), node: process.version };
const measured = await bench();
for (const [figure, value] of Object.entries(measured)) process.stdout.write(`${figure.padEnd(32)} ${JSON.stringify(value)}\n`);
process.stdout.write(`${JSON.stringify({ bench: name, on: new Date().toISOString().slice(0, 10), machine, ...measured })}\n`);
process.exit();
