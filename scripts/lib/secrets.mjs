// What is generated once and kept beside the data: the roles' passwords and the key of the session cookie.

import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export function keptSecrets(folder) {
  const file = path.join(folder, "secrets.json");
  const kept = readSecrets(file);
  const secrets = {
    register_owner: kept.register_owner ?? newSecret(),
    register_app: kept.register_app ?? newSecret(),
    register_auditor: kept.register_auditor ?? newSecret(),
    session: kept.session ?? newSecret(),
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

function readSecrets(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return {};
    throw error;
  }
}

const newSecret = () => randomBytes(32).toString("base64url");
