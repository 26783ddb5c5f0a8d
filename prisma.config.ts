import { defineConfig } from 'prisma/config';

// These three work without the native schema engine, yet the command line wants to download it first: any file that exists spares that. Only these
// three: with the stand-in `prisma migrate deploy` and `migrate diff` end with exit code 0, having done nothing.
if (['generate', 'validate', 'format'].includes(process.argv[2] ?? '')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
