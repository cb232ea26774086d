import type { Entry, Letter } from "@/lib/notices/mail-parts";

/** A mail for those who read text. */
export function mailText({ heading, entries, all, settings, digest }: Letter): string {
  const [only] = entries;
  const body =
    entries.length === 1 && only && !all
      ? [
          `${only.lead}: ${only.title} (${only.number})`,
          "",
          only.act,
          "",
          ...details(only),
          "",
          `${only.button.label}: ${only.button.href}`,
          "",
          only.why,
        ]
      : [
          heading,
          "",
          ...entries.flatMap((entry) => [...short(entry), ""]),
          ...(all ? [`${all.label}: ${all.href}`] : []),
        ];

  return `${[...body, "", "-- ", ...footer(digest, settings)].join("\n")}\n`;
}

function details({ facts }: Entry): string[] {
  const width = Math.max(...facts.map(({ label }) => label.length)) + 2;
  return facts.map(({ label, value }) => `${`${label}:`.padEnd(width)}${value}`);
}

function short({ lead, title, number, act, why, button }: Entry): string[] {
  return [`* ${lead}: ${title} (${number})`, `  ${act}`, `  ${button.label}: ${button.href}`, `  ${why}`];
}

export function footer(digest: boolean, settings: string): string[] {
  return [
    "No mail decides anything: a link opens the page, and you sign in before you act.",
    digest ? `Which of these come by mail: ${settings}` : `How you are told: ${settings}`,
  ];
}
