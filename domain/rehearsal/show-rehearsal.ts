import type { DutyKey } from '../escalation/policy.ts';
import { en } from '../notices/wording.en.ts';
import { zh } from '../notices/wording.zh.ts';
import type { Post } from '../people/seat.ts';
import { showInShanghai } from '../time/instant.ts';
import type { Compared, Rehearsal } from './rehearse.ts';

const namedAtMost = 20;

const words = {
  zh: {
    head: (cases: number) => `预演：${cases} 项事项，按原规则 → 按草案`,
    posts: ['岗位', '提醒', '升级'],
    duties: ['责任', '次数', '超期'],
    cases: '有超期的事项',
    leftOut: '日期不全、未全部计入的事项',
    newlyLate: (count: number) => `按草案才超期的（${count}）：`,
    noLongerLate: (count: number) => `按草案不再超期的（${count}）：`,
    open: '未办结',
    more: (count: number) => `… 另有 ${count} 项`,
  },
  en: {
    head: (cases: number) => `Rehearsal of ${cases} cases: by the rules they had → by the draft`,
    posts: ['post', 'reminders', 'escalations'],
    duties: ['duty', 'times owed', 'late'],
    cases: 'cases that were late with something',
    leftOut: 'cases whose dates do not say all of it (what they do not say is left out)',
    newlyLate: (count: number) => `late by the draft only (${count}):`,
    noLongerLate: (count: number) => `no longer late by the draft (${count}):`,
    open: 'still open',
    more: (count: number) => `… and ${count} more`,
  },
} as const;

/** The rehearsal as a table to read in a terminal. */
export function showRehearsal(rehearsal: Rehearsal, language: 'zh' | 'en'): string {
  const say = words[language];
  const { post, duty } = language === 'zh' ? zh : en;
  const posts = Object.entries(rehearsal.posts).map(([key, { reminders, escalations }]) => [
    post[key as Post],
    change(reminders),
    change(escalations),
  ]);
  const duties = Object.entries(rehearsal.duties).map(([key, { owed, late }]) => [
    `${duty[key as DutyKey]} (${key})`,
    String(owed),
    change(late),
  ]);
  const named = ({ count, first }: Rehearsal['newlyLate'], titleOf: (count: number) => string): string[] =>
    count === 0
      ? []
      : [
          '',
          titleOf(count),
          ...first.slice(0, namedAtMost).map(({ number, duty: owed, due, endedAt }) => {
            const dates = `${showInShanghai(due.was)} → ${showInShanghai(due.draft)}`;
            return `  ${number}  ${duty[owed]}  ${dates}  ${endedAt ? showInShanghai(endedAt) : say.open}`;
          }),
          ...(count > namedAtMost ? [`  ${say.more(count - namedAtMost)}`] : []),
        ];
  return [
    say.head(rehearsal.cases),
    '',
    ...table([[...say.posts], ...posts]),
    '',
    ...table([[...say.duties], ...duties]),
    '',
    `${say.cases}: ${change(rehearsal.lateCases)}`,
    ...(rehearsal.leftOut > 0 ? [`${say.leftOut}: ${rehearsal.leftOut}`] : []),
    ...named(rehearsal.newlyLate, say.newlyLate),
    ...named(rehearsal.noLongerLate, say.noLongerLate),
    '',
  ].join('\n');
}

const change = ({ was, draft }: Compared) => (was === draft ? String(was) : `${was} → ${draft}`);

// A Chinese character is as wide as two Latin ones.
const widthOf = (text: string) => [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0);

function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => `${cell}${' '.repeat((widths[column] ?? 0) - widthOf(cell))}`)
      .join('  ')
      .trimEnd(),
  );
}
