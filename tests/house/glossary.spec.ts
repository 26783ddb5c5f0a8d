import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sayRefusal } from '../../domain/case/refusal-wording.ts';
import type { RefusalCode } from '../../domain/case/refusals.ts';
import type { DutyKey } from '../../domain/escalation/policy.ts';
import type { NoticeFacts, NoticeKind } from '../../domain/notices/notices-for.ts';
import { en } from '../../domain/notices/wording.en.ts';
import { zh } from '../../domain/notices/wording.zh.ts';
import type { Post } from '../../domain/people/seat.ts';
import { instantOf } from '../../domain/time/instant.ts';

const root = join(import.meta.dirname, '../..');

type Row = { section: string; chinese: string; identifiers: string[]; meaning: string; file: string };

function glossary(): Row[] {
  return readFileSync(join(root, 'GLOSSARY.md'), 'utf8')
    .split(/^## /m)
    .slice(1)
    .flatMap((part) => {
      const [section = '', ...lines] = part.split('\n');
      const rows = lines.filter((line) => line.startsWith('| ') && !line.startsWith('| 中文'));
      return rows.map((line) => {
        const [, chinese = '', identifier = '', meaning = '', file = ''] = line.split('|').map((cell) => cell.trim());
        const identifiers = [...identifier.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
        return { section, chinese, identifiers, meaning, file: file.replaceAll('`', '') };
      });
    });
}

const sources = readdirSync(join(root, 'domain'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const program = ts.createProgram(
  sources.map((name) => join(root, 'domain', name)),
  {
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    types: [],
  },
);
const checker = program.getTypeChecker();

/** The words of a union of the domain: the literals themselves, or the `type` of each member. */
function wordsOf(file: string, alias: string): string[] {
  const source = program.getSourceFile(join(root, file));
  const declared = source?.statements.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === alias);
  if (!declared) throw new Error(`${file} declares no ${alias}`);
  const type = checker.getTypeAtLocation(declared);
  const members = type.isUnion() ? type.types : [type];
  return members.map((member) => {
    const tag = member.isStringLiteral() ? member : checker.getTypeOfSymbol(member.getProperty('type') as ts.Symbol);
    if (!tag.isStringLiteral()) throw new Error(`${alias} is no union of words`);
    return tag.value;
  });
}

/** Every union of events, commands and stages that the domain exports: a new one is found by its name. */
const found = sources.flatMap((name) =>
  [...readFileSync(join(root, 'domain', name), 'utf8').matchAll(/^export type (\w*(Event|Command|Stage))\b/gm)].map(
    ([, alias = '', kind]) => [`domain/${name}`, alias, `${kind}s`] as const,
  ),
);
const catalogues = [
  ...found,
  ['domain/people/seat.ts', 'Post', 'Posts'],
  ['domain/escalation/policy.ts', 'DutyKey', 'Duties'],
  ['domain/case/refusals.ts', 'RefusalCode', 'Refusals'],
  ['domain/case/decision.ts', 'IgnoredReason', 'Refusals'],
  ['domain/notices/notices-for.ts', 'NoticeKind', 'Notices'],
] as const;

describe('GLOSSARY.md', () => {
  const rows = glossary();

  it.each(rows.map((row) => [row.identifiers.join(', '), row] as const))('%s stands in the file that it names', (_, row) => {
    expect(row.file).toMatch(/^domain\//);
    expect([row.chinese, row.meaning].every((cell) => cell !== '')).toBe(true);
    expect(row.identifiers.length).toBeGreaterThan(0);
    const source = readFileSync(join(root, row.file), 'utf8');
    for (const identifier of row.identifiers)
      expect(source).toMatch(new RegExp(`(?<![\\w.])${identifier.replaceAll('.', '\\.')}(?![\\w.])`));
  });

  it('looks at the events, commands and stages of hazards at least', () => {
    expect(found.map(([, alias]) => alias)).toEqual(expect.arrayContaining(['CaseEvent', 'HazardEvent', 'HazardCommand', 'HazardStage']));
  });

  it.each(catalogues)('%s: every %s has a row under %s', (file, alias, section) => {
    const words = wordsOf(file, alias);
    expect(words.length).toBeGreaterThan(1);
    const known = rows.filter((row) => row.section === section).flatMap(({ identifiers }) => identifiers);
    expect(words.filter((word) => !known.includes(word))).toEqual([]);
  });
});

describe('what people read', () => {
  const chinese = /\p{Script=Han}/u;
  const both = (inChinese: string, inEnglish: string) => {
    expect(inChinese).toMatch(chinese);
    expect(inEnglish).toMatch(/[a-z]/);
    expect(`${inChinese}${inEnglish}`).not.toMatch(/undefined|[{}]/);
    expect(inEnglish).not.toMatch(chinese);
  };

  it.each(wordsOf('domain/people/seat.ts', 'Post'))('names the post %s', (post) => both(zh.post[post as Post], en.post[post as Post]));

  it.each(wordsOf('domain/escalation/policy.ts', 'DutyKey'))('names the duty %s', (duty) =>
    both(zh.duty[duty as DutyKey], en.duty[duty as DutyKey]),
  );

  it.each(wordsOf('domain/case/refusals.ts', 'RefusalCode'))('says why %s', (code) => {
    const refusal = { code: code as RefusalCode, params: { stage: 'closed', field: 'reason', zone: 'z1' } };
    both(sayRefusal(refusal, 'zh'), sayRefusal(refusal, 'en'));
  });

  it.each(wordsOf('domain/notices/notices-for.ts', 'NoticeKind'))('writes the notice %s', (kind) => {
    const facts: NoticeFacts = {
      number: 'AQ-2026-00001',
      title: 'Z1',
      zone: 'z1',
      duty: 'hazard.rectify.general',
      obligation: 1,
      major: false,
      dueAt: instantOf('2026-10-12 17:30'),
      provisional: false,
      post: 'specific',
      as: 'holder',
      owes: 'p1',
      level: 1,
      reminded: 2,
      next: null,
    };
    const names = { person: () => 'P1', zone: () => 'Z1' };
    const say = (wording: typeof zh) => {
      const { subject, lines } = wording.notice(kind as NoticeKind, facts, names);
      return [subject, ...lines].join('\n');
    };
    both(say(zh), say(en));
  });
});
