// What the register shows, as a query string: one schema for the page, the export and whoever shares the link.
// A value that is not known is dropped, and the drop is reported so that the page can say so.

import { z } from "zod";

import { mostAtOnce } from "@/lib/exceptions/severally";
import { ClosedReason, Domain, RecheckOutcome, Risk } from "@/prisma/generated/enums";

/** The tiles. A view is a question that is asked every day, answered without a further click (R28). */
export const views = [
  "in-force",
  "pending",
  "ended",
  "sensitive",
  "not-holding",
  "open",
  "ai",
  "all",
] as const;
export type View = (typeof views)[number];

/** `sent-back` is a part of pending; a reason is a part of closed. */
export const statusWords = [
  "pending",
  "sent-back",
  "active",
  "expired",
  "rejected",
  "closed",
  ...Object.values(ClosedReason),
] as const;
export type StatusWord = (typeof statusWords)[number];

export const sortKeys = ["number", "title", "risk", "status", "ends", "filed"] as const;
export type SortKey = (typeof sortKeys)[number];
export type Sort = { by: SortKey; descending: boolean };

export const columns = [
  "title",
  "risk",
  "status",
  "owner",
  "ends",
  "approved",
  "holds",
  "renewals",
  "why",
  "requester",
  "policies",
  "systems",
  "filed",
  "recheck",
  "model",
  "vendor",
  "data",
  "facing",
  "safeguards",
] as const;
export type Column = (typeof columns)[number];

/** With the number, nine: what an eye still scans. */
export const mostColumns = 8;

/** Which model, whose, on which data, facing whom, until when, and what keeps it safe. */
const oversight: Column[] = ["title", "model", "vendor", "data", "facing", "risk", "ends", "safeguards"];

/** What is still open says why it has not ended, renewals included (R28). */
export function usualColumns(view: View): Column[] {
  if (view === "ai") return oversight;
  const usual = columns.slice(0, mostColumns);
  return view === "open" ? usual.map((column) => (column === "renewals" ? "why" : column)) : usual;
}

/** What the list can be cut into. An exception that breaks two rules stands under both. */
export const groupings = ["policy", "domain", "system", "team", "owner", "risk", "status"] as const;
export type Grouping = (typeof groupings)[number];

/** Whose owner is in none. */
export const noTeam = "-";

export type RegisterFilter = {
  /** The saved view that this began as, by id: what stands beside it in the address may have been edited since. */
  saved: string | null;
  view: View;
  /** These and no others, by number: what somebody has picked. */
  numbers: number[];
  /** Words, ANDed, the last one as a beginning; a number such as EX-1042 finds that one. */
  q: string;
  status: StatusWord[];
  risk: Risk[];
  /** What the re-check said after the end (R15). */
  recheck: RecheckOutcome[];
  domain: Domain[];
  /** Keys: SEC-014, payroll-feed. */
  policy: string[];
  system: string[];
  /** Parts of what systems say of themselves: "claude" finds each model that is called so. */
  model: string[];
  vendor: string[];
  /** Of the data sets that the request names; where it names none, of the system's. */
  data: string[];
  /** The owner's. */
  team: string[];
  /** A person's id, or "me". */
  owner: string | null;
  requester: string | null;
  /** Ends within this many hours from now. */
  endsWithinHours: number | null;
  /** Only what was asked for urgently. */
  urgent: boolean;
  groupBy: Grouping | null;
  sort: Sort;
  columns: Column[];
  page: number;
};

export type Params = Record<string, string | string[] | undefined>;
export type Parsed = { filter: RegisterFilter; dropped: string[] };

const longestSearch = 200;
const lastPage = 100_000;

