import { describe, expect, it } from 'vitest';
import { routes } from '../../api/routes.ts';
import { rosterOf } from '../../domain/organisation/organisation.ts';
import { actingPerson, capacities } from '../../domain/rights/capacity.ts';
import type { Capacity } from '../../domain/rights/capacity.ts';
import { may } from '../../domain/rights/may.ts';
import { actions, rules } from '../../domain/rights/rules.ts';
import type { Rule } from '../../domain/rights/rules.ts';
import { scopeOf } from '../../domain/rights/scope.ts';
import { aBureauOfRoles, actorFor } from '../support/a-bureau-of-roles.ts';
import { everyCommandSample } from '../support/command-samples.ts';
import { aMoment } from '../support/given.ts';

const moment = aMoment('2026-10-09 10:00', rosterOf(aBureauOfRoles(), 1));

const called: Record<Capacity, string> = {
  publicReporter: '公众 public reporter',
  staff: '本局人员 staff',
  inspector: '检查员 inspector',
  unitStaff: '单位人员 unit staff',
  specific: '具体责任人 specific',
  unitHead: '单位负责人 unit head',
  supervising: '分管责任人 supervising',
  first: '第一责任人 first',
  office: '办公室 office',
  officeDirector: '办公室主任 office director',
  auditor: '审计 auditor',
  administrator: '管理员 administrator',
};

const whence: Record<Capacity, string> = {
  publicReporter: 'nobody signed in',
  staff: 'every person of the organisation',
  inspector: '`office.inspectors` of the organisation',
  unitStaff: '`unit` of the person, where that is a unit or a grid beneath one',
  specific: 'the seat of a zone, or acting in it',
  unitHead: 'the head of a grid, or acting for him',
  supervising: 'the seat of a zone or of a unit, or acting in it',
  first: 'the first of the leading group, or acting for him',
  office: 'members, clerk and director of the office, or acting for them',
  officeDirector: 'the director of the office, or acting for him',
  auditor: 'the role of the account',
  administrator: 'the role of the account',
};

const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[][]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');
const all = (cellOf: (capacity: Capacity) => string) => capacities.map(cellOf);

function readingOf(capacity: Capacity): string {
  const scope = scopeOf(actorFor[capacity], moment);
  if (scope.reads === 'all') return 'all';
  if (scope.reads === 'nothing') return 'none';
  const own = 'what he reported, owes, owed or was told of';
  const codes = [...scope.zones].sort();
  if (codes.length === 0) return own;
  return codes.includes('u1') ? `the zones and reports of the unit; ${own}` : `the zone; ${own}`;
}

function documentOfRights(): string {
  const byRule = actions.map((action) => {
    const { within, zh, en, source }: Rule = rules[action];
    const mark = within === 'scope' ? '○' : within === 'field' ? '◎' : '●';
    const cells = all((each) => (may(actorFor[each], action, null, moment).kind === 'allowed' ? mark : '·'));
    return [`\`${action}\``, `${zh} · ${en}`, source, ...cells];
  });
  const byEndpoint = routes.map(({ method, path, access, summary }) => [
    `${method.toUpperCase()} ${path}`,
    `\`${access ?? 'none'}\``,
    summary.split(' · ')[0] ?? '',
  ]);
  const samples = everyCommandSample(moment);
  const names = [...new Set(samples.map(({ kind, type }) => `${kind} ${type}`))];
  const byCommand = names.map((name) => {
    const these = samples.filter(({ kind, type }) => `${kind} ${type}` === name);
    const mayGiveIt = (each: Capacity) => {
      const by = actingPerson(actorFor[each]);
      return by !== '' && these.some(({ state, command, decide }) => decide(state, command(by), moment).kind === 'accepted');
    };
    return [name, ...all((each) => (mayGiveIt(each) ? '○' : '·'))];
  });
  const heads = all((each) => called[each]);
  return `# Rights · 权限

Made by \`tests/house/rights.spec.ts\` from the rules in \`domain/rights/rules.ts\` and the rules of the cases: change those, then have this page
written with \`npx vitest run --project house tests/house/rights.spec.ts -u\`. That the api keeps to it, \`tests/stories/rights-over-http.spec.ts\`
asks of every endpoint in everybody's name.

Rights follow the posts and seats that somebody holds at the moment, acting included; nobody is given one by name. ● may · ○ may, within what he
may read · ◎ may, within the zones and units that he supervises; all, where he reads all · · may not (403, or 401 without a session). What lies
outside of one's scope is answered as if it were not there (404). Where somebody is several of these, he may what any of them may; an auditor's or
an administrator's account is that and nothing else, also where it names a person who holds a post.

## Who they are · 身份

${table(
  ['', 'by', 'reads of the cases'],
  capacities.map((each) => [called[each], whence[each], readingOf(each)]),
)}

Of a hazard, its reporter and whoever was told of one of its parts (a request, a recheck, a supervision) read the whole. The month as a
case, whose history holds every draft of criticism, is for whoever reads all; its page (\`dispatch.read\`) shows everybody the figures of the
bureau, to a unit its own, the cases that he may read, and once it is signed the circular.

## By rule · 规则

${table(['rule', '', 'source', ...heads], byRule)}

## By endpoint · 接口

An endpoint without a rule is open to nobody.

${table(['endpoint', 'rule', ''], byEndpoint)}

Outside of the rules, without a session: /healthz and /readyz (whether it runs), /metrics (numbers and codes, never a person or a text; meant for
the network of the servers, see docs/operations.md), /api/openapi.json and /api/docs (what this page says, as a machine reads it), the pages
themselves. \`POST /api/deliveries/bounces\` is let in with the BOUNCE_SECRET of the environment, else for the office only.

## By command · 办理

Of a case of zone east or of unit u1 in the stage that the command needs; the rules of each kind of case decide, in the transaction.

${table(['command', ...heads], byCommand)}
`;
}

describe('docs/rights.md', () => {
  it('says what the rules say', async () => {
    await expect(documentOfRights()).toMatchFileSnapshot('../../docs/rights.md');
  });

  it('knows a rule for every endpoint', () => {
    expect(routes.filter(({ access }) => access === null).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});
