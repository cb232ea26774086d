import { ThumbsUp } from "lucide-react";
import type { Route } from "next";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { formatInstant } from "@/lib/dates";
import type { Recommendation } from "@/lib/meetings/recommendations";

type Props = {
  recommendations: Recommendation[];
  zone: string;
  /** Outside approvers read what is recommended and open no meeting. */
  link?: boolean;
};

/** What a meeting recommends to whoever decides. It binds nobody. */
export function Recommendations({ recommendations, zone, link = true }: Props) {
  return recommendations.map(({ id, meeting, body, by, at }) => (
    <Callout key={id} tone="neutral" icon={ThumbsUp} title={`Meeting ${meeting} recommends: ${body}`}>
      <span className="text-muted">{`Written by ${by}, ${formatInstant(at, zone)}. The decision stays with whoever signs. `}</span>
      {link && (
        <Link href={`/meeting/${meeting}` as Route} className="text-accent hover:underline">
          Minutes
        </Link>
      )}
    </Callout>
  ));
}
