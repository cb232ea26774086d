// The API as OpenAPI 3.1, made of the schemas that read what comes and type what goes.

import { z } from "zod";

import { problemTitles, statusOfProblem } from "@/lib/gate/problem";

import { atEachDoor, type Endpoint, endpoints, type Name, parts, schemas, sent } from "./endpoints";

export type Schema = {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
};

export function openApi(address: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Exceptions register",
      version: "1",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description:
        "Ask before a change goes on, ask for an exception, wait for a person to decide, and read the register. Tokens never decide.",
    },
    servers: [{ url: `${address}/api/v1` }],
    tags: Object.entries(parts).map(([name, description]) => ({ name, description })),
    paths: pathsOf(endpoints),
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token of this register, “exr_…”." },
        recheckToken: { type: "http", scheme: "bearer", description: "The one-time token of a re-check." },
      },
      schemas: Object.fromEntries((Object.keys(schemas) as Name[]).map((name) => [name, schemaOf(name)])),
    },
  };
}

/** As JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
export function schemaOf(name: Name): Schema {
  const { $schema, ...schema } = z.toJSONSchema(schemas[name], {
    io: sent.includes(name) ? "input" : "output",
  });
  return schema as Schema;
}

function pathsOf(all: Endpoint[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of all)
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operationOf(endpoint) };
  return paths;
}

function operationOf({
  method,
  path,
  part,
  does,
  about,
  right,
  open,
  parameters,
  body,
  answers,
  problems,
}: Endpoint) {
  return {
    operationId: operationIdOf(method, path),
    tags: [part],
    summary: does,
    ...(about && { description: about }),
    security: open ? [] : [right ? { token: [right] } : { recheckToken: [] }],
    ...(parameters && {
      parameters: parameters.map(({ about: description, schema = { type: "string" }, ...parameter }) => ({
        ...parameter,
        description,
        schema,
      })),
    }),
    ...(body && { requestBody: bodyOf(body) }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, responseOf(answer)])),
      ...problemsOf(right ? [...atEachDoor, ...problems] : problems, answers),
    },
  };
}

function operationIdOf(method: string, path: string): string {
  const words = path.match(/[a-z]+/g) ?? [];
  return [method, ...words]
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}

const refTo = (name: Name) => ({ $ref: `#/components/schemas/${name}` });

function bodyOf(body: NonNullable<Endpoint["body"]>) {
  if ("json" in body)
    return { required: true, content: { "application/json": { schema: refTo(body.json) } } };
  return {
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          required: ["context"],
          properties: {
            context: refTo(body.multipart),
            [body.files]: { type: "array", maxItems: body.most, items: { type: "string", format: "binary" } },
          },
        },
        encoding: { context: { contentType: "application/json" } },
      },
    },
  };
}

function responseOf({ about, schema, media }: Endpoint["answers"][number]) {
  return {
    description: about,
    ...(media && {
      content: Object.fromEntries(media.map((type) => [type, { schema: { type: "string" } }])),
    }),
    ...(schema && { content: { "application/json": { schema: refTo(schema) } } }),
  };
}

/** One response for each status, with its codes. A status that is also an answer keeps both. */
function problemsOf(codes: Endpoint["problems"], answers: Endpoint["answers"]) {
  const different = [...new Set(codes)];
  const statuses = [...new Set(different.map(statusOfProblem))];
  return Object.fromEntries(
    statuses.map((status) => {
      const those = different.filter((code) => statusOfProblem(code) === status);
      const described = those.map((code) => `\`${code}\`: ${problemTitles[code]}.`).join(" ");
      const before = answers[status]?.about;
      return [
        status,
        {
          description: before ? `${before} With a body: ${described}` : described,
          content: { "application/problem+json": { schema: refTo("Problem") } },
        },
      ];
    }),
  );
}
