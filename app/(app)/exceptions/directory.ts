import { choosablePeople } from "@/lib/people/choosable-people";
import { choosablePolicies } from "@/lib/policies/choosable-policies";
import { choosableSystems } from "@/lib/systems/choosable-systems";

/** What a request can name. */
export async function directoryForRequests() {
  const [people, policies, systems] = await Promise.all([
    choosablePeople(),
    choosablePolicies(),
    choosableSystems(),
  ]);
  return { people, policies, systems };
}
