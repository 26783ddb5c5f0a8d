import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Taken = {
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
};
type Answer = { status?: number; body?: object };

/** A server that answers as the platforms of 企业微信 and 钉钉 do, or a text message service: 200 with an errcode. It keeps what it took. */
export async function aPlatform() {
  const taken: Taken[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://platform');
      const send = ({ status = 200, body = { errcode: 0, errmsg: 'ok' } }: Answer) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (pathname === '/cgi-bin/gettoken') return send({ body: { errcode: 0, errmsg: 'ok', access_token: 'token', expires_in: 7200 } });
      taken.push({
        path: pathname,
        query: searchParams,
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>,
      });
      return send(answers.shift() ?? {});
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    taken,
    /** The next message is answered like that. */
    answers: (answer: Answer) => answers.push(answer),
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}
