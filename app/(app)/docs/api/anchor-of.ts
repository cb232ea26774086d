import type { Endpoint } from "@/app/api/v1/endpoints";

/** "get-gate-requests-number": where a door stands on the page. */
export function anchorOf({ method, path }: Pick<Endpoint, "method" | "path">): string {
  return [method, ...(path.match(/[a-z]+/g) ?? [])].join("-");
}
