"use server";

import { act } from "@/app/(app)/act";
import { addSystem } from "@/lib/systems/add-system";
import { editSystem } from "@/lib/systems/edit-system";
import { reinstateSystem } from "@/lib/systems/reinstate-system";
import { retireSystem } from "@/lib/systems/retire-system";
import { newSystemSchema, systemEditSchema, systemIdSchema } from "@/lib/systems/schemas";

export async function addNewSystem(input: unknown) {
  return act(input, newSystemSchema, addSystem);
}

export async function saveSystem(input: unknown) {
  return act(input, systemEditSchema, editSystem);
}

export async function retireThisSystem(input: unknown) {
  return act(input, systemIdSchema, retireSystem);
}

export async function reinstateThisSystem(input: unknown) {
  return act(input, systemIdSchema, reinstateSystem);
}
