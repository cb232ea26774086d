import { addressOfRegister, answeredIfChanged, openDoor, otherThan } from "../door";
import { openApi } from "../open-api";

/** What the API is, for machines. It says nothing of the register's content, so nobody is asked who they are. */
export const GET = openDoor(async (request) => answeredIfChanged(request, openApi(addressOfRegister())));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
