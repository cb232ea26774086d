"use server";

import { act } from "@/app/(app)/act";
import { addWebhook } from "@/lib/outgoing/add-webhook";
import { changeSecret } from "@/lib/outgoing/change-secret";
import { changeWebhook } from "@/lib/outgoing/change-webhook";
import {
  changedWebhookSchema,
  deliverySchema,
  newWebhookSchema,
  webhookSchema,
} from "@/lib/outgoing/schemas";
import { sendAgain } from "@/lib/outgoing/send-again";
import { switchOff, switchOn } from "@/lib/outgoing/switch-webhook";

export async function addNewWebhook(input: unknown) {
  return act(input, newWebhookSchema, addWebhook);
}

export async function saveWebhook(input: unknown) {
  return act(input, changedWebhookSchema, changeWebhook);
}

export async function changeItsSecret(input: unknown) {
  return act(input, webhookSchema, changeSecret);
}

export async function switchItOff(input: unknown) {
  return act(input, webhookSchema, switchOff);
}

export async function switchItOn(input: unknown) {
  return act(input, webhookSchema, switchOn);
}

export async function sendDeliveryAgain(input: unknown) {
  return act(input, deliverySchema, sendAgain);
}
