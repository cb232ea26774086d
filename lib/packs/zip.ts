// A ZIP file as it is made: each entry is read, deflated and handed on in pieces, so that no entry stands in memory.
// Sizes follow their entry (data descriptors), because they are not known before. Written after PKWARE's APPNOTE 6.3.10;
// without ZIP64, which is why a pack has its limits (limits.ts).

import { pipeline, Readable } from "node:stream";
import { constants, crc32, createDeflateRaw } from "node:zlib";

export type Entry = { path: string; content: AsyncIterable<Uint8Array> };

type Written = { path: Buffer; crc: number; packed: number; size: number; offset: number };

/** `at` is the time that each entry carries, in UTC: the same entries at the same time are the same bytes. */
export async function* zipped(entries: Iterable<Entry>, at: Date): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for (const { path, content } of entries) {
    const entry: Written = { path: Buffer.from(path, "utf8"), crc: 0, packed: 0, size: 0, offset };
    const head = header(localHead, entry, at);
    yield head;
    for await (const piece of deflated(content, entry)) {
      entry.packed += piece.length;
      yield piece;
    }
    const after = descriptor(entry);
    yield after;
    offset += head.length + entry.packed + after.length;
    written.push(entry);
  }
  const directory = written.map((entry) => header(centralHead, entry, at));
  yield* directory;
  yield end(
    written.length,
    directory.reduce((all, { length }) => all + length, 0),
    offset,
  );
}

async function* deflated(content: AsyncIterable<Uint8Array>, entry: Written): AsyncGenerator<Uint8Array> {
  async function* counted() {
    for await (const piece of content) {
      entry.crc = crc32(piece, entry.crc);
      entry.size += piece.length;
      yield piece;
    }
  }
  // Pictures and PDF hardly get smaller, however long one tries.
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  // What fails on the way destroys the stream with its error, and reading it throws that.
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => {});
  yield* deflate as AsyncIterable<Uint8Array>;
}

const localHead = 0x04034b50;
const centralHead = 0x02014b50;
const needs = 20; // version 2.0: deflate
const flags = 0x0808; // sizes follow; the name is UTF-8
const deflate = 8;
const rwForOwner = 0o100644 * 65_536;

/** The head before an entry, or its line in the directory at the end, which is the same with more around it. */
function header(kind: number, { path, crc, packed, size, offset }: Written, at: Date): Buffer {
  const central = kind === centralHead;
  const known = central ? [crc, packed, size] : [0, 0, 0];
  const fields: [value: number, bytes: 2 | 4][] = [
    [kind, 4],
    ...(central ? ([[(3 << 8) | needs, 2]] as [number, 2][]) : []),
    [needs, 2],
    [flags, 2],
    [deflate, 2],
    [(at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), 2],
    [((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), 2],
    ...known.map((value): [number, 4] => [value, 4]),
    [path.length, 2],
    [0, 2],
  ];
  if (central) fields.push([0, 2], [0, 2], [0, 2], [rwForOwner, 4], [offset, 4]);
  return Buffer.concat([packedFields(fields), path]);
}

function descriptor({ crc, packed, size }: Written): Buffer {
  return packedFields([
    [0x08074b50, 4],
    [crc, 4],
    [packed, 4],
    [size, 4],
  ]);
}

function end(entries: number, directorySize: number, directoryAt: number): Buffer {
  return packedFields([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [entries, 2],
    [entries, 2],
    [directorySize, 4],
    [directoryAt, 4],
    [0, 2],
  ]);
}

/** Little-endian. Throws where a number is larger than its place: better no pack than one that cannot be opened. */
function packedFields(fields: [value: number, bytes: 2 | 4][]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((all, [, bytes]) => all + bytes, 0));
  let place = 0;
  for (const [value, bytes] of fields) place = buffer.writeUIntLE(value, place, bytes);
  return buffer;
}
