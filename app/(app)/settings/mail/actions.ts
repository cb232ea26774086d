"use server";

import { z } from "zod";

import { act } from "@/app/(app)/act";
import { mailIdSchema, retryMail } from "@/lib/notices/mail-log";
import { sendTestMail } from "@/lib/notices/test-mail";

export async function sendMailAgain(input: unknown) {
  return act(input, mailIdSchema, retryMail);
}

export async function sendMeATest() {
  return act({}, z.strictObject({}), (_, actor) => sendTestMail(actor));
}
