// How many notices a second are planned, written as mail and sent, on an empty register whose addresses stand in the
// environment (node scripts/dev-database.mjs reset; set -a; . .data/env):  npx tsx scripts/bench/notices.ts [requests]

import { db } from "@/lib/db";
import { planNotices } from "@/lib/notices/plan-notices";
import { sendMails } from "@/lib/notices/send-mails";
import { writeMails } from "@/lib/notices/write-mails";
import { theCast } from "@/lib/testing/cast";
import { postOffice } from "@/lib/testing/post";
import { filedBy } from "@/lib/testing/requests";

const requests = Number(process.argv[2] ?? 200);
const now = new Date();
const soon = new Date(now.getTime() + 60_000);

const cast = await theCast(now);
const post = await postOffice();
for (let count = 0; count < requests; count++) await filedBy(cast, cast.actor.Cora, {}, now);

await measure("notices planned", async () => (await planNotices(soon)).done);
await measure("notices written as mail", async () => {
  await writeMails(soon);
  return db.notice.count({ where: { mailId: { not: null } } });
});
// A burst is one mail, so that sending is measured on mails of their own.
const people = [cast.actor.Ada, cast.actor.Ben, cast.actor.Cora, cast.actor.Mara];
await db.mail.createMany({
  data: Array.from({ length: requests }, (_, index) => ({
    personId: people[index % people.length]?.id as string,
    messageId: `<bench-${index}@localhost>`,
    subject: `Bench ${index}`,
    plain: "Bench.",
    html: "<p>Bench.</p>",
    digest: false,
    writtenAt: soon,
    nextAt: soon,
  })),
});
await measure("mails looked at and sent or left out", async () => {
  const { done } = await sendMails(soon, { url: post.url, from: "register@example.com" });
  return done;
});
await post.stop();
await db.$disconnect();

async function measure(what: string, work: () => Promise<number>) {
  const started = performance.now();
  const count = await work();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${what}: ${count} in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second`);
}
