import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import type { Ladder, Policy, Rung } from '../domain/escalation/policy.ts';
import type { Organisation, Term } from '../domain/organisation/organisation.ts';
import type { Post } from '../domain/people/seat.ts';
import { instantFromMs, instantOf } from '../domain/time/instant.ts';

/** An invented bureau after the scheme: leading group, office, ten units with their heads, fifteen zones, one of them vacant. */
const heads = ['周文博', '吴静怡', '郑浩然', '冯立群', '陈晓岚', '褚建华', '卫国栋', '蒋雨桐', '沈志远', '韩雪梅'];
const units = [
  '建筑业管理科',
  '工程质量监督站',
  '安全监督站',
  '房屋管理科',
  '市政科',
  '道路桥梁科',
  '城市更新科',
  '燃气管理所',
  '轨道办',
  '重点工程科',
];
const zones = [
  ...['城东房建', '城西房建', '城南房建', '城北房建', '湖滨市政', '环线市政', '老旧小区改造', '燃气管网', '轨道一期', '轨道二期'],
  ...['起重机械', '深基坑', '村镇自建房', '消防改造', '公共停车楼'],
];
const vacantZone = 'z13';
/** So many of the zones have a point on the ground; the others are things rather than places. */
const placed = 10;
const since = instantOf('2024-01-01 00:00');
const term = (person: string): Term => ({ person, from: since, to: null });
const personIds = ['first', 'deputy1', 'deputy2', 'office', 'director', 'inspector', ...heads.map((_, i) => `head${i + 1}`)];
const names = ['王海平', '李明远', '赵慧芳', '孙晓', '钱立新', '何青', ...heads];

/** The bureau at this moment: the head of unit 4 is away and the head of unit 5 acts for him. */
export function exampleBureau(nowMs: number): Organisation {
  return {
    bureau: { name: '青湖区建设管理局（示例）' },
    leadingGroup: { first: [term('first')] },
    office: {
      name: '领导小组办公室',
      inspectors: ['inspector'],
      phone: '0532-5550 1234',
      clerk: [term('office')],
      director: [term('director')],
      members: ['office', 'director'],
    },
    grids: [
      { code: 'g0', name: '青湖区', level: 1, parent: null, head: [] },
      { code: 'g1', name: '建设管理局', level: 2, parent: 'g0', head: [term('first')] },
      ...units.map((name, i) => ({ code: `u${i + 1}`, name, level: 3, parent: 'g1', head: [term(`head${i + 1}`)] })),
    ],
    zones: zones.map((name, i) => ({
      code: `z${i + 1}`,
      name: `${name}责任区`,
      grid: `u${(i % 10) + 1}`,
      supervising: [term(i % 2 === 0 ? 'deputy1' : 'deputy2')],
      specific: `z${i + 1}` === vacantZone ? [] : [term(`head${(i % 10) + 1}`)],
      ...(i < placed && { positions: [{ latitude: 36.06 + 0.01 * Math.floor(i / 2), longitude: 120.37 + 0.02 * (i % 2) }] }),
    })),
    people: personIds.map((id, i) => ({
      id,
      name: names[i] ?? id,
      email: `${id}@example.com`,
      phone: null,
      unit: id.startsWith('head') ? id.replace('head', 'u') : null,
      ...(id.startsWith('deputy') && { title: '副局长' }),
      language: 'zh',
    })),
    absences: [{ person: 'head4', from: since, to: instantFromMs(nowMs + 24 * 3_600_000), acting: 'head5' }],
  };
}

export const examplePassword = 'anquan-demo';
export const exampleAccounts = personIds.map((id) => ({ username: id, password: examplePassword, person: id }));

const seconds = (n: number) => ({ elapsed: `PT${n}S` });
const climbsTo = (key: string, level: number, after: number, tells: Rung['tells']): Rung => ({
  key,
  nature: 'escalation',
  level,
  when: { afterDue: seconds(after) },
  tells,
});
const inSeconds = (owner: Rung['tells']): Ladder => ({
  limit: seconds(8),
  rungs: [
    { key: 'half-way', nature: 'reminder', when: { fraction: 0.5 }, tells: owner },
    climbsTo('supervising', 1, 0, ['supervising']),
    climbsTo('first', 2, 4, ['first']),
  ],
});

const decidedInSeconds = (decider: Post, above: Post): Ladder => ({
  limit: seconds(8),
  rungs: [{ key: 'half-way', nature: 'reminder', when: { fraction: 0.5 }, tells: [decider] }, climbsTo(above, 1, 0, [above])],
});

/** The default duties with ladders that are climbed in twelve seconds, and mail at any hour. */
export const policyInSeconds: Policy = {
  ...defaultPolicy,
  name: '演示用：以秒计的时限',
  ordinaryNotices: 'anyTime',
  ladders: {
    ...defaultPolicy.ladders,
    'hazard.assign': inSeconds(['office']),
    'hazard.rectify.general': inSeconds(['specific']),
    'hazard.verify.general': inSeconds(['office']),
    'report.submit': inSeconds(['unitHead']),
    'dispatch.collect': { ...defaultPolicy.ladders['dispatch.collect'], limit: seconds(12) },
    'dispatch.hear': { ...defaultPolicy.ladders['dispatch.hear'], limit: seconds(12) },
    'request.decide.supervising': decidedInSeconds('supervising', 'first'),
    'request.decide.first': decidedInSeconds('first', 'officeDirector'),
    'request.decide.officeDirector': decidedInSeconds('officeDirector', 'first'),
  },
};
