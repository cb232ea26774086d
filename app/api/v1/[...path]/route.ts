import { problem } from "@/lib/gate/problem";

import { openDoor } from "../door";

/** Whatever is asked below /api/v1 and is not there. */
const notHere = openDoor(async () =>
  problem("not_found", "There is nothing here. What there is stands in /api/v1/openapi.json."),
);

export {
  notHere as DELETE,
  notHere as GET,
  notHere as OPTIONS,
  notHere as PATCH,
  notHere as POST,
  notHere as PUT,
};
