import { requireRole } from "@/lib/auth/session";

/** Outside approvers see the requests put to them and nothing else; everybody else reads the directory. */
export function requireReader() {
  return requireRole("member", "administrator", "auditor");
}
