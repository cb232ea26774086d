// Who may accept which risk. Compliance is thin on purpose: one employee and a partner from outside (R4).

import type { PersonKey } from "./people";

export type SeedGroup = {
  name: string;
  purpose: string;
  above: string | null;
  lead: PersonKey;
  isForum?: boolean;
  members: PersonKey[];
};

export const groups = {
  executive: {
    name: "Executive forum",
    purpose: "Accepts what nobody below may accept alone: critical risk, and anything renewed three times.",
    above: null,
    lead: "ines",
    isForum: true,
    members: ["ines", "tomasz", "sofia"],
  },
  security: {
    name: "Security",
    purpose: "Owns the security rules for software, devices and networks.",
    above: "executive",
    lead: "ada",
    members: ["ada", "jonas", "priya"],
  },
  platform: {
    name: "Platform",
    purpose: "Owns the rules for infrastructure and how it is changed.",
    above: "security",
    lead: "felix",
    members: ["felix", "lena", "mateo"],
  },
  identity: {
    name: "Identity & access",
    purpose: "Owns accounts, sign-in and rights.",
    above: "security",
    lead: "ravi",
    members: ["ravi", "klara", "priya"],
  },
  compliance: {
    name: "Compliance",
    purpose:
      "Owns supplier assessments and record keeping, and hears what data protection and model risk pass up.",
    above: "executive",
    lead: "marta",
    members: ["marta", "irene"],
  },
  "data-protection": {
    name: "Data protection",
    purpose: "Owns the rules for personal data.",
    above: "compliance",
    lead: "ben",
    members: ["ben", "hanne", "yusuf"],
  },
  "model-risk": {
    name: "Model risk",
    purpose: "Owns the rules for models, ours and other people's.",
    above: "compliance",
    lead: "noor",
    members: ["noor", "emil", "hanne"],
  },
  finance: {
    name: "Finance",
    purpose: "Owns the rules for what running things may cost.",
    above: "executive",
    lead: "dana",
    members: ["dana", "oskar", "greta"],
  },
} as const satisfies Record<string, SeedGroup>;

export type GroupKey = keyof typeof groups;
