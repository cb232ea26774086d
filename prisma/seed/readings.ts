// Two conditions are measured: one has held since the approval, the other is broken since less than an hour.

import { db } from "@/lib/db";
import { type Sent, takeReadings } from "@/lib/exceptions/take-readings";
import { makeToken } from "@/lib/gate/make-token";
import { newTokenSchema } from "@/lib/gate/schemas";
import type { Cast } from "./cast";
import type { Directory } from "./directory";
import { plan } from "./plan";
import { granted } from "./refused";
import { stories } from "./stories";
import type { Interlude } from "./tell";

const minute = 60_000;
const hour = 60 * minute;

type Series = {
  /** The exception's title. */
  title: string;
  source: string;
  everyMinutes: number;
  /** By how many hours ago it was read. */
  valueAt: (hoursAgo: number) => number;
};

/** High by day and low by night, and never twice the same. */
const wave = (hoursAgo: number) =>
  Math.sin((hoursAgo / 24) * 2 * Math.PI) + 0.35 * Math.sin(hoursAgo * 2.7) + 0.2 * Math.sin(hoursAgo * 7.1);

const series: Series[] = [
  {
    title: "OpenSSL on the edge proxy waits for the load test",
    source: "prometheus",
    everyMinutes: 60,
    valueAt: (hoursAgo) => Math.max(0, Math.round(2 + 2 * wave(hoursAgo))),
  },
  {
    title: "Latency alarms of the carrier portal muted during the database move",
    source: "prometheus",
    everyMinutes: 30,
    valueAt: (hoursAgo) => Math.round(470 + 110 * wave(hoursAgo) + (hoursAgo < 0.7 ? 480 : 0)),
  },
];

/** From the approval on, sent every five hours, while the ones before still count; the last are minutes old. */
export function measured({ systemId }: Directory, cast: Cast, now: Date): Interlude[] {
  const acts = plan(stories, now);
  let token: { id: string; name: string } | undefined;
  const systemIds = ["carrier-portal", "edge-proxy"].map((key) => systemId.get(key as never) as string);
  const within = { systemIds, environments: ["production" as const] };

  async function tokenOf(at: Date) {
    if (token) return token;
    const name = "Readings of conditions";
    const asked = newTokenSchema.parse({ ...within, name, rights: ["measure"], days: 90 });
    token = { id: granted(await makeToken(asked, await cast.as("bjarne", at), at), name).id, name };
    return token;
  }

  async function send({ title, source, everyMinutes, valueAt }: Series, from: Date, until: Date) {
    const readings: Sent[] = [];
    for (let at = from.getTime(); at < until.getTime(); at += everyMinutes * minute)
      readings.push({ at: new Date(at), source, value: valueAt((now.getTime() - at) / hour) });
    const { id: conditionId } = await db.condition.findFirstOrThrow({
      where: { kind: "monitored", exception: { title } },
    });
    granted(await takeReadings({ conditionId, readings, token: await tokenOf(until), within }, until), title);
  }

  return series.flatMap((one) => {
    const approved = acts.find(({ story, beat }) => story.ask.title === one.title && beat?.act === "approve");
    if (!approved) throw new Error(`Nobody approves “${one.title}”.`);
    const interludes: Interlude[] = [];
    for (let from = approved.at.getTime() + minute; from < now.getTime(); from += 5 * hour) {
      const until = new Date(Math.min(from + 5 * hour, now.getTime()));
      interludes.push({ at: until, happen: () => send(one, new Date(from), until) });
    }
    return interludes;
  });
}
