"""The sample's own catalogue: the papers and their figures, targets, plan places, estimates and names.

They lie in its store as any council's do, so that nothing of the sample shows in a store of anybody else.
"""

from __future__ import annotations

from pathlib import Path

from dashboard.basics import files
from dashboard.basics.formatting import listed

FOLDER = Path(__file__).parent / "catalogue"


def write(data: Path) -> str:
    """Writes the files that are not there, and says which others it left as they are; nothing where there are none."""
    own = data / "catalogue"
    own.mkdir(parents=True, exist_ok=True)
    ours = {own / path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.csv"))}
    missing = [path for path in ours if not path.exists()]
    for path in missing:
        files.temporary(path).write_bytes(ours[path])
        files.to_disk(files.temporary(path))
    files.put_in_place(missing, data)
    changed = [f"catalogue/{path.name}" for path, text in ours.items() if path.read_bytes() != text]
    return f"\nNot as the sample has them, and left alone: {listed(changed)}." if changed else ""
