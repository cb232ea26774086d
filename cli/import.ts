// Tells the register which waivers stand in the code. They become found entries, approved by nobody; no answer of the gate
// changes.

import { randomUUID } from "node:crypto";

import { hashOf } from "./evaluate";
import { type Register, read, send } from "./register";
import { fileAt, sha256 } from "./reports";
import { said } from "./said";
import { importAnswer } from "./shapes";
import { tell } from "./tell";

type Context = {
  repository: string;
  commit: string;
  root?: string;
  /** May be left out where the token is bound to one. */
  system?: string;
  environment?: string;
};

export async function imported(
  register: Register,
  files: string[],
  context: Context,
  step: string[] | null,
): Promise<object> {
  const form = new FormData();
  form.set("context", new Blob([JSON.stringify(context)], { type: "application/json" }));
  // The path in the repository says what a file is and stays its name.
  const sent = files.map((file) => ({ file, bytes: fileAt(file) }));
  for (const { file, bytes } of sent) form.append("file", new Blob([bytes]), file);
  const reply = await send(register, {
    method: "POST",
    path: "/api/v1/gate/found-entries",
    headers: {
      "idempotency-key": hashOf([
        step ?? randomUUID(),
        context,
        sent.map(({ file, bytes }) => [file, sha256(bytes)]),
      ]),
    },
    body: form,
  });
  const told = read(reply, importAnswer);
  const { entries, found, gone } = told;
  tell(`${entries} found in code, ${found} of them new, ${gone} gone.  ${said(told.url)}`);
  for (const { path, notes } of told.files) for (const note of notes) tell(`  ${said(path)}  ${said(note)}`);
  return told;
}
