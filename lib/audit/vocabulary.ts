// The audit trail's vocabulary: what can happen, and what an event says of it.

/** What changed of a thing that is edited in place: each changed field, before and after. */
export type Change = Record<string, { before: unknown; after: unknown }>;

/** The reading that changed how a condition stands, and the token that sent it, by id and name. */
type ReadingTold = { value: number | null; at: string; source: string; token: string; name: string };

// Stored for years: add names and fields, never rename or reuse them. People are held by id, so that a name
// can be erased without breaking the chain.
export type Details = {
  /**
   * With a token: for whom it asked, by the token's id and name. The request is born sent back to its requester. With a
   * run: the pipeline asked in the actor's own name, because its issuer says that they started it. With a sheet: an import
   * filed it, by its id, and the row that says it.
   */
  "request.filed": {
    revision: number;
    token?: string;
    name?: string;
    run?: string;
    requester?: string;
    sheet?: string;
    row?: number;
  };
  /** Before the first of its rows is filed: how many are meant to be, and the SHA-256 of the sheet as it was read, in hex. */
  "sheet.imported": { rows: number; sha256: string };
  "request.edited": { revision: number; wasSentBack: boolean };
  "request.sent_back": { step: number; group: string; comment: string };
  "request.approved": {
    step: number;
    group: string;
    comment: string;
    settled: boolean;
    ratifyBy?: string;
    /** How many conditions the approver added. */
    demanded?: number;
  };
  "request.rejected": { step: number; group: string; comment: string };
  "request.risk_raised": { from: string; to: string; revision: number; reason: string };
  "approval.retracted": {
    step: number;
    group: string;
    reason: string;
    /** The numbers of the conditions that went with it. */
    conditions?: number[];
  };
  "emergency.ratified": { step: number; group: string; comment: string; settled: boolean; demanded?: number };
  "emergency.refused": { step: number; group: string; comment: string };
  "emergency.lapsed": { ratifyBy: string };
  /** Whoever asked reminded the groups whose turn it is. */
  "request.nudged": { groups: string[]; batch?: string };
  "request.withdrawn": { reason: string; token?: string; name?: string; run?: string };
  "request.lapsed": { waitedDays: number };
  "exception.expired": { endedAt: string };
  "exception.superseded": { by: number };
  /** The rule checked again after the end (R15). What a pipeline reported is evidence; a compliant answer closes. */
  "recheck.answered": {
    recheck: string;
    outcome: "compliant" | "violating";
    way: "address" | "evaluation";
    removedOn?: string;
    evidence?: string;
    sha256?: string;
  };
  "recheck.no_answer": { recheck: string; deadline: string };
  "recheck.address_given": { recheck: string; deadline: string };
  "exception.still_needed": { endsAt: string; reason: string };
  "exception.closed": { removedOn: string; verifiedBy: string; note: string };
  "exception.revoked": { reason: string };
  "exception.reassigned": { from: string; to: string; reason: string; batch?: string };
  "note.added": { note: string };
  /** Put on the agenda of the next meeting (R27). */
  "exception.flagged": { reason: string; batch?: string };
  /** Evidence is held by its id, name and SHA-256 in hex; a condition by its id and number. */
  "evidence.added": { evidence: string; name: string; sha256: string; condition?: number; note: string };
  "condition.attested": {
    condition: string;
    position: number;
    evidence: string;
    name: string;
    sha256: string;
    note: string;
  };
  "condition.broken": { condition: string; position: number; reason: string; reading?: ReadingTold };
  /** What is measured comes to hold, for the first time or again. */
  "condition.held": { condition: string; position: number; reason: string; reading: ReadingTold };

  "person.added": { after: unknown };
  "person.changed": { changed: Change };
  "person.deactivated": { owns: number };
  "person.reactivated": object;
  "account.added": { person: string; issuer: string };
  "account.password_set": { person: string };
  "group.added": { after: unknown };
  "group.changed": { changed: Change };
  "group.retired": object;
  "group.reinstated": object;
  "membership.granted": { group: string; person: string };
  "membership.ended": { group: string; person: string; why: string };
  "policy.added": { after: unknown };
  "policy.changed": { changed: Change };
  "policy.retired": object;
  "policy.reinstated": object;
  "rules.drafted": { version: number; note: string; rules: number };
  "rules.published": { version: number; note: string };
  "system.added": { after: unknown };
  "system.changed": { changed: Change };
  "system.retired": object;
  "system.reinstated": object;
  /** A scanner's rule, "trivy:AWS-0107", and the policy that it checks, by id; null: it is no policy. */
  "rule.mapped": { rule: string; policy: string | null; reason: string };
  "rule.unmapped": { rule: string };
  "token.made": { name: string; rights: string[]; expiresAt: string };
  "token.ended": { name: string };
  /** Whose tokens pipelines may show, and which of them ask, by what they say. */
  "issuer.added": { url: string; kind: string };
  "issuer.retired": { url: string };
  "issuer.reinstated": { url: string };
  "binding.made": { name: string; rights: string[]; issuer: string; claims: Record<string, string> };
  "binding.ended": { name: string };
  /** Whom an issuer calls so is this person, who says so. */
  "person.linked": { person: string; issuer: string; subject: string; name: string };
  "person.unlinked": { person: string; issuer: string; subject: string; name: string };
  /** Waivers in a code base: how many an import found for the first time, found gone, and found again after that. */
  "found.imported": {
    token: string;
    name: string;
    repository: string;
    commit: string;
    found: number;
    gone: number;
    back: number;
  };
  "setting.changed": { key: string; before: unknown; after: unknown };
  /** Another system that is told. Its address as people may see it; never its secret. */
  "webhook.added": {
    address: string;
    kind: string;
    events: string[];
    startsRechecks: boolean;
    /** By key; none: all of them. */
    systems?: string[];
  };
  "webhook.changed": { address: string; changed: Change };
  "webhook.secret_changed": { address: string; bothUntil: string };
  "webhook.switched_off": { address: string; why: string };
  "webhook.switched_on": { address: string };
  /** On the exception that it was to be told of: after the last attempt, or when the webhook was switched off for it. */
  "delivery.failed": { type: string; address: string; webhook: string; madeBy: string; off: boolean };
  "calendar.opened": { person: string };
  "calendar.ended": { person: string };

  /** A quarter such as "2026-Q3", one of its charts by key, and the SHA-256 of what was signed, in hex (R27). */
  "quarter.commented": { quarter: string; chart: string; comment: string };
  /** Of a policy, by id; who does it by when, unless it is kept (R26). */
  "policy_gap.decided": {
    policy: string;
    quarter: string;
    choice: "keep" | "change" | "fund";
    reason: string;
    owner?: string;
    dueOn?: string;
  };
  /** A view of the register that a group shares, by the name that it had then; the group by its id (R28). */
  "view.shared": { name: string; group: string; query: string };
  "view.changed": { name: string; group: string; changed: Change };
  "view.removed": { name: string; group: string };
  "view.restored": { name: string; group: string };
  "quarter.signed": { quarter: string; sha256: string };
  /** A meeting and its items by their numbers, who was there by id, and the SHA-256 of the minutes, in hex (R27). */
  "meeting.opened": { number: number; items: number; present: string[] };
  "meeting.moved": { number: number; item: number };
  "meeting.reordered": { number: number; item: number; to: number };
  "meeting.attended": { number: number; person: string; present: boolean };
  "meeting.noted": { number: number; item: number; note: string };
  "meeting.recommended": { number: number; item: number; comment: string };
  "meeting.follow_up_set": { number: number; item: number; what: string; owner: string; dueOn: string };
  "meeting.carried_over": { number: number; item: number };
  "meeting.taken_over": { number: number; from: string };
  "meeting.ended": { number: number; items: number; carried: number; sha256: string };
  "meeting.all_clear": { number: number; sha256: string };
  "follow_up.done": { what: string };

  "session.started": { person: string; method: string };
  "session.ended": { person: string; why: string };
  "session.refused": { why: string; method: string; person?: string };
  "register.exported": { filter: string; rows: number };
  /** An evidence pack: of what, of how many, whether each file was there, and the SHA-256 of its manifest, in hex. */
  "pack.taken": { of: string; exceptions: number; complete: boolean; sha256: string };
};

export type Action = keyof Details;
