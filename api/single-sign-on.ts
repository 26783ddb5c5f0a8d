import * as oidc from 'openid-client';
import type { Attempt, Claimed } from '../ledger/account-identities.ts';

/** `publicUrl`: where the provider sends people back to. */
export type SignOnConfig = { issuer: string; clientId: string; clientSecret: string; publicUrl: string };

export const callbackPath = '/api/single-sign-on/callback';

const providerAnswersWithinSeconds = 10;

export type Provider = ReturnType<typeof providerAt>;

/** A provider of OpenID Connect: authorization code with PKCE, state and nonce. It is asked for its addresses when it is needed first. */
export function providerAt({ issuer, clientId, clientSecret, publicUrl }: SignOnConfig) {
  let discovered: Promise<oidc.Configuration> | undefined;
  function configuration(): Promise<oidc.Configuration> {
    // An intranet's provider may have no certificate; whoever writes http:// into the environment knows.
    const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    discovered ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: providerAnswersWithinSeconds })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  }
  return {
    issuer,

    /** Where to send the browser, and what must be remembered until it is back. */
    async leave(page: string): Promise<{ to: string; attempt: Attempt }> {
      const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), page };
      const to = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: publicUrl + callbackPath,
        scope: 'openid profile',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { to: to.href, attempt };
    },

    /** Who came back; `query` as it stood in the address. Throws when anything is not as it was left. */
    async comeBack(query: string, { state, nonce, verifier }: Attempt): Promise<Claimed> {
      const tokens = await oidc.authorizationCodeGrant(await configuration(), new URL(publicUrl + callbackPath + query), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider sent no identity');
      const { iss, sub, name, preferred_username: username } = claims;
      return {
        issuer: iss,
        subject: sub,
        name: [name, username]
          .filter((each) => typeof each === 'string')
          .join(' · ')
          .slice(0, 200),
      };
    },

    /** Where the browser signs out of the provider too; null when it offers none. */
    async signOutAt(): Promise<string | null> {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(config, { client_id: clientId, post_logout_redirect_uri: `${publicUrl}/sign-in` }).href;
    },
  };
}
