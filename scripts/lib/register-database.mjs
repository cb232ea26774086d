// A register's database on a server of our own: roles, rights, tables and the clock that can be moved.

import { readFileSync } from "node:fs";

import { migrate } from "./migrator.mjs";
import { connected } from "./query.mjs";
import { inRoot } from "./root.mjs";
import { keptSecrets } from "./secrets.mjs";

/** Makes the roles once per server. */
export async function createRoles(server) {
  const { session, ...passwords } = keptSecrets(server.folder);
  await connected(server.url("postgres"), async (superuser) => {
    await superuser.query(sqlFile("scripts/sql/roles.sql"));
    for (const [role, password] of Object.entries(passwords)) {
      await superuser.query(`ALTER ROLE ${role} PASSWORD ${superuser.escapeLiteral(password)}`);
    }
  });
}

/** Makes the database if it is missing and brings its tables up to date. `live`: its clock is PostgreSQL's own. */
export async function createRegister(server, database, say, { live = false } = {}) {
  await connected(server.url("postgres"), async (superuser) => {
    const { rowCount } = await superuser.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (rowCount === 0) await superuser.query(`CREATE DATABASE ${database} OWNER register_owner`);
  });
  await connected(server.url(database), (superuser) => superuser.query(sqlFile("scripts/sql/database.sql")));

  const addresses = registerAddresses(server, database);
  await migrate(addresses.DATABASE_OWNER_URL, say);
  if (!live) await putMovingClock(addresses.DATABASE_OWNER_URL);
  return addresses;
}

export async function dropRegister(server, database) {
  await connected(server.url("postgres"), (superuser) =>
    superuser.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  );
}

/** The four ways into the database, by the names that programs look for in their environment. */
export function registerAddresses(server, database) {
  const secrets = keptSecrets(server.folder);
  return {
    DATABASE_URL: server.url(database, "register_app", secrets.register_app),
    DATABASE_OWNER_URL: server.url(database, "register_owner", secrets.register_owner),
    DATABASE_AUDITOR_URL: server.url(database, "register_auditor", secrets.register_auditor),
    DATABASE_SUPERUSER_URL: server.url(database),
    NEXTAUTH_SECRET: secrets.session,
  };
}

/** Demo and test databases get a clock that can be moved, and carry the mark of it for ever. Never a live one. */
async function putMovingClock(ownerUrl) {
  await connected(ownerUrl, async (owner) => {
    const { rowCount } = await owner.query("SELECT FROM moving_clock");
    if (rowCount === 0) await owner.query(sqlFile("prisma/moving-clock.sql"));
  });
}

const sqlFile = (file) => readFileSync(inRoot(file), "utf8");
