// The document tells of every door, and every door speaks as the document says.

import { describe, expect, test, vi } from "vitest";

import { call, documentedAs, errorsIn, routeModule, routes } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";

import { openDoor } from "./door";
import { endpoints, schemas } from "./endpoints";
import { openApi } from "./open-api";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const document = openApi("https://register.example");

describe("every route file", () => {
  test.each(routes.filter((route) => !route.includes("[...")))("%s", async (route) => {
    const told = Object.keys(document.paths[documentedAs(route)] ?? {}).map((method) => method.toUpperCase());
    expect(told.length).toBeGreaterThan(0);
    const module = await routeModule(route);
    expect(methods.filter((method) => !module[method])).toEqual([]);
    for (const method of methods.filter((one) => !told.includes(one))) {
      const path = `/api/v1${route.replaceAll(/\[\w+\]/g, "EX-1")}`;
      const { status, headers, body } = await call(method, path);
      expect([status, body.code]).toEqual([405, "method_not_allowed"]);
      expect(headers.get("allow")?.split(", ").sort()).toEqual(told.sort());
    }
  });

  test("and no door is told of that is not there", () => {
    const paths = routes.map(documentedAs);
    expect(endpoints.filter(({ path }) => !paths.includes(path))).toEqual([]);
  });
});

test("every named schema of the document is used in it, and every answer has one", () => {
  const text = JSON.stringify(document.paths);
  expect(Object.keys(schemas).filter((name) => !text.includes(`#/components/schemas/${name}"`))).toEqual([]);
});

test("the document is served to anybody, and once", async () => {
  const { status, headers, body } = await call("GET", "/api/v1/openapi.json");
  expect([status, body.openapi, body.servers[0].url]).toEqual([
    200,
    "3.1.0",
    "https://register.example/api/v1",
  ]);
  expect(body).toEqual(JSON.parse(JSON.stringify(document)));
  const again = await call("GET", "/api/v1/openapi.json", {
    headers: { "if-none-match": headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
});

test.each(methods)("%s of a path that is not there is a problem", async (method) => {
  const { status, headers, body } = await call(method, "/api/v1/nothing/here");
  expect([status, headers.get("content-type"), body.code, body.instance]).toEqual([
    404,
    "application/problem+json",
    "not_found",
    "/api/v1/nothing/here",
  ]);
});

test("what breaks is told as a problem, and its trace stands in the log", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const door = openDoor(async () => {
    throw new Error("the row holds mira@acme.example");
  });
  const response = await door(new Request("https://register.example/api/v1/x?secret=1"), {
    params: Promise.resolve({}),
  });
  const body = await response.json();
  expect([response.status, errorsIn("Problem", body)]).toEqual([503, []]);
  expect(JSON.stringify(body)).not.toMatch(/acme|secret/);
  expect(log.mock.calls[0]?.[0]).toBe(`${body.trace} GET /api/v1/x:`);
  log.mockRestore();
});
