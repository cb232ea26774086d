// A register on a PostgreSQL server that somebody runs: DATABASE_URL. It is checked before anything starts,
// because a wrong address or a missing secret is told best in one sentence.

import { migrate, pendingMigrations } from "./migrator.mjs";
import { Obstacle } from "./obstacle.mjs";
import { connected } from "./query.mjs";

export async function prepareGivenRegister(env, say) {
  mustHaveSecret(env.NEXTAUTH_SECRET);
  mustHaveAddress(env.NEXTAUTH_URL);
  await reach("DATABASE_URL", env.DATABASE_URL, mustServeTheApp);
  if (env.DATABASE_OWNER_URL) await migrateAsOwner(env.DATABASE_OWNER_URL, say);
  else await mustBeUpToDate(env.DATABASE_URL);
  await reach("DATABASE_URL", env.DATABASE_URL, mustBeLive);
}

function mustHaveSecret(secret) {
  if (!secret) {
    throw new Obstacle(
      "NEXTAUTH_SECRET is missing: set it to 32 random characters or more, e.g. from `openssl rand -base64 32`.",
    );
  }
  if (secret.length < 32) throw new Obstacle("NEXTAUTH_SECRET is too short: it needs 32 characters or more.");
}

function mustHaveAddress(address) {
  if (!address) {
    throw new Obstacle(
      "NEXTAUTH_URL is missing: set it to the address that people type, e.g. https://exceptions.example.com.",
    );
  }
  if (!/^https?:$/.test(urlOf(address)?.protocol)) {
    throw new Obstacle(
      `NEXTAUTH_URL is "${address}", which is no address: write it like https://exceptions.example.com.`,
    );
  }
}

async function mustServeTheApp(client) {
  const { rows } = await client.query(`
    SELECT current_setting('server_version_num')::int / 10000 AS version,
           rolsuper OR rolbypassrls OR pg_has_role(current_user, relation.owner, 'MEMBER') AS powerful
    FROM pg_roles
    LEFT JOIN (SELECT datdba AS owner FROM pg_database WHERE datname = current_database()) AS relation ON true
    WHERE rolname = current_user`);
  const [{ version, powerful }] = rows;
  if (version < 15)
    throw new Obstacle(`PostgreSQL 15 or newer is needed, and the server of DATABASE_URL is ${version}.`);
  if (powerful) {
    throw new Obstacle(
      "DATABASE_URL names a role that owns the database or is a superuser: the register runs as register_app, which cannot change the record.",
    );
  }
}

async function migrateAsOwner(ownerUrl, say) {
  await reach("DATABASE_OWNER_URL", ownerUrl, async (owner) => {
    const { rows } = await owner.query(
      "SELECT count(*)::int AS found FROM pg_roles WHERE rolname IN ('register_app', 'register_auditor')",
    );
    if (rows[0].found < 2) {
      throw new Obstacle(
        "The roles register_app and register_auditor are missing: run scripts/sql/roles.sql and scripts/sql/database.sql first.",
      );
    }
  });
  const applied = await migrate(ownerUrl, say);
  if (applied.length > 0) say(`Migrated the database: ${applied.join(", ")}.`);
}

async function mustBeUpToDate(url) {
  const pending = await pendingMigrations(url).catch((error) => {
    if (error.code === notAllowed) return ["unknown"];
    throw error;
  });
  if (pending.length > 0) {
    throw new Obstacle(
      "The database is not up to date, and only its owner can change it: set DATABASE_OWNER_URL for this start.",
    );
  }
}

/** A database that once had a movable clock proves nothing, and never becomes live. */
async function mustBeLive(client) {
  const { rowCount } = await client.query("SELECT FROM moving_clock");
  if (rowCount > 0) {
    throw new Obstacle(
      "The database of DATABASE_URL was made for a demo or for tests, and never becomes live: use a new one.",
    );
  }
}

async function reach(name, address, work) {
  const url = urlOf(address);
  if (!/^postgres(ql)?:$/.test(url?.protocol)) {
    throw new Obstacle(
      `${name} is no address of a PostgreSQL database: write it like postgresql://register_app:password@host:5432/exceptions.`,
    );
  }
  try {
    return await connected(address, work);
  } catch (error) {
    throw error instanceof Obstacle ? error : new Obstacle(whyNot(name, url, error));
  }
}

const notAllowed = "42501";
const wrongPassword = ["28P01", "28000"];
const noSuchDatabase = "3D000";

function whyNot(name, url, error) {
  const database = url.pathname.slice(1);
  if (wrongPassword.includes(error.code))
    return `The database refuses ${url.username}: check user and password in ${name}.`;
  if (error.code === noSuchDatabase)
    return `There is no database "${database}" on ${url.host}: check ${name}.`;
  if (error.code === notAllowed)
    return `The database does not let ${url.username} in (${error.message}): run scripts/sql/database.sql in it.`;
  if (/^[0-9A-Z]{5}$/.test(error.code ?? "")) return `The database of ${name} answers: ${error.message}.`;
  const reason = error.code ?? error.errors?.[0]?.code ?? error.message;
  return `The database at ${url.host} does not answer (${reason}): is it running, and is ${name} right?`;
}

function urlOf(address) {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
