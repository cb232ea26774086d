"use server";

import { act } from "@/app/(app)/act";
import { changeOrganisation } from "@/lib/settings/change-organisation";
import { organisationSchema } from "@/lib/settings/organisation-schema";

export async function saveOrganisation(input: unknown) {
  return act(input, organisationSchema, changeOrganisation);
}
