import { cpus } from 'node:os';
import { Command } from 'commander';
import { soak } from './soak.ts';

const { seed, cases, minutes, pause } = new Command('soak')
  .description('The whole product under random faults; ends with 1 when something is off.')
  .option('--seed <n>', 'decides what happens', Number, Math.floor(Date.now() / 1_000) % 100_000)
  .option('--cases <n>', 'hazards to report', Number, 2_000)
  .option('--minutes <n>', 'for how long faults happen', Number, 5)
  .option('--pause <seconds>', 'about how long nothing is wrong between two faults', Number, 2.5)
  .parse()
  .opts<{ seed: number; cases: number; minutes: number; pause: number }>();

const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${seed}, ${cases} cases, ${minutes} minutes of faults, ${cpus().length} cores`);
const { findings, faults, rudeAnswers, ...counts } = await soak({
  seed,
  cases,
  seconds: minutes * 60,
  pauseMs: pause * 1_000,
  report: say,
});
const table = (title: string, figures: Record<string, number>) => {
  say(`\n${title}: ${Object.values(figures).reduce((sum, n) => sum + n, 0)}`);
  for (const [name, n] of Object.entries(figures).sort(([a], [b]) => a.localeCompare(b))) say(`  ${name.padEnd(34)} ${n}`);
};
table('faults', faults);
table('rude answers of the mail server', rudeAnswers);
say('');
for (const [name, n] of Object.entries(counts)) say(`${name.padEnd(36)} ${n}`);
say(findings.length === 0 ? '\nnothing is off' : `\n${findings.length} things are off`);
for (const finding of findings) say(`- ${finding}`);
process.exit(findings.length === 0 ? 0 : 1);
