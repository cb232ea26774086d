import { ActDialog } from "@/components/directory/act-dialog";
import { Callout } from "@/components/ui/callout";
import type { Actor } from "@/lib/auth/actor";
import { whyCannotDeactivate } from "@/lib/people/departure";
import type { PersonPage } from "@/lib/people/person-page";

import { deactivateThisPerson } from "../actions";

/** The dialog says what hangs on the person before anything happens. */
export function Deactivate({ person, actor }: { person: PersonPage; actor: Actor }) {
  const { id: personId, name, stranded } = person;
  return (
    <ActDialog
      label="Deactivate"
      kind="danger"
      reason={whyCannotDeactivate(person, actor)?.message}
      title={`Deactivate ${name}?`}
      confirm={`Deactivate ${name}`}
      done={`${name} is deactivated.`}
      act={deactivateThisPerson.bind(null, { personId })}
    >
      <p>{`${name} ${hangsOn(person)}.`}</p>
      <ul className="grid list-disc gap-1 pl-5">
        <li>Signed out everywhere at once, and no way in again until somebody reactivates them.</li>
        {person.seats.length > 0 && (
          <li>{`Every seat ends: ${person.seats.map(({ group }) => group.name).join(", ")}.`}</li>
        )}
        {person.owned.length > 0 && (
          <li>What they own stays as it is, and stands in the list of exceptions that need an owner.</li>
        )}
        <li>What they asked for and decided keeps their name.</li>
      </ul>
      {stranded.length > 0 && (
        <Callout
          tone="soon"
          title={`Nobody else could decide ${stranded.map(({ number }) => `EX-${number}`).join(", ")}.`}
        >
          Seat somebody else in the group, or it lapses.
        </Callout>
      )}
    </ActDialog>
  );
}

/** "owns 3, must decide 2, manages 4, leads Finance, is one of two in Finance" */
export function hangsOn({ owned, mustDecide, reports, ledGroups, seats }: PersonPage): string {
  const facts = [
    owned.length > 0 && `owns ${owned.length}`,
    mustDecide.length > 0 && `must decide ${mustDecide.length}`,
    reports.length > 0 && `manages ${reports.length}`,
    ledGroups.length > 0 && `leads ${ledGroups.map(({ name }) => name).join(" and ")}`,
    ...seats.map(({ group, members }) => `is ${oneOf(members)} in ${group.name}`),
  ].filter(Boolean);
  return facts.length > 0 ? facts.join(", ") : "owns nothing open and sits in no group";
}

const words = ["", "the only one", "one of two", "one of three", "one of four", "one of five", "one of six"];

function oneOf(members: number): string {
  return words[members] ?? `one of ${members}`;
}
