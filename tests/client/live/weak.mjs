/**
 * One phone delivers a dossier with its photos over a weak network, told by one JSON argument; see
 * tests/bad_luck/test_weak_network.py. Prints `{"result": …}`: what the phone holds, and what the air carried.
 */
import process from "node:process";
import { dice } from "./dice.mjs";
import { Phone } from "./phone.mjs";
import { SlowWire } from "./slow-wire.mjs";

const told = JSON.parse(process.argv[2]);
const chance = dice(told.seed, "photos");
const photo = (size) => Array.from(chance.bytes(size));
const wire = new SlowWire(told.server);
const phone = await Phone.start({ ...told.phones[0], server: told.server, seed: told.seed, hurry: told.hurry }, wire);
await phone.deliver();
await phone.work("start");
const photos = Array.from({ length: told.photos }, () => photo(told.photo_bytes));
await phone.work("dossier", { photos, signatures: [photo(3_000), photo(3_000)] });

wire.weaken(told.rate, told.drop_ms);
let rounds = 0;
for (; rounds < told.rounds && (await phone.ask("owed")) > 0; rounds += 1) await phone.ask("sync");

const state = await phone.ask("state");
const carried = { carried: wire.carried, drops: wire.drops, rounds, bytes: told.photos * told.photo_bytes + 6_000 };
process.stdout.write(`${JSON.stringify({ result: { ...state, ...carried, name: phone.name, saved: phone.saved } })}\n`);
await phone.stop();
process.exit(0);
