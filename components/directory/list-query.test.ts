import { expect, test } from "vitest";

import { listHref, listQuery } from "@/components/directory/list-query";

const views = ["used", "retired"] as const;
const orders = ["key", "pending"] as const;

test("an address without anything opens the first view in the first order", () => {
  expect(listQuery({}, views, orders)).toEqual({
    q: "",
    view: "used",
    order: "key",
    reversed: false,
    unknown: [],
  });
});

test("what a list writes into its address it reads again", () => {
  const query = { q: "tls 1.2", view: "retired", order: "pending", reversed: true } as const;
  const href = listHref("/policies", query, { view: "used", order: "key" });

  expect(href).toBe("/policies?q=tls+1.2&view=retired&sort=-pending");
  const params = Object.fromEntries(new URL(href, "http://here").searchParams);
  expect(listQuery(params, views, orders)).toEqual({ ...query, unknown: [] });
});

test("what is as usual stays out of the address", () => {
  const query = { q: "", view: "used", order: "key", reversed: false } as const;
  expect(listHref("/policies", query, { view: "used", order: "key" })).toBe("/policies");
});

test("a value that the list does not know is dropped, and named", () => {
  expect(listQuery({ view: "secret", sort: "-size" }, views, orders)).toMatchObject({
    view: "used",
    order: "key",
    reversed: false,
    unknown: ["view=secret", "sort=-size"],
  });
});
