"use server";

import { act } from "@/app/(app)/act";
import { changeOrganisation } from "@/lib/people/change-organisation";
import { organisationSchema } from "@/lib/people/organisation-schema";

export async function saveOrganisation(input: unknown) {
  return act(input, organisationSchema, changeOrganisation);
}
