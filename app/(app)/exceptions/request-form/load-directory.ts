import { choosablePeople } from "@/lib/people/choosable-people";
import { choosablePolicies } from "@/lib/policies/choosable-policies";
import { choosableSystems } from "@/lib/systems/choosable-systems";

import type { Directory } from "./directory";

export async function loadDirectory(): Promise<Directory> {
  const [people, policies, systems] = await Promise.all([
    choosablePeople(),
    choosablePolicies(),
    choosableSystems(),
  ]);
  return { people, policies, systems };
}
