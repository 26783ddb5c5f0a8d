export type Sample = { name: string; labels: Record<string, string>; value: number };
export type Family = { name: string; type: string; help: string; samples: Sample[] };

const word = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const comment = new RegExp(`^# (HELP|TYPE) (${word}) (.*)$`);
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/y;
const sampleLine = new RegExp(`^(${word})(?:\\{(.*)\\})? (\\S+)( \\d+)?$`);
const number = /^([+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|[+-]Inf|NaN)$/i;

/** Reads the text format of Prometheus (0.0.4) strictly: throws at a line that it does not allow, a family twice, a sample twice, a histogram that doesn't add up. */
export function readMetrics(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, Family>();
  const closed = new Set<string>();
  let family: Family | undefined;
  const seen = new Set<string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const said = comment.exec(line);
    if (said) {
      const [, what, name = '', rest = ''] = said;
      if (family?.name !== name) {
        if (families.has(name) || closed.has(name)) throw new Error(`${name} comes twice`);
        family = { name, type: 'untyped', help: '', samples: [] };
        families.set(name, family);
      }
      if (what === 'TYPE') family.type = rest;
      else family.help = rest;
      continue;
    }
    if (line.startsWith('#')) continue;
    const [, name = '', inside = '', value = ''] = sampleLine.exec(line) ?? fail(line);
    if (!number.test(value)) fail(line);
    const base = family && new RegExp(`^${family.name}(_bucket|_sum|_count|_total)?$`).test(name) ? family : fail(line);
    const key = `${name}{${inside}}`;
    if (seen.has(key)) throw new Error(`${key} comes twice`);
    seen.add(key);
    base.samples.push({ name, labels: labelsIn(inside, line), value: Number(value.replace('Inf', 'Infinity')) });
  }
  for (const each of families.values()) if (each.type === 'histogram') addsUp(each);
  return families;
}

function labelsIn(inside: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let at = 0; at < inside.length; ) {
    label.lastIndex = at;
    const [whole, name = '', value = ''] = label.exec(inside) ?? fail(line);
    if (name in labels) fail(line);
    labels[name] = value;
    at += whole.length;
    if (at < inside.length && inside[at] !== ',') fail(line);
    at += 1;
  }
  return labels;
}

/** Each series of buckets rises, and its last one (+Inf) is the count. */
function addsUp({ name, samples }: Family): void {
  const series = new Map<string, number>();
  for (const { name: part, labels, value } of samples) {
    const { le, ...rest } = labels;
    const key = JSON.stringify(rest);
    if (part === `${name}_bucket`) {
      if (value < (series.get(key) ?? 0)) throw new Error(`${name}${key}: a bucket falls at ${le}`);
      series.set(key, value);
    } else if (part === `${name}_count` && series.get(key) !== value)
      throw new Error(`${name}${key}: the buckets make ${series.get(key)}, not ${value}`);
  }
}

function fail(line: string): never {
  throw new Error(`no line of the text format: ${line}`);
}

/** The value of the one sample that has at least these labels; undefined when there is none. */
export function valueOf(families: Map<string, Family>, name: string, labels: Record<string, string> = {}): number | undefined {
  const samples = [...families.values()].flatMap((family) => family.samples).filter((sample) => sample.name === name);
  const found = samples.filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value));
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
}

export const scrape = async (url: string) => readMetrics(await (await fetch(`${url}/metrics`)).text());