export function parseFilter(params: Params): Parsed {
  const dropped: string[] = [];
  const { words, typed } = takeApart(one(params.q));
  const listOf = <Value extends string>(name: string, known: readonly Value[]) =>
    knownOf(name, [...many(params[name]), ...(typed[name] ?? [])], known, dropped);
  const lastOf = <Value>(name: string, read: (value: string) => Value | null) => {
    const value = typed[name]?.at(-1) ?? one(params[name]);
    const found = value === "" ? null : read(value);
    if (value !== "" && found === null) dropped.push(`${name} ${value}`);
    return found;
  };

  const narrowed = {
    q: words,
    numbers: numbersOf([...many(params.numbers), ...(typed.numbers ?? [])], dropped),
    status: listOf("status", statusWords),
    risk: listOf("risk", Object.values(Risk)),
    recheck: listOf("recheck", Object.values(RecheckOutcome)),
    domain: listOf("domain", Object.values(Domain)),
    policy: keysOf([...many(params.policy), ...(typed.policy ?? [])], (key) => key.toUpperCase()),
    system: keysOf([...many(params.system), ...(typed.system ?? [])], (key) => key.toLowerCase()),
    model: keysOf([...many(params.model), ...(typed.model ?? [])], (name) => name),
    vendor: keysOf([...many(params.vendor), ...(typed.vendor ?? [])], (name) => name),
    data: keysOf([...many(params.data), ...(typed.data ?? [])], (name) => name),
    team: keysOf([...many(params.team), ...(typed.team ?? [])], (name) => name),
    owner: lastOf("owner", readPerson),
    requester: lastOf("requester", readPerson),
    endsWithinHours: lastOf("ends", readHours),
    urgent: lastOf("urgent", (value) => (value === "yes" ? true : null)) ?? false,
  };
  const view =
    lastOf("view", (value) => views.find((known) => known === value) ?? null) ?? usualView(narrowed);
  const shown = knownOf("columns", many(params.columns), columns, dropped);
  dropped.push(...shown.slice(mostColumns).map((column) => `columns ${column}`));

  const filter = {
    ...narrowed,
    view,
    saved: lastOf("saved", readId),
    groupBy: lastOf("group", (value) => groupings.find((known) => known === value) ?? null),
    sort: lastOf("sort", readSort) ?? usualSort(view),
    columns: shown.length > 0 ? shown.slice(0, mostColumns) : usualColumns(view),
    page: lastOf("page", readPage) ?? 1,
  };
  return { filter, dropped };
}

/**
 * The filter as a query string, without what goes without saying: "?view=all&risk=high,critical". Never empty, and with a
 * saved view never that alone: both ask for what was kept, and here stands what is on the screen.
 */
export function queryOf(filter: RegisterFilter): string {
  const { saved, view, groupBy, sort, columns, endsWithinHours, page } = filter;
  const params = new URLSearchParams();
  const set = (name: string, value: string, usual = "") => value !== usual && params.set(name, value);

  set("saved", saved ?? "");
  set("view", view, saved ? "" : usualView(filter));
  set("q", filter.q);
  set("numbers", filter.numbers.join(","));
  for (const name of lists) set(name, filter[name].join(","));
  set("owner", filter.owner ?? "");
  set("requester", filter.requester ?? "");
  set("ends", endsWithinHours === null ? "" : writeHours(endsWithinHours));
  set("urgent", filter.urgent ? "yes" : "");
  set("group", groupBy ?? "");
  set("sort", writeSort(sort), writeSort(usualSort(view)));
  set("columns", columns.join(","), usualColumns(view).join(","));
  set("page", String(page), "1");

  if (params.size === 0) params.set("view", view);
  return `?${params.toString().replaceAll("%2C", ",")}`;
}

/** The same filter with something else in it. The page starts anew; a status is looked for in all views. */
export function changed(filter: RegisterFilter, change: Partial<RegisterFilter>): RegisterFilter {
  const next = { ...filter, page: 1, ...change };
  const narrowsStatus = change.status !== undefined && change.status.length > 0 && change.view === undefined;
  if (narrowsStatus && statusViews.includes(next.view)) next.view = "all";
  const wasUsual = writeSort(filter.sort) === writeSort(usualSort(filter.view));
  if (next.view !== filter.view && wasUsual && !change.sort) next.sort = usualSort(next.view);
  if (!change.columns) next.columns = columnsIn(next.view, filter);
  return next;
}

/** Everything of a view; columns that were chosen stay. */
export function wholeView(view: View, from?: Pick<RegisterFilter, "view" | "columns">): RegisterFilter {
  const columns = from ? columnsIn(view, from) : usualColumns(view);
  return { ...everything, view, sort: usualSort(view), columns };
}

function columnsIn(view: View, from: Pick<RegisterFilter, "view" | "columns">): Column[] {
  const wasUsual = from.columns.join() === usualColumns(from.view).join();
  return wasUsual ? usualColumns(view) : from.columns;
}

/** Whether anything but the view narrows the list. */
export function isNarrowed(filter: Narrowed): boolean {
  return (
    filter.q !== "" ||
    filter.numbers.length > 0 ||
    lists.some((name) => filter[name].length > 0) ||
    filter.owner !== null ||
    filter.requester !== null ||
    filter.endsWithinHours !== null ||
    filter.urgent
  );
}

type Narrowed = Omit<RegisterFilter, "saved" | "view" | "groupBy" | "sort" | "columns" | "page">;

const lists = [
  "status",
  "risk",
  "recheck",
  "domain",
  "policy",
  "system",
  "model",
  "vendor",
  "data",
  "team",
] as const;
export const statusViews: View[] = ["in-force", "pending", "ended"];

