// Havelkai Logistik, a freight forwarder in Berlin: customs, warehouses, a booking portal. Nobody here exists.

import type { Role } from "@/prisma/generated/enums";

export type SeedPerson = {
  name: string;
  title: string;
  team: string;
  manager: string | null;
  role?: Role;
  email?: string;
};

export const company = { name: "Havelkai Logistik", domain: "havelkai.example", zone: "Europe/Berlin" };

export const people = {
  ines: { name: "Inés Calderón", title: "Managing director", team: "Management", manager: null },
  tomasz: { name: "Tomasz Wilk", title: "Chief technology officer", team: "Management", manager: "ines" },
  sofia: { name: "Sofia Marquardt", title: "Chief financial officer", team: "Management", manager: "ines" },

  ada: { name: "Ada Brandt", title: "Head of security", team: "Security", manager: "tomasz" },
  jonas: { name: "Jonas Feld", title: "Security engineer", team: "Security", manager: "ada" },
  priya: { name: "Priya Raman", title: "Detection and response engineer", team: "Security", manager: "ada" },

  felix: { name: "Felix Harms", title: "Head of platform", team: "Platform", manager: "tomasz" },
  lena: { name: "Lena Kowalczyk", title: "Site reliability engineer", team: "Platform", manager: "felix" },
  mateo: { name: "Mateo Ruiz", title: "Cloud engineer", team: "Platform", manager: "felix" },

  ben: { name: "Ben Okoro", title: "Data protection officer", team: "Data protection", manager: "ines" },
  hanne: { name: "Hanne Vogel", title: "Privacy counsel", team: "Data protection", manager: "ben" },
  yusuf: { name: "Yusuf Demir", title: "Data governance manager", team: "Data protection", manager: "ben" },

  dana: { name: "Dana Roth", title: "Head of controlling", team: "Finance", manager: "sofia" },
  oskar: { name: "Oskar Lindqvist", title: "Cloud cost analyst", team: "Finance", manager: "dana" },
  greta: { name: "Greta Simon", title: "Procurement manager", team: "Finance", manager: "sofia" },

  noor: { name: "Noor Haddad", title: "Head of model risk", team: "Model risk", manager: "ines" },
  emil: { name: "Emil Strand", title: "Machine learning engineer", team: "Model risk", manager: "noor" },

  ravi: { name: "Ravi Menon", title: "Identity and access lead", team: "Identity & access", manager: "ada" },
  klara: { name: "Klara Winter", title: "Identity engineer", team: "Identity & access", manager: "ravi" },

  marta: { name: "Marta Kroll", title: "Head of compliance", team: "Compliance", manager: "ines" },
  irene: {
    name: "Irene Falk",
    title: "Partner, compliance",
    team: "Falk & Osterloh",
    manager: "marta",
    role: "outside_approver",
    email: "irene.falk@falk-osterloh.example",
  },

  mara: { name: "Mara Voss", title: "Engineering manager", team: "Payments", manager: "tomasz" },
  cora: { name: "Cora Lind", title: "Product engineer", team: "Payments", manager: "mara" },
  elif: { name: "Elif Aydın", title: "Engineering manager", team: "Booking", manager: "tomasz" },
  lukas: { name: "Lukas Berger", title: "Software engineer", team: "Booking", manager: "elif" },
  amelie: { name: "Amélie Fournier", title: "Product manager", team: "Booking", manager: "elif" },
  kofi: { name: "Kofi Asante", title: "Warehouse systems engineer", team: "Warehouse IT", manager: "tomasz" },
  nina: { name: "Nina Albrecht", title: "Head of people operations", team: "People", manager: "sofia" },
  paul: { name: "Paul Sander", title: "Pricing analyst", team: "Commercial", manager: "sofia" },

  bjarne: {
    name: "Bjarne Holt",
    title: "IT governance manager",
    team: "IT governance",
    manager: "tomasz",
    role: "administrator",
  },
  helen: {
    name: "Helen Moreau",
    title: "Internal auditor",
    team: "Internal audit",
    manager: "ines",
    role: "auditor",
  },
} as const satisfies Record<string, SeedPerson>;

export type PersonKey = keyof typeof people;

/** firstname.lastname, without accents, unless the person comes from another house. */
export function emailOf(key: PersonKey): string {
  const person: SeedPerson = people[key];
  const plain = person.name.normalize("NFD").replace(/\p{M}/gu, "").replace(/ı/g, "i").toLowerCase();
  return person.email ?? `${plain.replaceAll(" ", ".")}@${company.domain}`;
}
