// How other registers name their columns when they write them out. A preset is recognised by its telling headings; what
// it does not name is matched as in any sheet. Sources: the vendors' public descriptions of their forms and exports.

import type { FieldKey } from "@/lib/import/fields";

export type PresetKey = "own" | "servicenow" | "jira" | "archer" | "onetrust";

type Preset = {
  name: string;
  /** Each of them stands in the sheet. */
  telling: string[];
  /** Null: known, and of no use here. */
  columns: Record<string, FieldKey | null>;
};

export const presets: Record<PresetKey, Preset> = {
  own: {
    name: "This register",
    telling: ["no", "what", "owner"],
    columns: { no: null, what: "title", ends: "end", rules: "policies", filed: null, renewals: null },
  },
  servicenow: {
    name: "ServiceNow policy exceptions",
    telling: ["number", "valid to"],
    columns: {
      "short description": "title",
      "control objective": "policies",
      "policy statement": "policies",
      "source policy": "policies",
      reason: "reason",
      justification: "reason",
      "impact analysis": "riskIntroduced",
      "configuration item": "systems",
      entity: "systems",
      "risk rating": "risk",
      state: null,
      approver: null,
      "assigned to": "owner",
      number: "ticket",
    },
  },
  jira: {
    name: "Jira issues",
    telling: ["issue key", "summary"],
    columns: {
      "issue key": "ticket",
      summary: "title",
      description: "reason",
      assignee: "owner",
      reporter: "requester",
      "due date": "end",
      "component s": "systems",
      components: "systems",
      environment: null,
      labels: null,
      priority: null,
      status: null,
      created: null,
    },
  },
  archer: {
    name: "Archer exception requests",
    telling: ["exception id", "expiration date"],
    columns: {
      "exception name": "title",
      "exception description": "reason",
      "business justification": "reason",
      "reason for exception": "reason",
      "compensating controls": "mitigation",
      "compensatory controls": "mitigation",
      "applicable controls": "policies",
      "control standards": "policies",
      "control standard": "policies",
      "control procedures": "policies",
      "authoritative sources": "regulations",
      "affected entities": "systems",
      applications: "systems",
      devices: "resource",
      submitter: "requester",
      "exception owner": "owner",
      "exception id": "ticket",
      "overall status": null,
    },
  },
  onetrust: {
    name: "OneTrust exceptions",
    telling: ["exception name", "expiration date"],
    columns: {
      "exception name": "title",
      "exception description": "reason",
      "control identifier": "policies",
      "related control": "policies",
      "related controls": "policies",
      "related assets": "systems",
      "primary asset": "systems",
      "requested by": "requester",
      "exception owner": "owner",
      stage: null,
    },
  },
};

export const presetKeys = Object.keys(presets) as PresetKey[];