const everything: Narrowed & Pick<RegisterFilter, "saved" | "groupBy" | "page"> = {
  saved: null,
  groupBy: null,
  q: "",
  numbers: [],
  status: [],
  risk: [],
  recheck: [],
  domain: [],
  policy: [],
  system: [],
  model: [],
  vendor: [],
  data: [],
  team: [],
  owner: null,
  requester: null,
  endsWithinHours: null,
  urgent: false,
  page: 1,
};

/** Who comes without a question sees what is in force; who searches, searches everything. */
function usualView(filter: Narrowed): View {
  return isNarrowed(filter) ? "all" : "in-force";
}

/** What asks for an act first comes first: the nearest end, the longest overdue; otherwise the newest. */
export function usualSort(view: View): Sort {
  return view === "all" || view === "pending"
    ? { by: "number", descending: true }
    : { by: "ends", descending: false };
}

// "risk:high ends:<7d policy:SEC-014 status:expired owner:@me words", as somebody types it who knows how.
const token =
  /^(status|risk|recheck|domain|policy|system|model|vendor|data|team|owner|requester|ends|urgent|numbers):(\S+)$/i;

function takeApart(text: string) {
  const typed: Record<string, string[]> = {};
  const words: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const [, name, value] = token.exec(word) ?? [];
    if (!name || !value) {
      words.push(word);
      continue;
    }
    const values = value.split(",").map((each) => each.replace(/^(@|<=?)/, ""));
    typed[name.toLowerCase()] = [...(typed[name.toLowerCase()] ?? []), ...values];
  }
  return { words: words.join(" ").slice(0, longestSearch).toWellFormed().trim(), typed };
}

function one(value: string | string[] | undefined): string {
  const text = (Array.isArray(value) ? value.at(-1) : value) ?? "";
  // PostgreSQL takes neither NUL nor half a character.
  return text.toWellFormed().replaceAll("\u0000", "").trim();
}

function many(value: string | string[] | undefined): string[] {
  const all = Array.isArray(value) ? value : [value ?? ""];
  return all
    .flatMap((text) => one(text).split(","))
    .map((text) => text.trim())
    .filter(Boolean);
}

function knownOf<Value extends string>(
  name: string,
  values: string[],
  known: readonly Value[],
  dropped: string[],
): Value[] {
  const lowered = values.map((value) => value.toLowerCase().replaceAll("_", name === "status" ? "-" : "_"));
  dropped.push(
    ...values
      .filter((_, index) => !known.includes(lowered[index] as Value))
      .map((value) => `${name} ${value}`),
  );
  // In the order in which they are known, whatever the order typed; columns alone keep theirs.
  if (name === "columns")
    return [...new Set(lowered)].filter((value): value is Value => known.includes(value as Value));
  return known.filter((value) => lowered.includes(value));
}

function keysOf(values: string[], write: (key: string) => string): string[] {
  return [...new Set(values.map((value) => write(value).slice(0, 80)))];
}

function numbersOf(values: string[], dropped: string[]): number[] {
  const read = (value: string) => Number(/^(?:EX-)?(\d{1,9})$/i.exec(value)?.[1] ?? 0);
  const numbers = [...new Set(values.map(read).filter((number) => number > 0))];
  dropped.push(...values.filter((value) => read(value) === 0).map((value) => `numbers ${value}`));
  dropped.push(...numbers.slice(mostAtOnce).map((number) => `numbers EX-${number}`));
  return numbers.slice(0, mostAtOnce);
}

function readPerson(value: string): string | null {
  return value === "me" ? value : readId(value);
}

function readId(value: string): string | null {
  const id = z.uuid().safeParse(value.toLowerCase());
  return id.success ? id.data : null;
}

const hoursOf = { h: 1, d: 24, w: 168 };

function readHours(value: string): number | null {
  const [, amount, unit] = /^(\d{1,3})([hdw])$/i.exec(value) ?? [];
  if (!amount || !unit) return null;
  const hours = Number(amount) * hoursOf[unit.toLowerCase() as keyof typeof hoursOf];
  return hours > 0 && hours <= 999 * 24 ? hours : null;
}

function writeHours(hours: number): string {
  return hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`;
}

function readSort(value: string): Sort | null {
  const by = sortKeys.find((key) => key === value.replace(/^-/, ""));
  return by ? { by, descending: value.startsWith("-") } : null;
}

function writeSort({ by, descending }: Sort): string {
  return descending ? `-${by}` : by;
}

function readPage(value: string): number | null {
  const page = /^\d{1,7}$/.test(value) ? Number(value) : 0;
  return page >= 1 && page <= lastPage ? page : null;
}
