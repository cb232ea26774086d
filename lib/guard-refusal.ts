// What the database's guards refuse, told as a Refusal. A guard that fires means a race, a bug or an attack:
// the code above it should have said no before. PostgreSQL's DETAIL holds whole rows and is never passed on.

import { type Refusal, refuse } from "@/lib/refusal";

type DatabaseError = { code: string; message: string };

/** Prisma reports an error in two shapes: inside the transaction with `meta`, at COMMIT as the bare adapter error. */
function databaseError(error: unknown): DatabaseError | null {
  const { meta, cause } = error as {
    meta?: { driverAdapterError?: { cause?: unknown } };
    cause?: unknown;
  };
  const found = (meta?.driverAdapterError?.cause ?? cause) as
    | { originalCode?: string; originalMessage?: string }
    | undefined;
  return found?.originalCode ? { code: found.originalCode, message: found.originalMessage ?? "" } : null;
}

const lostRace = ["40001", "40P01"];
const permissionDenied = "42501";
const checkViolation = "23514";
const uniqueViolation = "23505";
const lockNotAvailable = "55P03";

export function mayRetry(error: unknown): boolean {
  return lostRace.includes(databaseError(error)?.code ?? "");
}

export function guardRefusal(error: unknown): Refusal | null {
  const found = databaseError(error);
  if (!found) return null;

  const rule = /^R\d+ (.+)$/s.exec(found.message);
  if (rule) console.warn(`The database refused: ${found.message}`);

  switch (found.code) {
    case permissionDenied:
      return refuse("not-allowed", "The record cannot be changed.");
    case checkViolation:
      return refuse(
        /^R[456] /.test(found.message) ? "not-allowed" : "conflict",
        `${rule ? sentence(rule[1] ?? "") : "The database refused this change."} Nothing was recorded.`,
      );
    case uniqueViolation:
      return refuse(
        "conflict",
        "Somebody else was quicker. Look again before you go on. Nothing was recorded.",
      );
    case lockNotAvailable:
      return refuse("conflict", "This record is busy. Try again in a moment. Nothing was recorded.");
    default:
      return lostRace.includes(found.code)
        ? refuse("conflict", "Somebody else was quicker. Try again. Nothing was recorded.")
        : null;
  }
}

function sentence(text: string) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}
