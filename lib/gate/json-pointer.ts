// Where something stands in a piece of JSON: "/data/result/0/value/1" (RFC 6901).

/** Undefined: nothing stands there, or this is no pointer. */
export function pointedAt(value: unknown, pointer: string): unknown {
  if (pointer !== "" && !pointer.startsWith("/")) return undefined;
  const keys = pointer.split("/").slice(1);
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")).reduce(step, value);
}

function step(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d{0,6})$/.test(key) ? value[Number(key)] : undefined;
  const isObject = typeof value === "object" && value !== null;
  return isObject && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}
