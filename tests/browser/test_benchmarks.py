"""What `make bench` waits for is there: charts near its window, a click's answer, the same charts on a bare page."""

from __future__ import annotations

from pathlib import Path

from benchmarks.browser import CHARTS, Bare, Dashboard, chromium


def test_a_click_is_measured_on_both_pages(sample_address: str, tmp_path: Path) -> None:
    with chromium(tmp_path / "profile") as driver:
        dashboard = Dashboard(driver, sample_address)
        _, size = dashboard.open_cold()
        dashboard.settle()
        click = dashboard.click(dashboard.quarters()[1])
        bare = Bare(driver, tmp_path)
        try:
            drawn, loaded = bare.draw(click.figures), bare.open_cold(click.figures)
        finally:
            bare.close()
        assert len(click.figures) == CHARTS
        assert 0 < click.first <= click.milliseconds
        assert min(click.busy, drawn, loaded, size) > 0
