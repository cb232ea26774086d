// What is in force, in the words of a tool that enforces by itself. Fetched in the job that uses it, never committed.

import { notTrusted, wrongInput } from "./ending";
import { type Register, send } from "./register";
import { said } from "./said";
import { tell } from "./tell";

type Place = { system: string; environment: string };

export async function exported(register: Register, format: string, place: Place): Promise<string> {
  if (!/^[\w.-]+$/.test(format)) throw wrongInput(`“${format}” is no format.`);
  const { headers, text } = await send(register, {
    path: `/api/v1/exports/${format}?${new URLSearchParams(place)}`,
  });
  if (!headers.has("export-entries"))
    throw notTrusted("not_the_register", "The answer is none of the register’s exports.");
  const omitted = headers.get("export-omitted");
  if (omitted) tell(`Left out, because the format would make it wider than approved: ${said(omitted)}`);
  return text;
}
