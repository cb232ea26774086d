import type { ChoosablePerson } from "@/lib/people/choosable-people";
import type { ChoosablePolicy } from "@/lib/policies/choosable-policies";
import type { ChoosableSystem } from "@/lib/systems/choosable-systems";

/** What a request can name. */
export type Directory = {
  people: ChoosablePerson[];
  policies: ChoosablePolicy[];
  systems: ChoosableSystem[];
};
