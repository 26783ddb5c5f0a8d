import type { Organisation } from '../domain/organisation/organisation.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import type { MonthStage } from './demo-month.ts';

type Board = { items: { number: string; stuck: string; why: { zh: string } }[]; counts: Record<string, number> };

const kinds = {
  vacantSeat: '无人负责',
  absentWithoutActing: '外出无代理',
  topOfLadder: '到顶',
  overdue: '超期未动',
};
/** Whose zone waits for a repair with an extended deadline, and who goes on leave without an acting person. */
const away = 'head10';
const dayMs = 86_400_000;

/** 卡点: what the office sees stuck once the stories are told, with whom and why. Answers with what should be there and is not. */
export async function tellBoard({ as, nameOf, tell }: Pick<MonthStage, 'as' | 'nameOf' | 'tell'>): Promise<string[]> {
  const office = await as('office');
  const before = await office<Organisation>('GET', '/api/organisation');
  if (!before.absences.some(({ person }) => person === away)) {
    const absence = { person: away, from: instantFromMs(Date.now()), to: instantFromMs(Date.now() + 40 * dayMs), acting: null };
    await office('PUT', '/api/organisation', { ...before, absences: [...before.absences, absence] });
    tell(`卡点：${nameOf(away)}请假，没有指定代理人`);
  }
  const missing: string[] = [];
  for (const [kind, name] of Object.entries(kinds)) {
    const { items, counts } = await office<Board>('GET', `/api/stuck?kind=${kind}`);
    const [first] = items;
    if (first) tell(`卡点：${name} ${counts[kind]}项，如${first.number}：${first.why.zh}`);
    else missing.push(`卡点中没有${name}`);
  }
  return missing;
}
