import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import draft07 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readApiConfig } from '../../api/config.ts';
import { readConfig } from '../../stack/config.ts';
import { readWorkerConfig } from '../../worker/config.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

type Service = {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  depends_on?: Record<string, unknown>;
};
type Compose = { services: Record<string, Service> };

const compose = () => parse(read('docker-compose.yml'), { merge: true }) as Compose;
const { services } = compose();
const all = Object.entries(services);
const ofTheProduct = all.filter(([, { build }]) => build !== undefined);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** What docs/operations.md asks for in .env. */
const set: Record<string, string> = {
  POSTGRES_PASSWORD: 'p4ssw0rd',
  MAIL_FROM: 'grid@example.org',
  PUBLIC_URL: 'https://grid.example.org',
  REPORTER_KEY: 'k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
};

/** As Compose fills it in with those set; a variable that nobody is asked for stays as it is, and is no valid value. */
const filledIn = (text: string) =>
  text.replace(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)\}/g, (whole, name: string, otherwise?: string) => set[name] ?? otherwise ?? whole);
const environmentOf = (name: string) =>
  Object.fromEntries(Object.entries(services[name]?.environment ?? {}).map(([key, value]) => [key, filledIn(value)]));

describe('docker-compose.yml', () => {
  // The schema names its draft by https, which the validator knows by http.
  const schemas = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  schemas.addMetaSchema({ ...draft07, $id: 'https://json-schema.org/draft-07/schema' });
  const isCompose = schemas.compile(JSON.parse(read('tests/house/compose-spec.schema.json')) as object);
  const faultsOf = (document: unknown) => (isCompose(document) ? [] : isCompose.errors?.map(({ instancePath }) => instancePath));

  it('is what the Compose Specification allows', () => {
    expect(faultsOf(compose())).toEqual([]);
    const misspelt = compose();
    Object.assign(misspelt.services['api'] ?? {}, { enviroment: {} });
    expect(faultsOf(misspelt)).toContain('/services/api');
  });

  it('names every image by its version', () => {
    const others = all.filter(([, { build }]) => build === undefined);
    expect(others.length).toBeGreaterThan(3);
    for (const [, { image }] of others) expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+[\w.-]*$/);
  });

  it('waits only for services that it has', () => {
    for (const [, { depends_on = {} }] of all) expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(depends_on)));
  });

  it('opens ports to this machine alone', () => {
    for (const port of all.flatMap(([, { ports = [] }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('holds no password: each must be set', () => {
    const secrets = all.flatMap(([, { environment = {} }]) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|PWD|SECRET|TOKEN|KEY/.test(name)),
    );
    expect(secrets.length).toBeGreaterThan(2);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
    expect(read('docker-compose.yml')).not.toMatch(/:\/\/\w+:(?!\$\{\w+:\?)[^/@\s]+@/);
  });

  it('asks for nothing that docs/operations.md does not explain', () => {
    const asked = [...read('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');
    expect(asked.length).toBeGreaterThan(3);
    for (const name of asked) expect(read('docs/operations.md')).toContain(`\n${name}=`);
  });

  it.each(ofTheProduct)('%s runs a program that exists', (_, { command }) => expect(programIn(command)).toSatisfy(exists));

  it.each([
    ['api', readApiConfig],
    ['worker', readWorkerConfig],
  ])('gives %s what it reads, and nothing else', (name, readEnvironment) => {
    const given = environmentOf(name);
    expect(Object.keys(given).length).toBeGreaterThan(3);
    expect(readEnvironment(given)).toMatchObject(Object.fromEntries(Object.keys(given).map((key) => [key, expect.anything()])));
  });

  it('prepares the Temporal server that it has', () => {
    expect(readConfig(environmentOf('temporal-namespace')).temporalAddress).toBe(environmentOf('worker')['TEMPORAL_ADDRESS']);
    expect(readConfig(environmentOf('migration')).databaseUrl).toBe(environmentOf('worker')['DATABASE_URL']);
  });
});

const exists = (file: string) => existsSync(join(root, file));

/** What `node --import tsx FILE …` runs. */
function programIn(command: string[] = []): string {
  const [node, ...rest] = command;
  expect([node, ...rest.slice(0, 2)]).toEqual(['node', '--import', 'tsx']);
  return rest[2] ?? '';
}

describe('Dockerfile', () => {
  const lines = read('Dockerfile')
    .split('\n')
    .map((line) => line.split(/ (.*)/s) as [string, string | undefined])
    .filter(([word]) => /^[A-Z]+$/.test(word));
  const of = (instruction: string) => lines.filter(([word]) => word === instruction).map(([, rest = '']) => rest);

  it('starts from images named by their version', () => {
    expect(of('FROM').length).toBeGreaterThan(0);
    for (const from of of('FROM')) expect(from).toMatch(/^node:\d+\.\d+\.\d+-\S+( AS \w+)?$/);
  });

  it('ends as a user that is not root', () => {
    expect(of('USER')).toEqual(['node']);
    expect(lines.findIndex(([word]) => word === 'USER')).toBeGreaterThan(lines.findLastIndex(([word]) => word === 'RUN'));
  });

  it('runs scripts and programs, and copies files, that exist', () => {
    const named = of('RUN').flatMap((line) => [...line.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? ''));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !scripts[name])).toEqual([]);
    const copied = of('COPY')
      .flatMap((line) => line.split(' ').slice(0, -1))
      .filter((part) => !part.startsWith('--') && part !== '/app');
    expect(copied.filter((file) => !exists(file))).toEqual([]);
    for (const command of of('CMD')) expect(programIn(JSON.parse(command) as string[])).toSatisfy(exists);
  });
});
