"use server";

import { act } from "@/app/(app)/act";
import { addIssuer } from "@/lib/gate/add-issuer";
import { endToken } from "@/lib/gate/end-token";
import { makeBinding } from "@/lib/gate/make-binding";
import { makeToken } from "@/lib/gate/make-token";
import { reinstateIssuer, retireIssuer } from "@/lib/gate/retire-issuer";
import {
  issuerIdSchema,
  newBindingSchema,
  newIssuerSchema,
  newTokenFormSchema,
  tokenIdSchema,
} from "@/lib/gate/schemas";

export async function makeNewToken(input: unknown) {
  return act(input, newTokenFormSchema, makeToken);
}

export async function makeNewBinding(input: unknown) {
  return act(input, newBindingSchema, makeBinding);
}

export async function endThisToken(input: unknown) {
  return act(input, tokenIdSchema, endToken);
}

export async function addNewIssuer(input: unknown) {
  return act(input, newIssuerSchema, addIssuer);
}

export async function retireThisIssuer(input: unknown) {
  return act(input, issuerIdSchema, retireIssuer);
}

export async function reinstateThisIssuer(input: unknown) {
  return act(input, issuerIdSchema, reinstateIssuer);
}
