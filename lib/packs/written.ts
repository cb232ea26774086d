import type { PackedRecord } from "@/lib/packs/records";

/** A file of the pack that is written record by record, so that one reading of the records can write several. */
export type Written = {
  path: string;
  head: string;
  each: (record: PackedRecord, index: number) => string;
  tail: string;
};

export async function* streamed({ head, each, tail }: Written, records: AsyncIterable<PackedRecord>) {
  yield encoded(head);
  let index = 0;
  for await (const record of records) yield encoded(each(record, index++));
  yield encoded(tail);
}

export function encoded(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}
