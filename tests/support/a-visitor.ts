type Answer = { status: number; headers: Headers; body: unknown; location: string };

/** A browser without pages: it keeps cookies by address, as they are set, and follows nothing unless told. */
export function aVisitor(address: string, headers: Record<string, string> = {}) {
  const jar = new Map<string, Map<string, string>>();
  const cookiesFor = (url: URL) => [...(jar.get(url.origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (url: URL, response: Response) => {
    const kept = jar.get(url.origin) ?? new Map<string, string>();
    jar.set(url.origin, kept);
    for (const each of response.headers.getSetCookie()) {
      const [pair = ''] = each.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(each)) kept.delete(name);
      else kept.set(name, value);
    }
  };

  async function asks(method: string, path: string, body?: unknown): Promise<Answer> {
    const url = new URL(path, address);
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { cookie: cookiesFor(url), 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    keep(url, response);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
      location: location === null ? '' : new URL(location, url).href,
    };
  }
  return {
    asks,
    /** Follows redirects from there until one leads to that address; answers with it, not yet asked. */
    async follows(path: string, until: (url: string) => boolean): Promise<string> {
      let at = new URL(path, address).href;
      for (let steps = 0; !until(at); steps += 1) {
        const { status, location, body } = await asks('GET', at);
        if (location === '' || steps > 10) throw new Error(`no further from ${at}: ${status} ${JSON.stringify(body)}`);
        at = location;
      }
      return at;
    },
    cookie: (name: string) => jar.get(new URL(address).origin)?.get(name),
  };
}

export type Visitor = ReturnType<typeof aVisitor>;
