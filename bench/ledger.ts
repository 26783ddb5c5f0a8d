import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import { examplePassword } from '../stack/example-bureau.ts';
import { benchStack } from './bench-stack.ts';
import { signedIn } from './http-load.ts';
import { live, lived, multiply } from './many-hazards.ts';
import { percentile, round, untilIdle } from './measure.ts';

const hazards = 100_000;
const pages = ['', '&zone=b3', '&stage=closed', '&page=2000', '&from=2026-01-01', `&q=${encodeURIComponent('第77处')}`];
const looksPerPage = 40;
const idleWithinMs = 240_000;

/** The ledger with a hundred thousand hazards: a page of it for whoever sees all and for whoever sees one zone, and all of it as Excel. */
export async function ledger() {
  const stack = await benchStack(defaultPolicy);
  await live(stack.ledger, 10);
  await multiply(stack.ledger, 10, hazards / lived);
  await untilIdle(idleWithinMs);
  const as = await signedIn(stack.apiUrl, ['office', 'head1']);
  const looks = async (who: string) => {
    const timings: Record<string, number[]> = Object.fromEntries(pages.map((page) => [page || 'first', []]));
    for (let each = 0; each < looksPerPage; each += 1)
      for (const page of pages) await as(who, 'GET', `/api/hazards?pageSize=20${page}`, undefined, timings[page || 'first']);
    const all = Object.values(timings).flat();
    return {
      p50Ms: percentile(all, 0.5),
      p99Ms: percentile(all, 0.99),
      p99MsByPage: Object.fromEntries(Object.entries(timings).map(([page, values]) => [page, percentile(values, 0.99)])),
    };
  };
  const measured = { hazards, office: await looks('office'), headOfAUnit: await looks('head1'), excel: await exported(stack) };
  await stack.end();
  return measured;
}

async function exported({ apiUrl, usage }: Awaited<ReturnType<typeof benchStack>>) {
  const body = JSON.stringify({ username: 'office', password: examplePassword });
  const signIn = await fetch(`${apiUrl}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const beganAt = performance.now();
  let apiMegabytes = 0;
  const watching = setInterval(() => {
    apiMegabytes = Math.max(apiMegabytes, usage()['api']?.megabytes ?? 0);
  }, 500);
  const file = await (await fetch(`${apiUrl}/api/ledger.xlsx`, { headers: { cookie } })).arrayBuffer();
  clearInterval(watching);
  return { seconds: round((performance.now() - beganAt) / 1000), megabytes: round(file.byteLength / 2 ** 20), apiMegabytes };
}
