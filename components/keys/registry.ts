// Every key of the product in one table. The handlers, the `?` sheet and the palette read it.
// "mod" is ⌘ on a Mac and Ctrl elsewhere; "g h" is g, then h. No single key decides: it only opens a choice.

export type KeyScope = "everywhere" | "list" | "request" | "meeting";

type KeyRow = {
  action: string;
  keys: readonly string[];
  label: string;
  scope: KeyScope;
  /** Where the key goes, when that is all it does. */
  href?: string;
  /** The browser or the dialog does it by itself. */
  native?: boolean;
};

const keyTable = [
  { action: "palette.open", keys: ["mod+k"], label: "Go anywhere, do anything", scope: "everywhere" },
  { action: "search.focus", keys: ["/"], label: "Search the register", scope: "everywhere" },
  { action: "request.new", keys: ["c"], label: "New request", scope: "everywhere", href: "/exceptions/new" },
  { action: "keys.open", keys: ["?"], label: "Show the keys", scope: "everywhere" },
  {
    action: "layer.close",
    keys: ["Escape"],
    label: "Close what is on top",
    scope: "everywhere",
    native: true,
  },
  { action: "go.home", keys: ["g h"], label: "Go to Home", scope: "everywhere", href: "/" },
  { action: "go.inbox", keys: ["g i"], label: "Go to Inbox", scope: "everywhere", href: "/inbox" },
  { action: "go.register", keys: ["g r"], label: "Go to Register", scope: "everywhere", href: "/register" },
  { action: "go.meeting", keys: ["g m"], label: "Go to Meeting", scope: "everywhere", href: "/meeting" },
  { action: "go.quarter", keys: ["g q"], label: "Go to Quarter", scope: "everywhere", href: "/quarter" },
  { action: "go.policies", keys: ["g p"], label: "Go to Policies", scope: "everywhere", href: "/policies" },
  { action: "go.systems", keys: ["g y"], label: "Go to Systems", scope: "everywhere", href: "/systems" },
  { action: "go.audit", keys: ["g t"], label: "Go to Audit trail", scope: "everywhere", href: "/audit" },

  { action: "list.next", keys: ["j", "ArrowDown"], label: "Next row", scope: "list" },
  { action: "list.previous", keys: ["k", "ArrowUp"], label: "Row before", scope: "list" },
  { action: "list.open", keys: ["o", "Enter"], label: "Open the row", scope: "list" },
  { action: "list.peek", keys: ["Space"], label: "Look into the row without opening it", scope: "list" },
  { action: "list.select", keys: ["x"], label: "Select the row", scope: "list" },
  { action: "list.selectRange", keys: ["X"], label: "Select all rows up to this one", scope: "list" },
  { action: "inbox.watch", keys: ["s"], label: "Watch, or stop watching", scope: "list" },
  { action: "inbox.snooze", keys: ["e"], label: "Snooze, or bring back", scope: "list" },
  { action: "undo", keys: ["z"], label: "Undo the last private act", scope: "list" },
  { action: "quarter.tables", keys: ["t"], label: "Charts as tables, and back", scope: "list" },
  { action: "register.views", keys: ["v"], label: "Views of the list", scope: "list" },
  { action: "register.filter", keys: ["f"], label: "Filter the list", scope: "list" },

  { action: "inbox.approve", keys: ["a"], label: "Choose Approve", scope: "request" },
  { action: "inbox.sendBack", keys: ["b"], label: "Choose Send back", scope: "request" },
  { action: "inbox.reject", keys: ["r"], label: "Choose Reject", scope: "request" },
  { action: "inbox.question1", keys: ["1"], label: "Why now", scope: "request" },
  { action: "inbox.question2", keys: ["2"], label: "Shortest length", scope: "request" },
  { action: "inbox.question3", keys: ["3"], label: "Safer way", scope: "request" },
  { action: "inbox.question4", keys: ["4"], label: "What breaks if no", scope: "request" },
  { action: "inbox.record", keys: ["mod+Enter"], label: "Record", scope: "request" },
  { action: "request.back", keys: ["u"], label: "Back to the list", scope: "request" },
  { action: "request.more", keys: ["."], label: "More that can be done", scope: "request" },
  { action: "request.copyLink", keys: ["l"], label: "Copy the link", scope: "request" },

  { action: "meeting.next", keys: ["ArrowRight"], label: "Next item", scope: "meeting" },
  { action: "meeting.previous", keys: ["ArrowLeft"], label: "Item before", scope: "meeting" },
  { action: "meeting.note", keys: ["n"], label: "Write a note", scope: "meeting" },
  { action: "meeting.followUp", keys: ["f"], label: "Set a follow-up", scope: "meeting" },
  { action: "meeting.carryOver", keys: ["v"], label: "Carry the item over", scope: "meeting" },
] as const satisfies readonly KeyRow[];

export type KeyAction = (typeof keyTable)[number]["action"];

export const keyRows: readonly (KeyRow & { action: KeyAction })[] = keyTable;

/** A single character or a sequence of them: what can be switched off, and what is off while typing (WCAG 2.1.4). */
export function isSingleKey(key: string): boolean {
  return key.split(" ").every((part) => part.length === 1);
}
