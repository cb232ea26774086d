import { InlineLink } from "@/components/directory/inline-link";
import { Instant } from "@/components/instant";
import { Section } from "@/components/section";
import { relative } from "@/lib/dates";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { isInForce } from "@/lib/exceptions/lifecycle";
import { lastSightingOf } from "@/lib/gate/last-sighting";
import { perhapsUnneeded } from "@/lib/gate/perhaps-unneeded";

type Props = { exception: ExceptionWithHistory; now: Date; zone: string; canClose: boolean };

/** What a pipeline is told of the findings that this covers, and when one last met them. Nothing where it covers none. */
export async function GateSays({ exception, now, zone, canClose }: Props) {
  const covered = exception.current.content.findings?.length ?? 0;
  if (covered === 0) return null;
  const sighting = await lastSightingOf(exception.id);
  const conditions = exception.conditions.filter(({ revision }) => revision === exception.revision);
  const yes = isInForce({ ...exception, conditions }, now);
  const unseen = yes ? await perhapsUnneeded(exception) : null;
  return (
    <Section title="Gate">
      <p className="text-sm">
        <span className={`font-medium ${yes ? "text-good" : ""}`}>{yes ? "Yes" : "No"}</span>
        {` for ${covered === 1 ? "the finding" : `the ${covered} findings`} that it covers.`}
      </p>
      {sighting && (
        <p className="text-sm text-muted">
          {`${sighting.pipeline} met ${covered === 1 ? "it" : "them"} `}
          <Instant at={sighting.at} zone={zone}>
            {relative(sighting.at, now)}
          </Instant>
          {": "}
          <InlineLink href={`/gate/ev_${sighting.evaluationId}`}>its evaluation</InlineLink>
        </p>
      )}
      {unseen && (
        <p className="mt-2 text-sm">
          <span className="font-medium">Perhaps no longer needed.</span>
          {" Its pipeline has not met it three times in a row, since "}
          <Instant at={unseen.since} zone={zone}>
            {relative(unseen.since, now)}
          </Instant>
          {": "}
          <InlineLink href={`/gate/ev_${unseen.evaluationId}`}>the last evaluation</InlineLink>
          {canClose && (
            <>
              {". "}
              <InlineLink href={`/exceptions/EX-${exception.number}?act=close`}>Close it</InlineLink>
            </>
          )}
        </p>
      )}
    </Section>
  );
}
