import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ChartData } from "@/lib/reviews/review";
import { rowsHref } from "@/lib/reviews/tables";

type Team = ChartData["teams"][number];

/** A table with bars: red asks for an act, so only what is past its end is. */
export function TeamRows({ quarter, teams }: { quarter: string; teams: Team[] }) {
  const max = Math.max(1, ...teams.flatMap(({ inForce, ended, late }) => [inForce, ended, late]));
  const cell = (team: string, mark: string, label: string, count: number, colour: string) => (
    <Td label={label}>
      {count === 0 ? (
        <span className="text-muted tabular-nums">0</span>
      ) : (
        <a
          href={rowsHref(quarter, "teams", `${team}.${mark}`)}
          aria-label={`${team}, ${label.toLowerCase()}: ${count}`}
          className="flex h-6 items-center gap-2 rounded-sm hover:bg-ink/8"
        >
          <span className="w-16 sm:w-20">
            <span
              aria-hidden
              className={`block h-3 rounded-r-sm print-colour ${colour}`}
              style={{ width: `${(count / max) * 100}%` }}
            />
          </span>
          <span className="font-medium tabular-nums">{count}</span>
        </a>
      )}
    </Td>
  );
  return (
    <Table
      caption="Teams and what they hold open"
      head={
        <>
          <Th>Team</Th>
          <Th>In force</Th>
          <Th>Past their end</Th>
          <Th>Late conditions</Th>
        </>
      }
    >
      {teams.map(({ team, inForce, ended, late }) => (
        <Tr key={team}>
          <Td>{team}</Td>
          {cell(team, "in-force", "In force", inForce, "bg-accent")}
          {cell(team, "ended", "Past their end", ended, "bg-bad")}
          {cell(team, "late", "Late conditions", late, "bg-soon")}
        </Tr>
      ))}
    </Table>
  );
}
