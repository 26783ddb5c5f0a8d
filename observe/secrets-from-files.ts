import { readFileSync } from 'node:fs';

/**
 * The environment, with what stands in the files that it names: BOUNCE_SECRET_FILE for BOUNCE_SECRET, as container engines hand over secrets.
 * What is empty is left out. Ends the process with one clear line when such a file can't be read.
 */
export function secretsFromFiles(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string | undefined> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const inFiles = names.filter((name) => given[name] === undefined && given[`${name}_FILE`] !== undefined);
  return { ...given, ...Object.fromEntries(inFiles.map((name) => [name, contentOf(`${name}_FILE`, given[`${name}_FILE`] ?? '')])) };
}

function contentOf(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    process.stderr.write(`${variable}: the file can't be read (${(error as NodeJS.ErrnoException).code ?? 'UNKNOWN'})\n`);
    process.exit(1);
  }
}
