// YAML from strangers, as strictly as JSON. The library's own ways to look for equal keys and to unfold aliases take
// quadratic time, so both are done here, in one walk; a report needs no anchors, and what has some is not read.

import { Composer, CST, isMap, isScalar, isSeq, type Node, Parser } from "yaml";

import { deepest } from "@/lib/gate/bounded-json";

export type Documents = { ok: true; values: unknown[] } | { ok: false; why: string };

class Unread extends Error {}

const largest = 2 * 1024 * 1024;

/** Every document of the stream that holds something. */
export function parseYaml(text: string): Documents {
  if (text.length > largest) return { ok: false, why: "This is YAML of more than 2 MiB: send it as JSON." };
  try {
    const tokens = [...new Parser().parse(text)];
    for (const token of tokens) refuseAnchors(token);
    const values = [...new Composer(options).compose(tokens)].map(({ contents, errors }) => {
      if (errors.length > 0) throw new Unread(broken);
      return told(contents, 1);
    });
    return { ok: true, values: values.filter((value) => value !== null) };
  } catch (error) {
    if (error instanceof Unread) return { ok: false, why: error.message };
    // The library recurses: what is nested too deep for it ends here.
    if (error instanceof RangeError) return { ok: false, why: tooDeep };
    throw error;
  }
}

const options = { uniqueKeys: false, prettyErrors: false, merge: false, schema: "core" } as const;
const broken = "This is YAML that cannot be read, or it was cut off.";
const tooDeep = `This is nested deeper than ${deepest} levels.`;

function refuseAnchors(token: CST.Token): void {
  if (token.type === "error") throw new Unread(broken);
  if (token.type !== "document") return;
  const hasAnchor = (tokens: CST.SourceToken[] | undefined) => tokens?.some(({ type }) => type === "anchor");
  CST.visit(token, ({ start, sep, key, value }) => {
    const isAlias = key?.type === "alias" || value?.type === "alias";
    if (isAlias || hasAnchor(start) || hasAnchor(sep)) {
      throw new Unread("This is YAML with anchors, which are not read.");
    }
  });
}

function told(node: Node | null, depth: number): unknown {
  if (depth > deepest) throw new Unread(tooDeep);
  if (isScalar(node)) return node.value ?? null;
  if (isSeq(node)) return node.items.map((item) => told(item as Node | null, depth + 1));
  if (!isMap(node)) return null;

  const values = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : "";
    if (values.has(name)) {
      throw new Unread(`This names “${name.slice(0, 60).toWellFormed()}” twice in one object.`);
    }
    values.set(name, told(value as Node | null, depth + 1));
  }
  return Object.fromEntries(values);
}
