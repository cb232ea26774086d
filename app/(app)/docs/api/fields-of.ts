// A JSON schema as rows that people read: "steps[].dueAt", "instant", what it is for.

import type { Schema } from "@/app/api/v1/open-api";

export type Field = { name: string; kind: string; about: string; required: boolean };

export function fieldsOf(schema: Schema, prefix = ""): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = `${prefix}${key}`;
    const { inner, isList } = opened(property);
    const required = schema.required?.includes(key) ?? false;
    const about = property.description ?? inner.description ?? "";
    return [
      { name, kind: kindOf(property), about, required },
      ...fieldsOf(inner, `${name}${isList ? "[]" : ""}.`),
    ];
  });
}

/** What stands inside a list or beside a null. */
function opened(schema: Schema): { inner: Schema; isList: boolean } {
  const [some] = schema.anyOf?.filter(({ type }) => type !== "null") ?? [];
  if (some && schema.anyOf?.length === 2) return opened(some);
  return schema.items ? { inner: schema.items, isList: true } : { inner: schema, isList: false };
}

const formats: Record<string, string> = { "date-time": "instant", uri: "address", uuid: "id" };

function kindOf(schema: Schema): string {
  const { type, items, anyOf, enum: words, format } = schema;
  if (words) return words.map(String).join(" | ");
  if (schema.const !== undefined) return String(schema.const);
  if (anyOf) return [...new Set(anyOf.map(kindOf))].join(" or ");
  if (items) return items.properties ? "list" : `list of ${plural(kindOf(items))}`;
  if (type === "string") return formats[format ?? ""] ?? "text";
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return "true | false";
  return typeof type === "string" ? type : "any JSON";
}

const plural = (kind: string) => (kind === "text" || kind.includes(" | ") ? kind : `${kind}s`);
