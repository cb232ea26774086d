"use client";

import { Failure } from "@/components/failure";

export default function RegisterFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure title="The register could not be read" error={error} retry={retry} />;
}
