import { ActDialog } from "@/components/directory/act-dialog";
import { Instant } from "@/components/instant";
import { issuerKinds } from "@/lib/gate/issuer-claims";
import type { linksOf } from "@/lib/gate/link-person";
import type { Outcome } from "@/lib/refusal";

type Props = {
  links: Awaited<ReturnType<typeof linksOf>>;
  zone: string;
  reason?: string;
  end: (input: { linkId: string }) => Promise<Outcome>;
};

/** Whom pipelines call so: GitHub and GitLab, each with its name and id. */
export function Links({ links, zone, reason, end }: Props) {
  return (
    <ul aria-label="Linked names" className="grid border-y border-line">
      {links.map(({ id, name, subject, issuer, linkedAt }) => (
        <li
          key={id}
          className="flex min-h-row items-center justify-between gap-3 border-line py-2 not-first:border-t"
        >
          <div className="min-w-0 text-sm">
            <p className="font-medium wrap-anywhere">
              {name} <span className="font-normal text-muted">({subject})</span>
            </p>
            <p className="text-xs text-muted wrap-anywhere">
              {issuerKinds[issuer.kind].name}, {new URL(issuer.url).host}, since{" "}
              <Instant at={linkedAt} zone={zone} />
            </p>
          </div>
          <ActDialog
            label="End"
            reason={reason}
            title={`End the link to ${name}?`}
            confirm="End the link"
            done="The link has ended."
            act={end.bind(null, { linkId: id })}
          >
            <p>Pipelines that {name} starts ask for nothing until somebody is linked to that name again.</p>
          </ActDialog>
        </li>
      ))}
    </ul>
  );
}
