import { InlineLink } from "@/components/directory/inline-link";
import { Instant } from "@/components/instant";
import { LinkButton } from "@/components/ui/link-button";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDay, relative } from "@/lib/dates";
import { claimedNumber, type FoundEntry, placeOfEntry } from "@/lib/gate/imports/found-entry";
import { environmentNames } from "@/lib/words";

type Props = {
  caption: string;
  entries: FoundEntry[];
  now: Date;
  zone: string;
  /** Where they are all of one system. */
  withoutSystem?: boolean;
  /** Why nobody asks from here, e.g. an auditor. */
  cannotAsk?: string;
};

/** Waivers found in code that nobody approved: where they stand, what they claim, and the way to ask. */
export function FoundTable({ caption, entries, now, zone, withoutSystem = false, cannotAsk }: Props) {
  return (
    <Table
      caption={caption}
      head={
        <>
          <Th>Where</Th>
          <Th>Hides</Th>
          <Th>Claims</Th>
          {!withoutSystem && <Th>System</Th>}
          <Th>Seen</Th>
          <Th hideLabel>Ask</Th>
        </>
      }
    >
      {entries.map((entry) => (
        <Row key={entry.id} {...{ entry, now, zone, withoutSystem, cannotAsk }} />
      ))}
    </Table>
  );
}

function Row({
  entry,
  now,
  zone,
  withoutSystem,
  cannotAsk,
}: { entry: FoundEntry } & Omit<Props, "caption" | "entries">) {
  const { id, repository, tool, rule, resource, system, environment } = entry;
  return (
    <Tr>
      <Td>
        <div className="min-w-0 xl:max-w-72">
          <span className="font-mono text-[0.95em] break-words">{placeOfEntry(entry)}</span>
          <span className="block text-xs break-words text-muted">{repository}</span>
        </div>
      </Td>
      <Td label="Hides">
        <div className="min-w-0 xl:max-w-72">
          <span className="font-mono text-[0.95em] break-words">{rule}</span>
          <span className="block text-xs break-words text-muted">
            {[tool, resource].filter(Boolean).join(" · ")}
          </span>
        </div>
      </Td>
      <Td label="Claims">
        <Claimed entry={entry} />
      </Td>
      {!withoutSystem && (
        <Td label="System">
          <div>
            <InlineLink href={`/systems/${encodeURIComponent(system.key)}`}>{system.name}</InlineLink>
            <span className="block text-xs text-muted">
              {environment ? environmentNames[environment] : "Everywhere"}
            </span>
          </div>
        </Td>
      )}
      <Td label="Seen" nowrap>
        <div>
          <Seen {...{ entry, now, zone }} />
        </div>
      </Td>
      <Td>
        {entry.goneAt === null && (
          <div className="flex sm:justify-end">
            <LinkButton href={`/exceptions/new?found=${id}`} reason={cannotAsk}>
              Ask for an exception
            </LinkButton>
          </div>
        )}
      </Td>
    </Tr>
  );
}

/** A stranger's words, shown as such. */
function Claimed({ entry }: { entry: FoundEntry }) {
  const { reason, end, person, wide } = entry.claims;
  const number = claimedNumber(entry);
  const facts = [end && `until ${end}`, person && `by ${person}`].filter(Boolean).join(", ");
  return (
    <div className="min-w-0 max-w-read">
      {reason ? (
        <span className="line-clamp-2 break-words">{`“${reason}”`}</span>
      ) : (
        <span className="text-muted">No reason</span>
      )}
      {facts && <span className="block text-xs break-words text-muted">{facts}</span>}
      {wide && <span className="block text-xs text-muted">{wide}</span>}
      {number !== null && (
        <span className="block text-xs font-medium text-bad">
          {"Claims "}
          <InlineLink href={`/exceptions/EX-${number}`}>{`EX-${number}`}</InlineLink>
          {", which did not write it"}
        </span>
      )}
    </div>
  );
}

function Seen({ entry, now, zone }: { entry: FoundEntry; now: Date; zone: string }) {
  const { firstSeenAt, lastSeenAt, goneAt } = entry;
  return (
    <>
      {goneAt ? (
        <Instant at={goneAt} zone={zone}>{`Gone ${relative(goneAt, now)}`}</Instant>
      ) : (
        <Instant at={lastSeenAt} zone={zone}>
          {relative(lastSeenAt, now)}
        </Instant>
      )}
      <span className="block text-xs text-muted">{`First ${formatDay(firstSeenAt, zone)}`}</span>
    </>
  );
}
