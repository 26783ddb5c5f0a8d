import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from './checkout.ts';

const run = promisify(execFile);

type Locked = { version?: string; integrity?: string; link?: boolean; hasInstallScript?: boolean };
type Manifest = {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  allowScripts?: Record<string, boolean>;
};

/** What can be said of the packages without a network: each is pinned, known by its sum, and runs nothing at its installation unless that was decided. */
export function faultsOfLock(manifest: Manifest, packages: Record<string, Locked>): string[] {
  const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  const loose = Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version));
  const locked = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const unknown = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  const undecided = locked.filter(
    ([path, { hasInstallScript }]) => hasInstallScript && manifest.allowScripts?.[nameOf(path)] === undefined,
  );
  return [
    ...loose.map(([name, version]) => `${name} is not pinned to one version: ${version}`),
    ...unknown.map(([path]) => `${path} has no sha512 sum in the lock file`),
    ...undecided.map(([path]) => `${path} runs a script at its installation, of which package.json (allowScripts) says nothing`),
  ];
}

type Audit = { error?: object; vulnerabilities?: Record<string, { severity: string; via: (string | { title: string; url: string })[] }> };

/** What the registry knows against the packages; null when it can't be asked. */
async function knownFaults(): Promise<string[] | null> {
  const { stdout } = await run('npm', ['audit', '--json', '--omit=dev'], { cwd: checkout, timeout: 60_000 }).catch(
    (failed: { stdout?: string }) => ({ stdout: failed.stdout ?? '' }),
  );
  const said = (stdout.startsWith('{') ? JSON.parse(stdout) : {}) as Audit;
  if (said.error || !said.vulnerabilities) return null;
  return Object.entries(said.vulnerabilities).map(
    ([name, { severity, via }]) => `${severity}: ${name}: ${via.map((each) => (typeof each === 'string' ? each : each.title)).join('; ')}`,
  );
}

if (process.argv[1] === import.meta.filename) {
  const read = (file: string) => JSON.parse(readFileSync(join(checkout, file), 'utf8')) as object;
  const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
  const faults = faultsOfLock(read('package.json') as Manifest, packages);
  const known = await knownFaults();
  const grave = known?.filter((fault) => /^(high|critical):/.test(fault)) ?? [];
  process.stdout.write(`${Object.keys(packages).length} packages, ${faults.length} faults of the lock file\n`);
  process.stdout.write(
    known ? `${known.length} known faults, ${grave.length} grave\n` : 'NOT LOOKED for known faults: the registry has no audit\n',
  );
  for (const fault of [...faults, ...(known ?? [])]) process.stdout.write(`- ${fault}\n`);
  process.exitCode = faults.length + grave.length > 0 ? 1 : 0;
}
