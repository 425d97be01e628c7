/** Which PINs may be chosen: six digits, and none of those that everybody tries first. */

/** @param {string} pin @returns {"" | "six" | "obvious"} what is wrong with it */
export function pinProblem(pin) {
  if (!/^\d{6}$/.test(pin)) return "six";
  return isObvious(pin) ? "obvious" : "";
}

/** @param {string} pin */
function isObvious(pin) {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, n) => (digit - digits[n] + 10) % 10);
  const isEven = steps.every((step) => step === steps[0]);
  const isRepeated = pin.slice(0, 3) === pin.slice(3) || pin.slice(0, 2).repeat(3) === pin;
  const isPairs = [0, 2, 4].every((n) => digits[n] === digits[n + 1]);
  return isEven || isRepeated || isPairs || new Set(digits).size < 3;
}
