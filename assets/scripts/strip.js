/* The strip that stays at the top of the window: how high it is, so that nothing the keyboard comes to stands under it. */

import { all } from "./dom.js";

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target instanceof HTMLElement && target.isConnected)
      document.documentElement.style.setProperty("--strip-height", `${target.offsetHeight}px`);
  }
});

/** Measures the strip of the page on show, now and whenever it has another height. */
export function watchStrip() {
  sizes.disconnect();
  for (const strip of all(".held")) sizes.observe(strip);
}

/** How far down the window the strip reaches, in pixels. */
export const underStrip = () => Math.max(0, ...all(".held").map((strip) => strip.getBoundingClientRect().bottom));
