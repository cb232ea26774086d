import { type Figure, type FigureKey, type Figures, figureKeys } from "@/lib/reviews/review";
import { percent } from "@/lib/reviews/sentences";
import { rowsHref } from "@/lib/reviews/tables";

type Shown = { label: string; counted: string; mark: string };

const shown: Record<FigureKey, Shown> = {
  inForce: { label: "In force", counted: "growth", mark: "end" },
  ended: { label: "Past their end, not closed", counted: "ended", mark: "ended" },
  onTime: { label: "Decided on time", counted: "deciding", mark: "all.in-time" },
  holding: { label: "Conditions that hold", counted: "conditions", mark: "holds" },
  compliant: { label: "Re-checks compliant", counted: "rechecks", mark: "compliant" },
};

type Props = { quarter: string; figures: Figures; before: Figures; last: string };

/** Five figures, each with the quarter's before it. */
export function FiguresRow({ quarter, figures, before, last }: Props) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-5">
      {figureKeys.map((key) => {
        const { label, counted, mark } = shown[key];
        return (
          <div key={key} className="flex flex-col-reverse justify-end">
            <dt className="grid text-xs text-muted">
              <span className="text-ink">{label}</span>
              <span>{`${last}: ${inWords(before[key])}`}</span>
            </dt>
            <dd className="text-2xl font-semibold">
              {figures[key].count > 0 ? (
                <a href={rowsHref(quarter, counted, mark)} className="hover:underline">
                  {written(figures[key])}
                </a>
              ) : (
                written(figures[key])
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const written = ({ count, of }: Figure) => (of === null ? String(count) : percent(count, of));

/** "93 %, 28 of 30": a share without its whole says nothing. */
function inWords({ count, of }: Figure): string {
  if (of === null) return String(count);
  return of === 0 ? "none to count" : `${percent(count, of)}, ${count} of ${of}`;
}
