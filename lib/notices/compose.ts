// What a mail says: the subject, five facts, the wanted act and its time, why it came, one button. Written once, and
// rendered twice: for people who read HTML and for those who read text.

import { formatInstant, formatLength } from "@/lib/dates";
import { riskNames } from "@/lib/exceptions/risk";
import type { Due } from "@/lib/notices/due";
import { kindOf } from "@/lib/notices/kinds";
import { mailHtml } from "@/lib/notices/mail-html";
import type { Entry, Letter } from "@/lib/notices/mail-parts";
import { mailText } from "@/lib/notices/mail-text";
import type { Look } from "@/lib/notices/notice-words";
import type { Told } from "@/lib/notices/told";
import { environmentNames } from "@/lib/words";

/** A notice that is due, and what the record says about it now. */
export type Item = {
  x: Told;
  kind: string;
  due: Due;
  others: string[];
  /** The headlines of its signals, for whoever is to decide it. */
  signals: string[];
};

export type Composed = { subject: string; plain: string; html: string };

export type Desk = Look & {
  /** The register's own address: the only place that a mail links to. */
  base: string;
};

/** One mail about one notice. */
export function composeOne(item: Item, desk: Desk): Composed {
  const entry = entryOf(item, desk);
  return render({
    subject: subjectOf(entry),
    heading: entry.lead,
    entries: [entry],
    settings: settingsAt(desk),
    digest: false,
  });
}

/** One mail about several: a burst of what must be done at once, or the digest of the day. */
export function composeMany(items: Item[], digest: boolean, desk: Desk): Composed {
  const heading = headingOf(items, digest);
  const entries = items.map((item) => entryOf(item, desk));
  const [only] = entries;
  return render({
    subject: only && entries.length === 1 ? subjectOf(only) : heading,
    heading,
    entries,
    all: { label: "Open them all", href: link(desk, "/notices") },
    settings: settingsAt(desk),
    digest,
  });
}

/** What is wanted comes first: a phone shows no more than thirty characters. */
function subjectOf({ lead, title, number }: Pick<Entry, "lead" | "title" | "number">): string {
  return `${lead}: ${title} (${number})`;
}

/** One mail that is about no exception. */
export function renderLetter(subject: string, entry: Entry, base: string): Composed {
  const settings = new URL("/notices/mail", base).href;
  return render({ subject, heading: entry.lead, entries: [entry], settings, digest: false });
}

function render(letter: Letter): Composed {
  return { subject: oneLine(letter.subject), plain: mailText(letter), html: mailHtml(letter) };
}

function headingOf(items: Item[], digest: boolean): string {
  const [first] = items;
  const same = items.every(({ kind }) => kind === first?.kind);
  if (same && first && items.length > 1) return kindOf(first.kind)?.several(items.length) ?? "";
  if (digest) return items.length === 1 ? "One thing to know" : `${items.length} things to know`;
  return `${items.length} things wait for you`;
}

function entryOf({ x, kind: name, due, others, signals }: Item, desk: Desk): Entry {
  const kind = kindOf(name);
  if (!kind) throw new Error(`There is no kind of notice called ${name}.`);
  const { facts } = due;
  return {
    lead: kind.subject(x, facts, desk),
    title: x.title,
    number: `EX-${x.number}`,
    facts: factsOf(x, signals, desk),
    act: kind.act(x, facts, desk),
    why: `You get this ${kind.why(x, facts)}.${alsoTold(others)}`,
    button: {
      label: typeof kind.button === "string" ? kind.button : kind.button(x, facts),
      href: link(desk, kind.page(x, facts)),
    },
  };
}

function factsOf(x: Told, signals: string[], { zone }: Desk): Entry["facts"] {
  const who =
    x.requester.id === x.owner.id
      ? `${x.owner.name} asks and owns it`
      : `${x.requester.name} asks, ${x.owner.name} owns it`;
  return [
    { label: "What", value: `EX-${x.number} ${x.title}` },
    { label: "Who", value: who },
    { label: "Rule", value: ruleAndPlace(x) },
    { label: "Risk", value: riskInWords(x, signals) },
    { label: "Until", value: untilInWords(x, zone) },
  ];
}

function ruleAndPlace({ rules, places }: Told): string {
  const broken = rules.map(({ key, title }) => `${key} ${title}`).join(", ");
  const where = places.map(
    ({ system, environment }) => `${system} (${environmentNames[environment].toLowerCase()})`,
  );
  return `${broken} · ${where.join(", ")}`;
}

function riskInWords({ risk, emergency, renewal }: Told, signals: string[]): string {
  const marks = [
    emergency && "emergency",
    renewal > 0 && `extended ${renewal === 1 ? "once" : `${renewal} times`}`,
    signals.length > 0 && `${signals.length === 1 ? "signal" : "signals"}: ${signals.join("; ")}`,
  ];
  return [riskNames[risk], ...marks].filter(Boolean).join(" · ");
}

function untilInWords({ endsAt, askedEnd, askedSeconds, status }: Told, zone: string): string {
  if (endsAt) return formatInstant(endsAt, zone);
  if (askedEnd) return `${formatInstant(askedEnd, zone)}, as asked`;
  const length = formatLength(askedSeconds ?? 0);
  return status === "pending" ? `${length} after approval` : `${length} were asked for`;
}

function alsoTold(others: string[]): string {
  if (others.length === 0) return "";
  const shown = others.slice(0, 3);
  const rest = others.length - shown.length;
  const names = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = names.pop() as string;
  return ` ${names.length > 0 ? `${names.join(", ")} and ${last}` : last} got it too.`;
}

function link({ base }: Desk, path: string): string {
  return new URL(path, base).href;
}

function settingsAt(desk: Desk): string {
  return link(desk, "/notices/mail");
}

/** A title may hold what breaks a header. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get through
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();
}
