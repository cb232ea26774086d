import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import {
  isNarrowed,
  queryOf,
  type RegisterFilter,
  type View,
  wholeView,
} from "@/lib/exceptions/register-filter";
import type { RegisterPage } from "@/lib/exceptions/register-page";

type Props = { filter: RegisterFilter; sentence: string; page: RegisterPage; mayAsk: boolean };

const nothing: Record<View, string> = {
  "in-force": "Nothing is in force.",
  pending: "Nothing waits for a decision.",
  ended: "Nothing is past its end.",
  "not-holding": "Every condition of what is active holds, or is not due yet.",
  open: "Nothing is in force or past its end.",
  ai: "No model is used outside a rule.",
  sensitive: "Nothing in force touches regulated data, customers or external models.",
  all: "The register is empty.",
};

/** Why there is no row, which is not always the same. */
export function Empty({ filter, sentence, page: { found, inView }, mayAsk }: Props) {
  if (inView.all.count === 0) {
    return (
      <EmptyState
        title={nothing.all}
        action={
          mayAsk && (
            <div className="flex flex-wrap gap-2">
              <LinkButton kind="filled" href="/exceptions/new">
                New request
              </LinkButton>
              <LinkButton href="/register/import">Import a spreadsheet</LinkButton>
            </div>
          )
        }
      >
        Each temporary, approved break of a rule gets a number here, with who asked, who approved and when it
        ends. The first request starts it, or the spreadsheet in which you kept them so far.
      </EmptyState>
    );
  }
  if (found.count > 0) {
    return (
      <EmptyState
        title={`There is no page ${filter.page}.`}
        action={<LinkButton href={`/register${queryOf({ ...filter, page: 1 })}`}>First page</LinkButton>}
      />
    );
  }
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        title="Nothing matches."
        action={
          <LinkButton href={`/register${queryOf(wholeView(filter.view, filter))}`}>Clear filters</LinkButton>
        }
      >
        {`${sentence}: there is no such exception.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={nothing[filter.view]}
      action={<LinkButton href={`/register${queryOf(wholeView("all", filter))}`}>Show all</LinkButton>}
    />
  );
}
