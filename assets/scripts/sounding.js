/* Plays tones, one after the other, on the browser's own synthesiser. It is made when it is asked for and closed when the
 * last tone has gone: nothing sounds by itself. */

const SOUND = "s"; // the key that plays and stops
const STEP = 0.35; // seconds from tone to tone: fewer than three a second, for a label flashes up with each
const LONG = 0.25; // seconds that a tone lasts
const EDGE = 0.02; // seconds in which it rises and falls, so that it does not click
const LOUD = 0.25; // of all that there is

/** @type {AudioContext | null} */
let playing = null;

export const isSounding = () => playing !== null;

/** @param {string} key */
export const isSound = (key) => key.toLowerCase() === SOUND;

/** Ends what sounds. */
export function silence() {
  playing?.close();
  playing = null;
}

/**
 * Plays a tone for each frequency in hertz, and nothing for as long where there is none.
 *
 * @param {(number | null)[]} tones
 * @param {(place: number) => void} each what is done as each begins
 * @param {() => void} last what is done after the last one, unless it has been silenced
 */
export async function play(tones, each, last) {
  silence();
  const own = (playing = new AudioContext());
  for (const [place, frequency] of tones.entries()) {
    each(place);
    if (frequency) sound(own, frequency);
    await new Promise((goOn) => setTimeout(goOn, STEP * 1000));
    if (playing !== own) return;
  }
  silence();
  last();
}

/**
 * @param {AudioContext} context
 * @param {number} frequency
 */
function sound(context, frequency) {
  const { currentTime: start, destination } = context;
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUD, start + EDGE);
  volume.gain.setValueAtTime(LOUD, start + LONG - EDGE);
  volume.gain.linearRampToValueAtTime(0, start + LONG);
  tone.connect(volume).connect(destination);
  tone.start(start);
  tone.stop(start + LONG);
}
