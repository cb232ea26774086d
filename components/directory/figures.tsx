type Figure = { label: string; value: number; tone?: "bad" };

/** A few counts beside each other. Red asks for an act, so only what is past its end is red, and never a zero. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-4 sm:gap-x-10">
      {figures.map(({ label, value, tone }) => (
        <div key={label} className="flex flex-col-reverse">
          <dt className="text-xs text-muted">{label}</dt>
          <dd className={`text-2xl font-semibold ${tone && value > 0 ? "text-bad" : ""}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
