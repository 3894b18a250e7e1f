"""pandera, kept from loading Spark where that is installed.

It would take a third of a second, warn of pandas 3, and leave a setting by which no worker of a cluster could reach
this machine.
"""

from __future__ import annotations

import os
import sys

SETTINGS = ("SPARK_LOCAL_IP", "PYARROW_IGNORE_TIMEZONE")  # what pandera sets where these are not set

unset = [name for name in SETTINGS if name not in os.environ]
hidden = "pyspark" not in sys.modules
if hidden:
    sys.modules["pyspark"] = None  # type: ignore[assignment] # by which Python takes it for not installed
try:
    import pandera.pandas as pandera
    from pandera.errors import SchemaErrors, SchemaWarning
finally:
    if hidden:
        del sys.modules["pyspark"]
    for name in unset:
        os.environ.pop(name, None)

__all__ = ["SchemaErrors", "SchemaWarning", "pandera"]
