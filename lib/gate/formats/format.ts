// What each format has to do: know its shape, and tell what stands in it.

import type { Doubts } from "@/lib/gate/fields";
import { type PathInCheckout, pathInCheckout } from "@/lib/gate/places";
import type { Kind, Severity, ToolRule } from "@/lib/gate/report";

/** One record that a tool reports as broken. */
export type Found = ToolRule & {
  kind: Kind;
  aliases?: string[];
  together?: string[];
  place: string[];
  severity: Severity;
  severityWord: string;
  resource: string;
  path: string;
  line: number | null;
  message: string;
  suppressed: boolean;
  toolFingerprint?: string;
  /** Of a package, the way by which it is depended on. */
  way?: string;
};

export type Reading = {
  tools: string[];
  found: Found[];
  notEvaluated: ToolRule[];
  notes: string[];
  /** Each of them makes the report partial. */
  doubts: Doubts;
  /** Whether something shows that a check ran: a pass count, a scanned target, a finding. */
  ran: boolean;
};

/** What the whole document needs while it is read. */
export type Reader = Reading & { pathOf: (raw: string, absolute?: boolean) => string };

export type Format = {
  name: string;
  /** By shape, never by name. */
  recognises: (document: unknown) => boolean;
  /** A version or variant that looks alike and is not read: the sentence that says so. */
  refuses?: (document: unknown) => string | null;
  read: (document: unknown, reader: Reader) => void;
};

export function newReader(root: string): Reader {
  const notes: string[] = [];
  const known = new Map<string, PathInCheckout>();
  const pathOf = (raw: string, absolute = false) => {
    const { path, outside } = known.get(raw) ?? pathInCheckout(raw, root, absolute);
    known.set(raw, { path, outside });
    if (outside && !notes.includes(movesWithCheckout)) notes.push(movesWithCheckout);
    return path;
  };
  return { tools: [], found: [], notEvaluated: [], notes, doubts: [], ran: false, pathOf };
}

const movesWithCheckout =
  "Some paths lie outside the checkout: their fingerprints move with it. Name the checkout folder as “root”.";

/** "Snyk Open Source" → "snyk-open-source". */
export function toolName(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, "-");
}
