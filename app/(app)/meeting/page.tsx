import type { Metadata } from "next";

import { requireReader } from "@/components/directory/require-reader";
import { Page } from "@/components/page";
import { roomNow } from "@/lib/meetings/room";
import { organisation } from "@/lib/organisation";

import { Follow } from "./follow";
import { NextMeeting } from "./next-meeting";
import { PastMeetings } from "./past";
import { MeetingRoom } from "./room";

export const metadata: Metadata = { title: "Meeting" };

type Props = { searchParams: Promise<{ page?: string }> };

export default async function MeetingPage({ searchParams }: Props) {
  const actor = await requireReader();
  const now = new Date();
  const { zone } = await organisation();
  const room = await roomNow(zone, now);
  if (room) return <MeetingRoom room={room} actor={actor} now={now} zone={zone} />;

  const page = Math.max(1, Number((await searchParams).page) || 1);
  return (
    <Page title="Meeting">
      <Follow version={null} />
      <NextMeeting actor={actor} now={now} />
      <PastMeetings page={page} zone={zone} />
    </Page>
  );
}
