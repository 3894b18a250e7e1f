/* Which slide is on show, and how one gets to another. The address is the state, as on every page; the slides beside
 * the one on show are asked for beforehand. */

/** @import { Slide } from "contract" */

import { go, rename } from "../travel.js";
import { patient, wait } from "../waiting.js";

export const PATH = "/present";
const MOST = 60; // slides kept

/** @type {Slide | null} */
let slide = null;
let turn = 0; // how many slides have been asked for, so that a late answer is not shown
/** @type {Map<string, Promise<Slide>>} */
const kept = new Map(); // by query

/** @typedef {{paint: (slide: Slide, said?: string) => void, leave: () => void, fail: () => void}} Room */

/** @type {Room} */
let room = { paint: () => {}, leave: () => {}, fail: () => {} };

/**
 * Begins with this slide.
 *
 * @param {Slide} first
 * @param {Room} whoever paints a slide, hears that it is about to be left, and says that one did not come
 */
export function begin(first, whoever) {
  room = whoever;
  kept.set(first.query, Promise.resolve(first));
  put(first);
}

/** The slide on show; null until the first is. */
export const onShow = () => slide;

/** The slide on show, for what can only happen once one is. */
export function current() {
  if (!slide) throw new Error("No slide is on show yet.");
  return slide;
}

/** The slide after the one on show; null after the last. */
export async function ahead() {
  const { next } = current().ways;
  return next ? ask(next) : null;
}

/**
 * @param {Slide} data
 * @param {string} [said]
 */
function put(data, said) {
  if (slide && slide.release !== data.release) kept.clear();
  slide = data;
  room.paint(data, said);
  for (const query of [data.ways.next, data.ways.previous]) if (query) ask(query).catch(() => {});
}

/** @param {string} query */
function ask(query) {
  const known = kept.get(query);
  if (known) return known;
  const answer = fetchSlide(query);
  answer.catch(() => kept.delete(query));
  kept.set(query, answer);
  for (const oldest of kept.keys()) if (kept.size > MOST) kept.delete(oldest);
  return answer;
}

/**
 * @param {string} query
 * @returns {Promise<Slide>}
 */
async function fetchSlide(query) {
  const response = await patient(`${PATH}/slide.json${query}`);
  if (!response.ok) throw new Error(`slide.json answered ${response.status}`);
  return response.json();
}

/**
 * @param {string} query
 * @param {string} [said]
 */
async function show(query, said) {
  const mine = ++turn;
  wait();
  try {
    const answer = await ask(query);
    if (mine === turn) put(answer, said);
  } catch {
    if (mine !== turn) return;
    room.leave();
    room.fail();
  }
}

/**
 * Goes to a slide, as one step of the browser's history.
 *
 * @param {string | null} query
 */
export function move(query) {
  room.leave();
  if (query) go(query);
}

/**
 * Shows another in the place of this one.
 *
 * @param {string} query
 * @param {string} [said] what is to be heard of it; the slide's own finding where nothing is given
 */
export function replace(query, said) {
  rename(query);
  return show(query, said);
}

/** Shows what the address asks for; also after a failure, when it goes back to that of the slide on show. */
export function follow() {
  if (location.search !== current().query) show(location.search);
  else turn += 1; // what was asked for meanwhile is no longer wanted
}
