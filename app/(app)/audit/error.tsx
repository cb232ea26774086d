"use client";

import { Failure } from "@/components/failure";

export default function TrailFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure title="The audit trail could not be read" error={error} retry={retry} />;
}
