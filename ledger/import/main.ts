import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { sayRefusal } from '../../domain/case/refusal-wording.ts';
import type { ZoneMappingEntry } from '../../domain/import/zone-mapping.ts';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { openLedger } from '../ledger.ts';
import { enterRows } from './enter-rows.ts';
import { readLedgerFile } from './read-ledger-file.ts';
import { UnreadableWorkbook } from './read-workbook.ts';
import { showRows } from './show-rows.ts';

type Options = { dryRun?: boolean; zone?: string; zones?: string; by?: string; repairedIsClosed?: boolean; english?: boolean };

const mappingFile = z.array(z.strictObject({ project: z.string().optional(), unit: z.string().optional(), zone: z.string() }));
const say = (text: string) => process.stdout.write(text);
const fail = (text: string): never => {
  process.stderr.write(`${text}\n`);
  process.exit(1);
};

async function mappingIn(path: string | undefined): Promise<ZoneMappingEntry[]> {
  if (path === undefined) return [];
  const text = await readFile(path, 'utf8').catch(() => fail(`--zones: ${path} 无法读取 · cannot be read`));
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) return fail(`--zones: ${path} 不是有效的 YAML · is not valid YAML: ${broken.message.split('\n')[0]}`);
  const read = mappingFile.safeParse(document.toJS());
  if (!read.success)
    return fail(
      `--zones: ${path} ${read.error.issues.map(({ path: at, message }) => `[${at.join('.')}] ${message}`).join('; ')}（应为 - project: 名称, zone: 代码）`,
    );
  return read.data.map(({ project, unit, zone }) => ({
    zone,
    ...(project === undefined ? {} : { project }),
    ...(unit === undefined ? {} : { unit }),
  }));
}

async function importLedger(path: string, options: Options): Promise<void> {
  const language = options.english ? 'en' : 'zh';
  const at = instantFromMs(Date.now());
  const file = await readLedgerFile(path, { today: dateIn(at), repairEndsCase: options.repairedIsClosed ?? false }).catch(
    (error: unknown) => (error instanceof UnreadableWorkbook ? fail(error.say(language)) : Promise.reject(error)),
  );
  say(showRows(file, language));
  if (options.dryRun) return;
  const url = process.env['DATABASE_URL'];
  if (!url)
    return fail('DATABASE_URL 未设置：请指定要写入的数据库（或用 --dry-run 只核对） · name the database, or look first with --dry-run');
  if (!options.by) return fail('--by 未指定：请写明由办公室的谁补录 · say who of the office enters them');
  const mapping = await mappingIn(options.zones);
  const ledger = openLedger(url, { connections: 2, onBroken: () => undefined });
  const entering = { by: options.by, at, mapping, defaultZone: options.zone ?? null };
  const { entered, known, refused } = await enterRows(ledger, file, entering, (done) => {
    if (done % 100 === 0) say(`… ${done} / ${file.counts.understood}\n`);
  });
  await ledger.close();
  for (const { sheet, row, reason } of refused)
    say(`✗ ${sheet} ${row}: ${reason === 'NO_ZONE' ? '没有对应的责任区（--zone 或 --zones） · no zone' : sayRefusal(reason, language)}\n`);
  say(
    `补录 ${entered} 项，已有 ${known} 项，未录 ${refused.length} 项 · ${entered} entered, ${known} known before, ${refused.length} refused\n`,
  );
  process.exitCode = refused.length > 0 ? 1 : 0;
}

await new Command('import')
  .description('补录已有的 Excel 隐患台账 · enters an older ledger kept in Excel')
  .argument('<file>', 'FILE.xlsx')
  .option('--dry-run', '只逐行核对，不写入 · show row by row, write nothing')
  .option('--zone <code>', '没有匹配时的责任区 · zone of rows that nothing maps')
  .option('--zones <file>', 'YAML：按项目或单位对应责任区 · maps project or unit to a zone')
  .option('--by <person>', '由谁补录（办公室人员） · who of the office enters them')
  .option('--repaired-is-closed', '本台账的“已整改”即为销号 · in this ledger 已整改 meant closed')
  .option('--english', 'English listing')
  .action(importLedger)
  .parseAsync();
