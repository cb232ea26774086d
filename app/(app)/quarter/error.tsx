"use client";

import { Failure } from "@/components/failure";

export default function QuarterFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure title="The quarter could not be read" error={error} retry={retry} />;
}
