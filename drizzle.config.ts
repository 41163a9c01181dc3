import { defineConfig } from 'drizzle-kit';

/** `node src/run.mjs --bin drizzle-kit generate` writes a migration for whatever changed in the schema. */
export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/store/sqlite/schema.ts', './src/store/sqlite/class-schema.ts'],
  out: './src/store/sqlite/migrations',
});
