// What each source of waivers has to do: know its files, and tell what stands in them. A claim is text and stays text: it
// never becomes an end, an owner or a decision.

import type { ToolRule } from "@/lib/gate/report";

/** What a file says of itself; a key is absent where it says nothing. */
export type Claims = {
  reason?: string;
  end?: string;
  person?: string;
  /** Why it hides more, or for longer, than it looks. */
  wide?: string;
};

export type Waiver = {
  rule: ToolRule;
  /** A path, a package, a resource: what narrows it. "" for everything. */
  resource: string;
  line: number | null;
  claims: Claims;
};

export type SourceFile = {
  /** In the checkout. */
  path: string;
  text: string;
  /** What it holds as JSON or YAML, each document; empty for anything else. */
  documents: unknown[];
};

export type Source = {
  name: string;
  isFor: (file: SourceFile) => boolean;
  read: (file: SourceFile, notes: string[]) => Waiver[];
};

/** Where words stand, counted from 1; the first after `from` lines. */
export function lineOf(text: string, words: string, from = 0): number | null {
  if (!words) return null;
  const at = text.split("\n").findIndex((line, index) => index >= from && line.includes(words));
  return at < 0 ? null : at + 1;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).toLowerCase();
}

/** Without the keys that hold nothing. */
export function claimsOf(claims: { [Key in keyof Claims]: string | undefined }): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([, words]) => words?.trim())) as Claims;
}

export const forEver = "It has no end.";
