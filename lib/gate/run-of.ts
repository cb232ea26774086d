// Which run of a pipeline asked, in the words that the pipeline sent. They are somebody else's: a link is one only where
// it leads to a web page.

import type { Context } from "@/lib/gate/schemas";

export type Run = { label: string; url: string | null };

export function runOf({ run, changeUrl }: Context): Run | null {
  if (!run?.id && !run?.url && !changeUrl) return null;
  const attempt = run?.attempt && run.attempt > 1 ? `, attempt ${run.attempt}` : "";
  return {
    label: run?.id ? `Run ${run.id}${attempt}` : run?.url ? "The run" : "The change",
    url: webAddress(run?.url ?? changeUrl),
  };
}

/** Null for what is no address of a web page, such as "javascript:…". */
export function webAddress(text: string | undefined): string | null {
  if (!text || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href : null;
}

/** "9f2c41d": as long as people write it. */
export function shortCommit({ commit }: Context): string | null {
  return commit ? commit.slice(0, 9) : null;
}

/** "main" of "refs/heads/main". */
export function shortRef({ ref }: Context): string | null {
  return ref ? ref.replace(/^refs\/(heads|tags)\//, "") : null;
}
