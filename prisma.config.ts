import { defineConfig } from "prisma/config";

// The CLI looks for a native engine that `generate`, `validate` and `format` never start. Naming any
// existing file keeps it from downloading one, so that set-up needs nothing but the npm registry.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? "postgresql://localhost/unset" },
});
