import { csvLines } from "@/lib/csv";
import type { Written } from "@/lib/packs/written";

const columns = [
  "No.",
  "Condition",
  "Read at (UTC)",
  "Value",
  "Holds",
  "Source",
  "Token",
  "Received at (UTC)",
];

export function readingsCsv(): Written {
  return {
    path: "readings.csv",
    head: `\uFEFF${csvLines([columns])}`,
    each: ({ number, readings }) =>
      csvLines(
        readings.map(({ position, at, value, holds, source, token, receivedAt }) => [
          ...[`EX-${number}`, position, at, value],
          ...[holds ? "yes" : "no", source, token, receivedAt],
        ]),
      ),
    tail: "",
  };
}
