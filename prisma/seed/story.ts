// How a story is written down: what was asked, and what everybody did about it, each at their moment.
// A story names people, policies and systems by key; what does not exist does not compile.

import type { Measure } from "@/lib/exceptions/readings";
import type { AskedFootprint, Regulation } from "@/lib/exceptions/schemas";
import type { Environment, Exposure, Risk, Sensitivity } from "@/prisma/generated/enums";
import type { When } from "./calendar";
import type { PersonKey } from "./people";
import type { PolicyKey } from "./policies";
import type { SystemKey } from "./systems";

export type Fact =
  | "weakensSignIn"
  | "opensRemoteAccess"
  | "widensDataAccess"
  | "givesVendorReach"
  | "usesExternalModel"
  | "skipsHumanReview";

type Length = { length: number };
export type AskedWindow = (Length & { start?: When }) | { until: When };
type Place = {
  policy: PolicyKey;
  system: SystemKey;
  environment: Environment;
  resource?: string;
  footprint?: AskedFootprint;
};

export type Ask = {
  title: string;
  scope: Place[];
  reason: string;
  breaksIfNo: string;
  riskIntroduced: string;
  dataAffected: string;
  alternatives: string;
  mitigation: string;
  data: Sensitivity;
  exposure: Exposure;
  impact: "minor" | "moderate" | "major" | "severe";
  facts?: Fact[];
  regulations?: Regulation[];
  /** The requester, unless somebody else will close it. */
  owner?: PersonKey;
  /** Whoever files it, unless they ask for somebody else. */
  requester?: PersonKey;
  /** What has to hold meanwhile: proven so long after the start, or measured and in force only while it is. */
  conditions?: { statement: string; provenWithin?: Length; measure?: Measure }[];
  window: AskedWindow;
};

/** The four questions in words, which high risk asks of whoever approves (R21). Without them they were tapped. */
type Words = { whyNow: string; shortest: string; saferWay: string; ifNo: string };
type Approval = { grants?: Length; words?: Words };

type Act = { by: PersonKey; at: When };
export type Beat = Act &
  (
    | ({ act: "approve"; comment: string } & Approval)
    | { act: "reject" | "sendBack"; comment: string }
    | { act: "edit"; changes: Partial<Ask> }
    | { act: "withdraw" | "revoke"; reason: string }
    | { act: "close"; removed: When; verifiedBy: PersonKey; note: string }
    | { act: "prove"; condition: number; title: string; link: string }
    | { act: "note"; body: string }
    | { act: "reassign"; to: PersonKey; reason: string }
  );

/** How the story stands at the moment of seeding. */
export type Standing =
  | "in force"
  | "pending"
  | "sent back"
  | "expired"
  | "rejected"
  | "remediated"
  | "withdrawn"
  | "lapsed"
  | "revoked"
  | "superseded";

export type Story = {
  filed: Act;
  ask: Ask;
  risk: Risk;
  stands: Standing;
  /** The title of the story that this one extends, and what is different now. */
  extends?: { title: string; whatChanged: string };
  beats: Beat[];
};

export const story = (told: Story): Story => told;
export const filed = (by: PersonKey, at: When): Act => ({ by, at });
export const on = (
  policy: PolicyKey,
  system: SystemKey,
  environment: Environment,
  resource?: string,
  footprint?: AskedFootprint,
): Place => ({
  policy,
  system,
  environment,
  resource,
  footprint,
});

export const hours = (count: number): Length => ({ length: count * 3600 });
export const days = (count: number): Length => hours(count * 24);
export const daysFrom = (start: When, count: number): AskedWindow => ({ ...days(count), start });
export const until = (end: When): AskedWindow => ({ until: end });

export const approve = (by: PersonKey, at: When, comment: string, more: Approval = {}): Beat => ({
  act: "approve",
  by,
  at,
  comment,
  ...more,
});
export const reject = (by: PersonKey, at: When, comment: string): Beat => ({
  act: "reject",
  by,
  at,
  comment,
});
export const sendBack = (by: PersonKey, at: When, comment: string): Beat => ({
  act: "sendBack",
  by,
  at,
  comment,
});
export const edit = (by: PersonKey, at: When, changes: Partial<Ask>): Beat => ({
  act: "edit",
  by,
  at,
  changes,
});
export const withdraw = (by: PersonKey, at: When, reason: string): Beat => ({
  act: "withdraw",
  by,
  at,
  reason,
});
export const revoke = (by: PersonKey, at: When, reason: string): Beat => ({ act: "revoke", by, at, reason });
export const note = (by: PersonKey, at: When, body: string): Beat => ({ act: "note", by, at, body });
/** Evidence of a condition, which holds from then on. */
export const prove = (by: PersonKey, at: When, condition: number, title: string, link: string): Beat => ({
  act: "prove",
  by,
  at,
  condition,
  title,
  link,
});
export const reassign = (by: PersonKey, at: When, to: PersonKey, reason: string): Beat => ({
  act: "reassign",
  by,
  at,
  to,
  reason,
});

/** The break is gone: since when, who looked, and what they saw. */
export const close = (
  by: PersonKey,
  at: When,
  verifiedBy: PersonKey,
  body: string,
  removed: When = ({ before }) => before,
): Beat => ({ act: "close", by, at, verifiedBy, note: body, removed });
