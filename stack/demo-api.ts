import { setTimeout as sleep } from 'node:timers/promises';
import { examplePassword } from './example-bureau.ts';

type Call = <Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<Answer>;

/** A person of the example bureau, signed in; throws with the answer when the api refuses. */
export async function signIn(apiUrl: string, username: string): Promise<Call> {
  let cookie = '';
  const call = async (method: string, path: string, body?: object) => {
    const isForm = body instanceof FormData;
    const response = await fetch(apiUrl + path, {
      method,
      headers: { cookie, ...(isForm ? {} : { 'content-type': 'application/json' }) },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  cookie = (await call('POST', '/api/session', { username, password: examplePassword })).headers.get('set-cookie')?.split(';')[0] ?? '';
  return async <Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    (await (await call(method, path, body)).json()) as Answer;
}

type Mail = { id: string; subject: string; text: string; to: { address: string }[] };

/** Watches the embedded mailbox from now on: tells of every new mail, and lets a story wait for the one that it expects. */
export async function watchMails(mailboxUrl: string, onMail: (to: string, subject: string) => void) {
  const fetchMails = async () => (await (await fetch(`${mailboxUrl}/api/email`)).json()) as Mail[];
  const earlier = new Set((await fetchMails()).map(({ id }) => id));
  const seen = new Map<string, Mail>();
  let isWatching = true;
  const watching = (async () => {
    while (isWatching) {
      for (const mail of await fetchMails()) {
        if (seen.has(mail.id) || earlier.has(mail.id)) continue;
        seen.set(mail.id, mail);
        onMail(personOf(mail), mail.subject);
      }
      await sleep(300);
    }
  })();
  // A notice may stand in a digest, whose subject names no case: the text is searched too.
  const holds = ({ subject, text }: Mail, number: string, tag: string) =>
    text.split(/\n\n(?=\d+\. )/).some((part) => `${subject}\n${part}`.includes(number) && `${subject}\n${part}`.includes(tag));
  return {
    has: (person: string, number: string, tag: string) =>
      [...seen.values()].some((mail) => personOf(mail) === person && holds(mail, number, tag)),
    async until(person: string, number: string, tag: string, withinMs: number): Promise<boolean> {
      const deadline = Date.now() + withinMs;
      while (!this.has(person, number, tag)) {
        if (Date.now() > deadline) return false;
        await sleep(200);
      }
      return true;
    },
    async stop() {
      isWatching = false;
      await watching;
    },
  };
}

const personOf = (mail: Mail) => mail.to[0]?.address.split('@')[0] ?? '';
