import { defineConfig } from 'prisma/config';

// `prisma generate` makes sure that a schema engine is there, downloads one where it is not, and never starts it.
// A program that is there in any case spares the download (docs/adr/0023).
if (process.argv.includes('generate')) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
// Prisma would report each call, and ask whether there is a newer version.
process.env['CHECKPOINT_DISABLE'] ??= '1';

const url = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
});
