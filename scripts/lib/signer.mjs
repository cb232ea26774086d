import { startBeside } from "./programs.mjs";
import { typescriptProgram } from "./typescript-program.mjs";

/** Starts the process that signs the record; the key and what was signed lie in `folder`. */
export function startSigner(env, folder, { stdout }) {
  const own = {
    ...env,
    DATABASE_OWNER_URL: "",
    DATABASE_AUDITOR_URL: "",
    TZ: "UTC",
    CHECKPOINT_FOLDER: folder,
  };
  return startBeside(typescriptProgram("lib/audit/signer.ts"), { env: own, stdout });
}
