/* Pauses in long work, in which the browser shows what is there and takes in what the reader does. */

const { port1, port2 } = new MessageChannel(); // the soonest of all tasks; a timer waits for milliseconds
/** @type {Array<() => void>} */
const paused = [];

port1.onmessage = () => paused.shift()?.();

/**
 * Lets the browser do what it has to do first.
 *
 * @returns {Promise<void>}
 */
export const pause = () =>
  new Promise((goOn) => {
    paused.push(goOn);
    port2.postMessage(null);
  });
