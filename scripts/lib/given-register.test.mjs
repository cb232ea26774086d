// An administrator who sets DATABASE_URL wrongly is told what is wrong, in one sentence.

import { afterAll, beforeAll, expect, test } from "vitest";

import { testDatabase } from "@/lib/testing/database";

import { prepareGivenRegister } from "./given-register.mjs";
import { freePort } from "./ports.mjs";
import { connected } from "./query.mjs";

const demo = await testDatabase();
const live = { app: inLive(demo.DATABASE_URL), owner: inLive(demo.DATABASE_OWNER_URL) };
const settings = {
  DATABASE_URL: live.app,
  DATABASE_OWNER_URL: live.owner,
  NEXTAUTH_SECRET: "thirty-two characters are the least",
  NEXTAUTH_URL: "https://exceptions.example.com",
};

beforeAll(() => asSuperuser("CREATE DATABASE register_live OWNER register_owner"));
afterAll(() => asSuperuser("DROP DATABASE register_live WITH (FORCE)"));

test.each([
  ["no secret", { NEXTAUTH_SECRET: undefined }, "NEXTAUTH_SECRET is missing"],
  ["a short secret", { NEXTAUTH_SECRET: "x".repeat(31) }, "NEXTAUTH_SECRET is too short"],
  ["no address of their own", { NEXTAUTH_URL: undefined }, "NEXTAUTH_URL is missing"],
  [
    "a word for an address",
    { NEXTAUTH_URL: "exceptions" },
    'NEXTAUTH_URL is "exceptions", which is no address',
  ],
  [
    "another kind of database",
    { DATABASE_URL: "mysql://db/exceptions" },
    "DATABASE_URL is no address of a PostgreSQL database",
  ],
  [
    "a wrong password",
    { DATABASE_URL: withPassword(live.app, "wrong") },
    "The database refuses register_app",
  ],
  [
    "a database that is not there",
    { DATABASE_URL: `${live.app}_2` },
    'There is no database "register_live_2"',
  ],
  [
    "the owner as the app",
    { DATABASE_URL: live.owner },
    "DATABASE_URL names a role that owns the database or is a superuser",
  ],
  [
    "a superuser as the app",
    { DATABASE_URL: inLive(demo.DATABASE_SUPERUSER_URL) },
    "DATABASE_URL names a role that owns",
  ],
  ["no owner for an empty database", { DATABASE_OWNER_URL: undefined }, "The database is not up to date"],
  [
    "a demo's database",
    { DATABASE_URL: demo.DATABASE_URL, DATABASE_OWNER_URL: undefined },
    "never becomes live",
  ],
])("an administrator who gives %s is told so", async (_, wrong, sentence) => {
  await expect(prepareGivenRegister({ ...settings, ...wrong })).rejects.toThrow(sentence);
});

test("an administrator whose database is down is told which one", async () => {
  const port = await freePort();
  const url = `postgresql://register_app:secret@127.0.0.1:${port}/exceptions`;

  await expect(prepareGivenRegister({ ...settings, DATABASE_URL: url })).rejects.toThrow(
    `The database at 127.0.0.1:${port} does not answer (ECONNREFUSED): is it running, and is DATABASE_URL right?`,
  );
});

test("with the owner's address once, the tables are made; after that the app starts without it", async () => {
  await prepareGivenRegister(settings, () => {});

  await prepareGivenRegister({ ...settings, DATABASE_OWNER_URL: undefined });
});

function asSuperuser(sql) {
  return connected(demo.DATABASE_SUPERUSER_URL, (superuser) => superuser.query(sql));
}

function inLive(url) {
  return Object.assign(new URL(url), { pathname: "/register_live" }).href;
}

function withPassword(url, password) {
  return Object.assign(new URL(url), { password }).href;
}
