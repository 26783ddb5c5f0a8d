import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { freePort } from '../../stack/free-port.ts';

/** A provider of OpenID Connect of the test's own; `subject` is whoever sits at the browser. It knows one client, which comes back to `publicUrl`. */
export async function aProvider(publicUrl: string) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const client = { clientId: 'safety-grid', clientSecret: 'a secret of the test' };
  const sitting = { subject: 's-1', name: '钱进' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${publicUrl}/api/single-sign-on/callback`],
        post_logout_redirect_uris: [`${publicUrl}/sign-in`],
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'] },
    cookies: { keys: ['of the test'] },
    features: {
      devInteractions: { enabled: false },
      // Its own page loads a font from outside.
      rpInitiatedLogout: {
        logoutSource(context, form) {
          context.body = `<!doctype html><html lang="zh-CN"><title>退出</title><link rel="icon" href="data:," /><body>${form}</body></html>`;
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, name: sitting.name }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const answers = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answers(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: sitting.subject } });
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    issuer,
    ...client,
    /** Who sits at the browser from now on. */
    sits: (subject: string, name = '钱进') => Object.assign(sitting, { subject, name }),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
