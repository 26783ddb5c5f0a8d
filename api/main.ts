import { openLedger } from '../ledger/ledger.ts';
import { signerOf } from '../ledger/signing.ts';
import { readReporterKeys } from '../ledger/tip-off/reporter-keys.ts';
import { endsOnFault, processLog } from '../observe/process-log.ts';
import { createApp } from './app.ts';
import { readApiConfig } from './config.ts';
import { watchEngine } from './engine-watch.ts';
import { limitConnections } from './limit-connections.ts';

const {
  DATABASE_URL,
  HOST,
  PORT,
  TRUSTED_PROXY,
  TEMPORAL_ADDRESS,
  TEMPORAL_NAMESPACE,
  TEMPORAL_UI_URL,
  SMTP_URL,
  MAIL_FROM,
  PUBLIC_URL,
  OIDC_ISSUER,
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET,
  BOUNCE_SECRET,
  SIGNING_KEY_FILE,
  REPORTER_KEY,
  LOG_LEVEL,
  BANNER,
  BANNER_EN,
} = readApiConfig(process.env);
const log = processLog('api', LOG_LEVEL);
const ledger = openLedger(DATABASE_URL, {
  connections: 16,
  name: 'safety-grid api',
  onBroken: (cause) => log.warn({ cause }, 'a database connection broke'),
});
const workflowsAt = TEMPORAL_UI_URL && `${TEMPORAL_UI_URL.replace(/\/+$/, '')}/namespaces/${TEMPORAL_NAMESPACE}/workflows`;
const elsewhere = {
  temporalAddress: TEMPORAL_ADDRESS,
  temporalNamespace: TEMPORAL_NAMESPACE,
  smtpUrl: SMTP_URL,
  mailFrom: MAIL_FROM,
  publicUrl: PUBLIC_URL,
  signOn:
    OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET
      ? { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET }
      : undefined,
  workflowsAt,
  bounceSecret: BOUNCE_SECRET,
  signer: SIGNING_KEY_FILE ? signerOf(SIGNING_KEY_FILE) : undefined,
  reporterKeys: readReporterKeys(REPORTER_KEY ?? ''),
  banner: BANNER ? { zh: BANNER, en: BANNER_EN ?? BANNER } : undefined,
};
const watch = watchEngine(ledger, elsewhere);
const app = createApp(ledger, log, elsewhere, TRUSTED_PROXY);
const server = app.listen(PORT, HOST, (error) => {
  if (error) {
    process.stderr.write(`HOST, PORT: ${error.message}\n`);
    process.exit(1);
  }
  endsOnFault(log);
  log.info({ host: HOST, port: PORT }, 'api ready');
  // To the stack that started it; there is none where it runs by itself.
  process.send?.('listening');
});
limitConnections(server);
const stop = () => {
  watch.stop();
  server.close(() => void ledger.close());
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
