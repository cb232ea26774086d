"use server";

import { act } from "@/app/(app)/act";
import { setLocalPassword } from "@/lib/auth/set-local-password";
import { addPerson } from "@/lib/people/add-person";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { editPerson } from "@/lib/people/edit-person";
import { linkAlias } from "@/lib/people/link-alias";
import { reactivatePerson } from "@/lib/people/reactivate-person";
import { aliasSchema, newPersonSchema, personEditSchema, personIdSchema } from "@/lib/people/schemas";

export async function addNewPerson(input: unknown) {
  return act(input, newPersonSchema, addPerson);
}

export async function savePerson(input: unknown) {
  return act(input, personEditSchema, editPerson);
}

export async function deactivateThisPerson(input: unknown) {
  return act(input, personIdSchema, deactivatePerson);
}

export async function reactivateThisPerson(input: unknown) {
  return act(input, personIdSchema, reactivatePerson);
}

export async function linkEntries(input: unknown) {
  return act(input, aliasSchema, linkAlias);
}

export async function setPassword(input: unknown) {
  return act(input, personIdSchema, ({ personId }, actor, now) => setLocalPassword(personId, actor, now));
}
