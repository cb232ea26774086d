// The API as a client sees it: a path leads to its route file, and whatever it answers is held against the document.

import { readdirSync } from "node:fs";
import path from "node:path";

import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";

import { openApi } from "@/app/api/v1/open-api";

const folder = path.resolve("app/api/v1");
const document = openApi("https://register.example");
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: "api", components: document.components });

/** As the files name them: "/gate/requests/[number]". What is named stands before what stands for anything. */
export const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => path.basename(name) === "route.ts")
  .map((name) => `/${path.dirname(name)}`)
  .sort((one, other) => Number(one.includes("[...")) - Number(other.includes("[...")));

type Module = Record<string, (request: Request, context: { params: Promise<object> }) => Promise<Response>>;
export const routeModule = (route: string): Promise<Module> => import(path.join(folder, route, "route.ts"));

export type Call = { token?: string; json?: unknown; body?: BodyInit; headers?: Record<string, string> };
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
export type Answer = { status: number; headers: Headers; body: any };

export async function call(
  method: string,
  address: string,
  { token, json, ...sent }: Call = {},
): Promise<Answer> {
  const url = new URL(address, "https://register.example");
  const request = new Request(url, {
    method,
    body: json === undefined ? sent.body : JSON.stringify(json),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...sent.headers,
    },
  });
  const { response, route } = await answered(request);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  const body = text === "" ? null : isJson ? JSON.parse(text) : text;
  expectDocumented(method, route, response, body);
  return { status: response.status, headers: response.headers, body };
}

/** As the web server would: the route file of the path answers. */
export async function answered(request: Request): Promise<{ response: Response; route: string }> {
  const { route, params } = routeTo(new URL(request.url).pathname.replace("/api/v1", ""));
  const handler = (await routeModule(route))[request.method];
  if (!handler) throw new Error(`${route} has no ${request.method}`);
  return { response: await handler(request, { params: Promise.resolve(params) }), route };
}

function routeTo(asked: string): { route: string; params: Record<string, string> } {
  for (const route of routes) {
    const pattern = route
      .replaceAll(".", "\\.")
      .replace(/\/\[\\\.\\\.\\\.(\w+)\]/, "/(?<$1>.+)")
      .replaceAll(/\[(\w+)\]/g, "(?<$1>[^/]+)");
    const found = new RegExp(`^${pattern}$`).exec(asked);
    if (found) return { route, params: { ...found.groups } };
  }
  throw new Error(`Nothing answers ${asked}`);
}

type Operation = { responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }> };

/** A status that the document does not name, a body where it names none, or another shape: the test fails. */
function expectDocumented(method: string, route: string, response: Response, body: unknown) {
  const place = document.paths[documentedAs(route)]?.[method.toLowerCase()] as Operation | undefined;
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const isFile = route === "/exports/[format]" && response.status < 400;
  expect(response.headers.get("cache-control")).toMatch(isFile ? /^private, max-age=\d+$/ : /^no-store$/);
  if (place === undefined) {
    expect([404, 405], `${method} ${route}`).toContain(response.status);
    expect(errorsIn("Problem", body)).toEqual([]);
    return;
  }
  const documented = place.responses[response.status];
  expect(documented, `${method} ${route} answers ${response.status}: ${JSON.stringify(body)}`).toBeDefined();
  if (body === null) return;
  const content = documented?.content?.[type];
  if (route === "/openapi.json") return;
  expect(content, `${method} ${route} ${response.status} is ${type}`).toBeDefined();
  if (isFile) return;
  const name = content?.schema.$ref?.split("/").at(-1) ?? "";
  expect(errorsIn(name, body), `${method} ${route} ${response.status}`).toEqual([]);
}

/** "/gate/requests/[number]" in the document's words: "/gate/requests/{number}". */
export const documentedAs = (route: string) => route.replaceAll(/\[(\w+)\]/g, "{$1}");

export function errorsIn(name: string, body: unknown): string[] {
  const validate = ajv.getSchema(`api#/components/schemas/${name}`);
  if (!validate) throw new Error(`The document knows no ${name}.`);
  validate(body);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
