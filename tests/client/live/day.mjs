/**
 * Days of several phones against a running server, told by one JSON argument; see tests/bad_luck/test_days.py.
 * Prints `{"office": n}` when the desk should do something (answered by one line), and at the end `{"result": …}`.
 */
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { dice } from "./dice.mjs";
import { FAULTS } from "./faults.mjs";
import { Phone } from "./phone.mjs";

const told = JSON.parse(process.argv[2]);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const chance = dice(told.seed, "day");
const HOUR = 3_600_000;

/** What a step of a random day may be. */
const STEPS = { work: 42, sync: 26, weather: 10, office: 12, jump: 5, reopen: 5 };
const WORKS = {
  officer: { start: 6, dossier: 7, close: 4, pages: 4, sign: 3, handOver: 4, register: 2 },
  leader: { register: 6, cancel: 2 },
};
const JUMPS = [0, 7 * 60_000, -45 * 60_000, 26 * HOUR, -26 * HOUR, 40 * 24 * HOUR];

async function office() {
  say({ office: chance.upTo(1_000_000) });
  await lines.next();
}

const bytes = (most) => Array.from(chance.bytes(1_000 + chance.upTo(most)));
const photos = () => Array.from({ length: 1 + chance.upTo(2) }, () => bytes(told.photo_bytes));
const material = () => ({ name: `Bùi Thị Mẩy ${chance.upTo(99_999)}`, photos: photos(), signatures: [bytes(3_000), bytes(3_000)] });

const DO = {
  work: (phone) => phone.work(chance.weighted(WORKS[phone.role]), material()),
  sync: async (phone) => void (phone.syncing ??= syncSome(phone)),
  weather: async (phone) => phone.wire.set(chance.weighted({ fair: 2, foul: 6, away: 2 })),
  office,
  jump: (phone) => phone.ask("jump", chance.pick(JUMPS)),
  async reopen(phone) {
    await phone.syncing; // a killed browser is the journeys' matter
    await phone.ask("reopen");
  },
};

/** A phone tries again while its person goes on working. */
async function syncSome(phone) {
  for (let round = 0; round < 3; round += 1) await phone.ask("sync");
  phone.syncing = null;
}

async function randomDay(phones) {
  for (const phone of phones) phone.wire.set("foul");
  for (let step = 0; step < told.steps; step += 1) {
    await DO[chance.weighted(STEPS)](chance.pick(phones));
    if (chance.chance(0.3)) await sleep(chance.upTo(80));
  }
}

/** Every fault befalls every kind of call once, while real work is on its way. */
async function scriptedDay([officer]) {
  const round = ["start", "dossier", "pages", "sign", "close", "register"];
  for (const fault of Object.keys(FAULTS)) {
    for (const name of round.splice(0, 2)) {
      round.push(name);
      await officer.work(name, material());
    }
    await office();
    officer.wire.set({ fault });
    for (let n = 0; n < told.rounds; n += 1) await officer.ask("sync");
  }
}

const phones = [];
for (const one of told.phones) phones.push(await Phone.start({ ...one, server: told.server, seed: told.seed, hurry: told.hurry }));
for (const phone of phones) await phone.deliver();
await (told.script ? scriptedDay : randomDay)(phones);
for (const phone of phones) await phone.syncing;
for (const phone of phones) await phone.ask("jump", 0);
for (const phone of phones) await phone.deliver();
for (const phone of phones) await phone.deliver(); // what the others brought last
say({
  result: await Promise.all(
    phones.map(async (phone) => ({ ...(await phone.ask("state")), name: phone.name, saved: phone.saved, happened: phone.wire.happened })),
  ),
});
for (const phone of phones) await phone.stop();
process.exit(0);
