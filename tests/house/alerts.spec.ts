import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { metrics } from '../../api/metrics.ts';
import { whatItRestsOn } from '../../api/health.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { workerMetrics } from '../../worker/metrics.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const rulesFile = 'docs/alerts/safety-grid.rules.yml';

type Rule = { alert: string; expr: string; for?: string; labels: { severity: string }; annotations: { summary: string } };
const { groups } = parse(read(rulesFile)) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
type Panel = { title: string; type: string; targets?: { expr: string }[] };
const dashboard = JSON.parse(read('docs/grafana/safety-grid.json')) as { panels: Panel[] };
const operations = read('docs/operations.md');

/** Nobody listens there: only names are asked for. */
const nowhere = openLedger('postgresql://nobody@127.0.0.1:1/nothing', { connections: 1, onBroken: () => undefined });
const asksNothing = () => Promise.resolve({});
const relay = () => ({ counts: { sent: 0, dropped: 0, mailboxesWoken: 0, faults: 0 }, lastRoundAt: 0 });
const registers = [metrics(nowhere, asksNothing).register, workerMetrics(asksNothing, relay).register];

/** The names that a scrape shows, with their labels. */
const shown = new Map<string, string[]>(
  registers
    .flatMap((register) => register.getMetricsAsArray())
    .flatMap((metric) => {
      const { name, labelNames = [], constructor } = metric as unknown as { name: string; labelNames?: string[] } & object;
      if (constructor.name !== 'Histogram') return [[name, labelNames]] as const;
      return ['', '_bucket', '_sum', '_count'].map((part) => [name + part, [...labelNames, 'le']] as const);
    }),
);
/** Temporal's SDK counts these; that it does is seen by tests/stack/seen-from-outside.spec.ts, or by its documentation. */
const ofTheSdk = new Map([
  ['temporal_activity_execution_latency_seconds_bucket', ['activity_type', 'le']],
  ['temporal_workflow_task_execution_failed_total', ['workflow_type']],
]);
const ofTheScrape = ['job', 'instance'];
const known = (name: string) => shown.get(name) ?? ofTheSdk.get(name);

const namesIn = (text: string) => [...text.matchAll(/\b(?:safety_grid|temporal|process|nodejs)_[a-z_]+\b/g)].map(([name]) => name);

/** Which labels an expression names that its metrics have not. */
function strangeLabels(expr: string): string[] {
  const has = namesIn(expr).flatMap((name) => known(name) ?? []);
  const groupedBy = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(',').map((each) => each.trim()));
  const matched = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/(\w+)\s*[=!]/g)].map(([, name = '']) => name),
  );
  return [...groupedBy, ...matched].filter((name) => ![...has, ...ofTheScrape].includes(name));
}

const panels = dashboard.panels.filter(({ type }) => type !== 'row');
const expressions = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
];

describe('the alert rules and the dashboard', () => {
  it('look at something', () => {
    expect(rules.length).toBeGreaterThan(12);
    expect(panels.length).toBeGreaterThan(12);
    expect(shown.size).toBeGreaterThan(40);
  });

  it.each(expressions)('%s asks for metrics and labels that the product shows: %s', (_, expr) => {
    const asked = namesIn(expr);
    if (!expr.includes('up{')) expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !known(name))).toEqual([]);
    expect(strangeLabels(expr)).toEqual([]);
  });

  it.each([
    ['a metric that is not there', 'max(safety_grid_missing) > 0', ['safety_grid_missing']],
    ['one that has lost its ending', 'rate(safety_grid_refusals[5m])', ['safety_grid_refusals']],
  ])('would be refused: %s', (_, expr, missing) => expect(namesIn(expr).filter((name) => !known(name))).toEqual(missing));

  it('would be refused a label that a metric has not', () =>
    expect(strangeLabels('sum by (person) (safety_grid_open_cases{zone="z1"})')).toEqual(['person', 'zone']));

  it('ask only for dependencies that are asked', async () => {
    const elsewhere = { temporalAddress: '127.0.0.1:1', temporalNamespace: 'default', smtpUrl: 'smtp://127.0.0.1:1' };
    const named = Object.keys(await whatItRestsOn(nowhere, elsewhere)());
    const asked = expressions.flatMap(([, expr]) => [...expr.matchAll(/dependency="(\w+)"/g)].map(([, name = '']) => name));
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('every metric of the product says what it is, in its own name space, and none has a label for people', () => {
    for (const metric of registers.flatMap((register) => register.getMetricsAsArray())) {
      expect(metric.help).toMatch(/\w{3}/);
      expect(metric.name).toMatch(/^(safety_grid|process|nodejs)_/);
    }
    const labels = [...shown].filter(([name]) => name.startsWith('safety_grid')).flatMap(([, names]) => names);
    expect([...new Set(labels)].filter((name) => /person|name|title|case|user|address|mail|zone/.test(name))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  const rows = [...operations.matchAll(/^\| `(SafetyGrid\w+)` \|([^|]+)\|([^|]+)\|$/gm)].map(([, name = '', means = '', toDo = '']) => ({
    name,
    means,
    toDo,
  }));

  it('says of every alert, and of no other, what it means and what to do', () => {
    expect(rows.map(({ name }) => name)).toEqual(rules.map(({ alert }) => alert));
    for (const { means, toDo } of rows) for (const cell of [means, toDo]) expect(cell.trim().length).toBeGreaterThan(15);
  });

  it('names only metrics that the product shows', () => {
    const named = namesIn(operations).filter((name) => name !== 'temporal_visibility');
    expect(named.filter((name) => !known(name) && ![...shown.keys()].some((each) => each.startsWith(name)))).toEqual([]);
  });

  it('every alert says in a sentence what it is, and how grave', () => {
    for (const { labels, annotations } of rules) {
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(annotations.summary).toMatch(/\w+ \w+/);
    }
  });
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
describe.runIf(hasPromtool)('promtool', () => {
  it('reads the rules', () => {
    expect(execFileSync('promtool', ['check', 'rules', join(root, rulesFile)], { encoding: 'utf8' })).toContain(
      `${rules.length} rules found`,
    );
  });
});
