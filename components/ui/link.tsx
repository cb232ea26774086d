import NextLink, { type LinkProps } from "next/link";

/**
 * The link of every page. A page is rendered for whoever looks at it, and fifty links are in sight at once:
 * fetching them ahead would cost the server fifty renderings of what nobody may ever open.
 */
export function Link<RouteType>(props: LinkProps<RouteType>) {
  return <NextLink prefetch={false} {...props} />;
}
