// Tricks of the trade against the served register, one for each way in that frameworks of this kind have had
// (docs/threats.md). What is asked for is real; what must come back is nothing.

import { expect, test } from "./cast";

const title = "Sealed envelope of the attack test";

test.describe("B5: a request dressed up as one of the framework's own", () => {
  const disguises: [name: string, headers: Record<string, string>][] = [
    ["a sub-request of the middleware", { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }],
    ["one of src", { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" }],
    [
      "what the middleware has let through",
      { "x-middleware-next": "1", "x-middleware-rewrite": "/register" },
    ],
    ["a flight of the router", { rsc: "1" }],
    ["a prefetch", { rsc: "1", "next-router-prefetch": "1" }],
    [
      "a prefetch of a segment",
      { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    ],
    [
      "a page's own segment",
      { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/register/__PAGE__" },
    ],
    [
      "a state tree of somebody else",
      {
        rsc: "1",
        "next-router-state-tree": encodeURIComponent('["",{"children":["(app)",{}]},null,null,true]'),
      },
    ],
    [
      "another path",
      { "x-invoke-path": "/register", "x-nextjs-rewritten-path": "/register", "x-original-url": "/register" },
    ],
    ["a request from our own data", { "x-nextjs-data": "1" }],
    ["a page in draft", { cookie: "__prerender_bypass=1; __next_preview_data=1" }],
  ];

  for (const [name, headers] of disguises) {
    test(name, async ({ request, requestFiledBy }) => {
      const { number } = await requestFiledBy("Cora", { title });
      for (const path of ["/register?view=all", `/exceptions/EX-${number}`, "/audit", "/people"]) {
        const answer = await request.get(path, { headers, maxRedirects: 0 });
        const body = await answer.text();
        expect(answer.status(), path).toBeLessThan(500);
        for (const secret of [title, "Cora Lind"]) expect(body, path).not.toContain(secret);
      }
    });
  }

  test("a malformed flight or form is refused, and the server goes on", async ({ request, as }) => {
    const bodies: [type: string, body: string][] = [
      ["text/plain;charset=UTF-8", '["$Q1","$1:__proto__:x"]'],
      ["text/plain;charset=UTF-8", "[".repeat(50_000)],
      ["text/plain;charset=UTF-8", '["$F1"]'],
      [
        "multipart/form-data; boundary=x",
        '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$F9"]\r\n--x--',
      ],
      [
        "multipart/form-data; boundary=x",
        '--x\r\nContent-Disposition: form-data; name="1_$ACTION_ID_00"\r\n\r\n\r\n--x--',
      ],
      ["multipart/form-data", "no boundary"],
    ];
    for (const [type, data] of bodies) {
      for (const action of ["00".repeat(21), "7f".repeat(21), "../../x"]) {
        const answer = await request.post("/sign-in", {
          headers: { "content-type": type, "next-action": action },
          data,
          maxRedirects: 0,
        });
        const asked = `${answer.status()} for ${type}, ${data.slice(0, 20)}, ${action}`;
        expect(answer.status() >= 400 && answer.status() < 500, asked).toBe(true);
      }
    }
    const cora = await as("Cora");
    expect((await cora.goto("/register"))?.status()).toBe(200);
  });
});

test.describe("B6: a request that lies about where it came to", () => {
  const lies: Record<string, string>[] = [
    { "x-forwarded-host": "evil.example" },
    { "x-forwarded-proto": "https", "x-forwarded-host": "evil.example", "x-forwarded-port": "444" },
    { forwarded: "host=evil.example;proto=https" },
  ];

  for (const headers of lies) {
    test(`by ${Object.keys(headers).join(", ")}`, async ({ request, as }) => {
      const away = await request.get("/register", { headers, maxRedirects: 0 });
      expect(away.headers().location ?? "").not.toContain("evil.example");
      expect(await (await request.get("/sign-in", { headers })).text()).not.toContain("evil.example");
      const cora = await as("Cora");
      expect(await (await cora.request.get("/account", { headers })).text()).not.toContain("evil.example");
    });
  }

  test("two people at one address see two pages, and nothing may keep either", async ({ as }) => {
    const [cora, ada] = [await as("Cora"), await as("Ada")];
    for (const path of ["/", "/account", "/api/session", "/inbox"]) {
      const [hers, adas] = [await cora.request.get(path), await ada.request.get(path)];
      expect(hers.headers()["cache-control"], path).toContain("no-store");
      expect(adas.headers()["cache-control"], path).toContain("no-store");
    }
    expect(await (await cora.request.get("/inbox")).text()).toContain("Cora Lind: account");
    expect(await (await ada.request.get("/inbox")).text()).not.toContain("Cora Lind: account");
  });
});
