// How many notices a second are planned, written as mail and sent, on an empty register whose addresses stand in the
// environment (node scripts/dev-database.mjs reset; set -a; . .data/env):  npx tsx scripts/bench/notices.ts [approvers]
// Three requests go to every approver of one group: the most that is mailed one by one.

import { db, inTransaction } from "@/lib/db";
import { planNotices } from "@/lib/notices/plan-notices";
import { sendMails } from "@/lib/notices/send-mails";
import { writeMails } from "@/lib/notices/write-mails";
import { addPerson, filled, seat, theCast } from "@/lib/testing/cast";
import { postOffice } from "@/lib/testing/post";
import { filedBy } from "@/lib/testing/requests";

const approvers = Number(process.argv[2] ?? 100);
const now = new Date();
const soon = new Date(now.getTime() + 60_000);

const cast = await theCast(now);
const post = await postOffice();
for (let count = 0; count < approvers; count++) {
  await filled(
    inTransaction(now, async (tx) => {
      const { id } = await addPerson(tx, `Approver ${count}`, "member", now, cast.actor.Mara.id);
      return { id: await seat(tx, cast.group.security, id, now) };
    }),
  );
}
for (let count = 0; count < 3; count++) await filedBy(cast, cast.actor.Cora, {}, now);

await measure("notices planned", async () => (await planNotices(soon)).done);
await measure("mails written", async () => (await writeMails(soon)).done);
const server = { url: post.url, from: "register@example.com" };
await measure("mails sent", async () => (await sendMails(soon, server)).done);
await post.stop();
await db.$disconnect();

async function measure(what: string, work: () => Promise<number>) {
  const started = performance.now();
  const count = await work();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${what}: ${count} in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second`);
}
