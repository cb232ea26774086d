"use server";

import { act } from "@/app/(app)/act";
import { mailIdSchema, retryMail } from "@/lib/notices/mail-log";

export async function sendMailAgain(input: unknown) {
  return act(input, mailIdSchema, retryMail);
}
