"""A measure's past in the space of a word: a line without axes, as a picture that needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dashboard.figures import theme

WIDTH, HEIGHT, EDGE = 150, 34, 4


def sparkline(
    values: Sequence[float | None],
    *,
    target: float | None = None,
    palette: theme.Palette = theme.LIGHT,
    dark: theme.Palette | None = None,
) -> str:
    """The values in order as a data address of an SVG; gaps break the line, the last value is a dot, the target
    a dashed line. Without a value it is an empty picture. With `dark` it has these colours where its page is dark."""
    known = [value for value in values if value is not None]
    marks = []
    if known:
        reach = [*known, *([target] if target is not None else [])]
        low, high = min(reach), max(reach)
        step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)

        def at(value: float) -> str:
            share = (value - low) / (high - low) if high > low else 0.5
            return f"{HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE):.1f}"

        if target is not None:
            marks.append(f'<path d="M0 {at(target)}H{WIDTH}" stroke="{palette.quiet}" stroke-dasharray="3 3"/>')
        path, pen = "", "M"
        for place, value in enumerate(values):
            if value is None:
                pen = "M"
                continue
            path += f"{pen}{EDGE + place * step:.1f} {at(value)}"
            pen = "L"
        marks.append(f'<path d="{path}" fill="none" stroke="{palette.series_1}" stroke-width="2"/>')
        last = max(place for place, value in enumerate(values) if value is not None)
        marks.append(f'<circle cx="{EDGE + last * step:.1f}" cy="{at(known[-1])}" r="3.5" fill="{palette.series_1}"/>')
    if dark:
        rules = (
            f"[stroke='{palette.quiet}']{{stroke:{dark.quiet}}}[stroke='{palette.series_1}']{{stroke:{dark.series_1}}}"
            f"circle{{fill:{dark.series_1}}}"
        )
        marks.append(f"<style>@media (prefers-color-scheme: dark){{{rules}}}</style>")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(marks)}</svg>'
    return "data:image/svg+xml," + quote(svg)
