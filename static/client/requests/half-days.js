/** Half-days as people say and pick them: the weekend days that are coming, morning or afternoon. */
import { showDate, showDay, today } from "../core/clock.js";
import { t } from "../core/texts.js";

const DAY_MS = 86_400_000;
const WEEKEND = [0, 6];
const DAYS_OFFERED = 4;

/** @type {Record<string, string>} */
const WORDS = { morning: "Buổi sáng", afternoon: "Buổi chiều" };

/** @type {Record<string, string>} */
const ON_DAY = { morning: "Sáng {weekday}, {date}", afternoon: "Chiều {weekday}, {date}", "": "Cả ngày {weekday}, {date}" };

export const HALVES = Object.keys(WORDS);

/** @param {string} half */
export const halfWords = (half) => t(WORDS[half] ?? half);

/** A day in few words: the name of the weekday matters more than the year. @param {string} day */
export const shortDay = (day) => `${showDay(day).split(",")[0]} ${showDate(day).slice(0, 5)}`;

/** "Sáng thứ Bảy, 28/11/2026", as one says it. @param {{date?: string | null, half?: string | null} | null | undefined} wish */
export function wishWords(wish) {
  if (!wish?.date) return wish?.half ? halfWords(wish.half) : t("Buổi nào cũng được");
  const [weekday, date] = showDay(wish.date).split(", ");
  // A Sunday is a name of its own, the other days are numbered.
  return t(ON_DAY[wish.half ?? ""] ?? ON_DAY[""], { weekday: weekday.replace("Thứ", "thứ"), date });
}

/** The half-days of the next weekends. @param {string} [from] @returns {{date: string, half: string}[]} */
export function weekendsAfter(from = today()) {
  const days = Array.from({ length: 21 }, (_, n) => new Date(Date.parse(from) + (n + 1) * DAY_MS));
  const free = days.filter((day) => WEEKEND.includes(day.getUTCDay())).slice(0, DAYS_OFFERED);
  return free.flatMap((day) => HALVES.map((half) => ({ date: day.toISOString().slice(0, 10), half })));
}
