import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkout } from '../../stack/checkout.ts';
import { readConfig } from '../../stack/config.ts';

describe('an empty environment', () => {
  it('embeds everything and keeps it in ./data', () => {
    expect(readConfig({})).toEqual({
      dataDir: join(checkout, 'data'),
      temporalNamespace: 'default',
      mailFrom: '安全网格 <grid@localhost>',
    });
  });

  it('is what an empty value means too', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}));
  });
});

describe('a full environment', () => {
  it('is taken over', () => {
    const config = readConfig({
      PORT: '8080',
      WORKER_PORT: '8081',
      DATA_DIR: '/srv/grid',
      DATABASE_URL: 'postgresql://grid:secret@db.example.org/grid',
      TEMPORAL_ADDRESS: 'temporal.example.org:7233',
      TEMPORAL_NAMESPACE: 'bureau',
      SMTP_URL: 'smtps://grid:secret@mail.example.org:465',
      MAIL_FROM: '安全网格 <grid@example.org>',
      PUBLIC_URL: 'https://grid.example.org/',
    });
    expect(config).toEqual({
      port: 8080,
      workerPort: 8081,
      dataDir: '/srv/grid',
      databaseUrl: 'postgresql://grid:secret@db.example.org/grid',
      temporalAddress: 'temporal.example.org:7233',
      temporalNamespace: 'bureau',
      smtpUrl: 'smtps://grid:secret@mail.example.org:465',
      mailFrom: '安全网格 <grid@example.org>',
      publicUrl: 'https://grid.example.org',
    });
  });
});

describe('a wrong value', () => {
  it.each([
    ['PORT', 'http', 'a number from 1 to 65535'],
    ['PORT', '70000', 'a number from 1 to 65535'],
    ['WORKER_PORT', '0', 'a number from 1 to 65535'],
    ['DATABASE_URL', 'localhost:5432', 'postgresql://'],
    ['DATABASE_URL', 'mysql://localhost/grid', 'postgresql://'],
    ['DATABASE_URL', 'postgresql://localhost', 'postgresql://'],
    ['TEMPORAL_ADDRESS', 'http://localhost:7233', 'host:port'],
    ['TEMPORAL_ADDRESS', 'localhost', 'host:port'],
    ['TEMPORAL_NAMESPACE', 'two words', 'the name of a namespace'],
    ['SMTP_URL', 'mail.example.org', 'smtp://'],
    ['MAIL_FROM', 'the bureau', 'an address'],
    ['PUBLIC_URL', 'grid.example.org', 'the address people use'],
    ['TEMPORAL_CLI', '/nowhere/temporal', 'the path of the Temporal CLI'],
  ])('%s=%s is named in one line that says what would be right', (name, value, right) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is "${value}", but must be ${right}[^\n]*$`));
  });

  it('is shown without the password in it', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://grid:secret@localhost/grid' })).toThrow('mysql://grid:***@localhost/grid');
  });

  it('ends npm start with exit code 1 and nothing but the line', () => {
    const start = () =>
      execFileSync(process.execPath, ['--import', 'tsx', join(checkout, 'stack/start.ts')], {
        env: { ...process.env, PORT: 'x' },
        stdio: 'pipe',
      });
    expect(start).toThrow(
      expect.objectContaining({ status: 1, stderr: Buffer.from('PORT is "x", but must be a number from 1 to 65535, such as 3000.\n') }),
    );
  });
});
