import { InlineLink } from "@/components/directory/inline-link";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Emitted, Left, Target } from "@/lib/gate/exports/export";
import type { Environment } from "@/prisma/generated/enums";

type Props = {
  exports: (Emitted & { target: Target })[];
  inForce: number;
  address: string;
  systemKey: string;
  environment: Environment;
};

export function ExportsTable({ exports, inForce, address, systemKey, environment }: Props) {
  return (
    <div className="grid gap-2">
      <p className="text-sm">{inForceWords(inForce)}</p>
      <Table
        caption="What each tool is told"
        head={
          <>
            <Th>Tool</Th>
            <Th numeric>Entries</Th>
            <Th>Left out</Th>
            <Th hideLabel>Fetch it</Th>
          </>
        }
      >
        {exports.map(({ target, entries, left }) => (
          <Tr key={target.name}>
            <Td>
              <span className="font-medium">{target.tool}</span>
              <span className="block font-mono text-xs text-muted">{target.file}</span>
            </Td>
            <Td label="Entries" numeric>
              {entries}
            </Td>
            <Td label="Left out">
              <LeftOut left={left} />
            </Td>
            <Td>
              <div className="flex sm:justify-end">
                <CopyButton text={commandFor(target, `${address}/api/v1/exports`, systemKey, environment)}>
                  Copy the command
                </CopyButton>
              </div>
            </Td>
          </Tr>
        ))}
      </Table>
    </div>
  );
}

function inForceWords(count: number): string {
  if (count === 0) return "Nothing is in force here.";
  return `${count} ${count === 1 ? "exception is" : "exceptions are"} in force here.`;
}

/** The same sentence is said once, for all that it is true of. */
function LeftOut({ left }: { left: Left[] }) {
  if (left.length === 0) return <span className="text-muted">Nothing</span>;
  const sentences = [...new Set(left.map(({ why }) => why))];
  return (
    <ul className="grid max-w-read gap-1">
      {sentences.map((why) => (
        <li key={why}>
          {left
            .filter((one) => one.why === why)
            .map(({ number }) => (
              <InlineLink key={number} href={`/exceptions/EX-${number}`}>{`EX-${number}`}</InlineLink>
            ))
            .flatMap((link, at) => (at === 0 ? [link] : [", ", link]))}
          <span className="text-muted">{` ${why}`}</span>
        </li>
      ))}
    </ul>
  );
}

function commandFor(
  { name, file }: Target,
  exports: string,
  system: string,
  environment: Environment,
): string {
  const query = new URLSearchParams({ system, environment });
  return `curl -fsS -H "Authorization: Bearer $EXCEPTIONS_TOKEN" -o ${file} "${exports}/${name}?${query}"`;
}
