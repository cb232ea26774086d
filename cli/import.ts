// Tells the register which waivers stand in the code. They become found entries, approved by nobody; no answer of the gate
// changes.

import * as z from "zod/mini";

import { hashOf } from "./evaluate";
import { type Register, read, send } from "./register";
import { fileAt } from "./reports";

type Context = { system: string; environment: string; repository: string; commit: string };

export async function imported(register: Register, files: string[], context: Context): Promise<object> {
  const form = new FormData();
  form.set("context", new Blob([JSON.stringify(context)], { type: "application/json" }));
  // The path in the repository says what a file is and stays its name.
  const sent = files.map((file) => ({ file, bytes: fileAt(file) }));
  for (const { file, bytes } of sent) form.append("file", new Blob([bytes]), file);
  const reply = await send(register, {
    method: "POST",
    path: "/api/v1/gate/found-entries",
    headers: {
      "idempotency-key": hashOf([context, sent.map(({ file, bytes }) => [file, bytes.toString("base64")])]),
    },
    body: form,
  });
  return read(reply, z.looseObject({}));
}
