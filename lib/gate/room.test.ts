import { expect, test } from "vitest";

import { answered, openDoor } from "@/app/api/v1/door";
import { formIn } from "@/lib/gate/multipart";

const mebibyte = new Uint8Array(1024 * 1024);

/** A question with a file of this size. `there`: all but its end, which comes after `rest`, has arrived. */
function asked(mebibytes: number, rest = Promise.resolve()) {
  let arrived = () => {};
  const there = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  async function* parts() {
    yield Buffer.from('--b\r\ncontent-disposition: form-data; name="report"; filename="a.json"\r\n\r\n');
    for (let at = 0; at < mebibytes; at++) yield mebibyte;
    arrived();
    await rest;
    yield Buffer.from("\r\n--b--\r\n");
  }
  const headers = { "content-type": "multipart/form-data; boundary=b" };
  const init = { method: "POST", headers, body: parts(), duplex: "half" };
  const request = new Request("http://register.example/", init as unknown as RequestInit);
  return { there, answer: door(request, { params: Promise.resolve({}) }) };
}

const door = openDoor(async (request) => {
  const form = await formIn(request, "Send a form.");
  return "problem" in form ? form : answered({});
});

test("what comes at once is held up to a bound, and whoever finds no room finds it when another is answered", async () => {
  let breakOff = (_: Error) => {};
  const never = new Promise<void>((_, reject) => {
    breakOff = reject;
  });
  never.catch(() => {});
  const large = [asked(50, never), asked(50, never)];
  await Promise.all(large.map(({ there }) => there));

  const refused = await asked(3).answer;
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining("Ask again") });
  expect((await asked(1).answer).status).toBe(200);

  breakOff(new Error("the line broke"));
  expect(await Promise.all(large.map(async ({ answer }) => (await answer).status))).toEqual([400, 400]);
  expect((await asked(3).answer).status).toBe(200);
});

test("one question alone is refused beyond 50 MiB", async () => {
  const refused = await asked(52).answer;
  expect([refused.status, (await refused.json()).detail]).toEqual([
    413,
    "All of it together is larger than 50 MiB.",
  ]);
});
