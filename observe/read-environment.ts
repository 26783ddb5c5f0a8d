import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A process's settings from its environment; ends the process with one clear line for each value that is missing or wrong. */
export function readEnvironment<Settings>(schema: z.ZodType<Settings>, names: readonly string[], env: NodeJS.ProcessEnv): Settings {
  const read = schema.safeParse(secretsFromFiles(env, names));
  if (read.success) return read.data;
  for (const issue of read.error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
  process.exit(1);
}

/**
 * The environment, with what stands in the files that it names: BOUNCE_SECRET_FILE for BOUNCE_SECRET, as container engines hand over secrets.
 * What is empty is left out. Ends the process with one clear line when such a file can't be read.
 */
function secretsFromFiles(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string | undefined> {
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
