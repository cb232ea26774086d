"use client";

import { Failure } from "@/components/failure";

export default function MeetingFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure title="The meeting could not be read" error={error} retry={retry} />;
}
