/** A second person at the same phone. */
import { setPin } from "../../../static/client/core/choose-pin.js";
import { enrolWithCode } from "../../../static/client/core/enrol.js";
import { LIGHT } from "./phone.js";

export const OTHER = { id: "0193bbbb-0000-7000-8000-000000000002", name: "Trần Văn Bình" };

/** Somebody else signs in at this phone. @param {FakeServer} server */
export async function anotherPerson(server) {
  server.person = OTHER;
  await enrolWithCode("654321");
  await setPin("135791", { cost: LIGHT });
}
