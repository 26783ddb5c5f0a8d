/** Written in when the pages are built: the files without which the page for reporting does not open. */
declare const SHELL_FILES: readonly string[];

type Extendable = Event & { waitUntil(done: Promise<unknown>): void };
type Asked = Extendable & { request: Request; respondWith(answer: Promise<Response>): void };
type Serving = {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', heard: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', heard: (event: Asked) => void): void;
};
const worker = self as unknown as Serving;

const shell = 'shell';
const page = '/';
const files = new Set(SHELL_FILES);
/** Which zones there are and who answers for them, which everybody may know, and what makes a hazard a major one; deleted when the reader signs out. */
const answers = 'answers';
const keptAnswers = ['/api/zones', '/api/criteria'];
const patienceMs = 6_000;

worker.addEventListener('install', (event) => event.waitUntil(install().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(clearAway().then(() => worker.clients.claim())));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (files.has(pathname)) event.respondWith(kept(pathname).then((found) => found ?? fetch(request)));
  else if (keptAnswers.includes(pathname)) event.respondWith(askedOrKept(event, pathname));
  else if (request.mode === 'navigate' && !/^\/(api\/|healthz|readyz|metrics)/.test(pathname)) event.respondWith(openedOrKept(request));
});

/** The files that are not there yet, those without a hash in their names anew, then the page that asks for them. */
async function install(): Promise<void> {
  const cache = await caches.open(shell);
  const there = await pathsIn(cache);
  await cache.addAll([...files].filter((path) => !path.startsWith('/assets/') || !there.includes(path)));
  const answer = await fetch(page, { cache: 'no-store', headers: { Accept: 'text/html' } });
  if (!answer.ok) throw new Error(`The page was answered with ${answer.status}.`);
  await cache.put(page, answer);
}

async function clearAway(): Promise<void> {
  const cache = await caches.open(shell);
  const old = (await pathsIn(cache)).filter((path) => path !== page && !files.has(path));
  await Promise.all(old.map((path) => cache.delete(path)));
}

const pathsIn = async (cache: Cache) => (await cache.keys()).map(({ url }) => new URL(url).pathname);

const kept = async (path: string) => (await caches.open(shell)).match(path, { ignoreVary: true });

/** The page as the server has it; where nobody answers, the one that is kept. */
async function openedOrKept(request: Request): Promise<Response> {
  return answeredOr(await kept(page), fetch(request));
}

/** The answer is kept also when it comes too late for whoever asked. */
async function askedOrKept(event: Asked, path: string): Promise<Response> {
  // The cache as it was when this was asked: whoever signs out meanwhile deletes it, and what is put there then is gone too.
  const cache = await caches.open(answers);
  const found = await cache.match(path, { ignoreVary: true });
  const asked = fetch(event.request).then(async (answer) => {
    if (answer.ok) await cache.put(path, answer.clone());
    return answer;
  });
  event.waitUntil(asked.catch(() => undefined));
  return answeredOr(found, asked);
}

/** What is kept, where there is something and nobody answers within the time that people wait; else the answer, however long it takes. */
function answeredOr(found: Response | undefined, asked: Promise<Response>): Promise<Response> {
  if (!found) return asked;
  const outOfPatience = new Promise<Response>((resolve) => setTimeout(() => resolve(found), patienceMs));
  return Promise.race([asked, outOfPatience]).catch(() => found);
}
