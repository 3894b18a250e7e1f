/* Times as they are told. Nothing here knows the page. */

/**
 * How long that is: "0:07", "12:05", "1:02:03".
 *
 * @param {number} length in milliseconds
 */
export function told(length) {
  const seconds = Math.max(0, Math.floor(length / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const parts = hours ? [hours, two(minutes), two(seconds % 60)] : [minutes, two(seconds % 60)];
  return parts.join(":");
}

/**
 * The time of the day: "09:41".
 *
 * @param {Date} now
 */
export const ofDay = (now) => `${two(now.getHours())}:${two(now.getMinutes())}`;

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");
