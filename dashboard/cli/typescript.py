"""The contract with the browser as TypeScript: every record of dashboard/views/contract.py as an interface."""

from __future__ import annotations

import re
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from dashboard.views import contract

HEAD = "/* Written from dashboard/views/contract.py by `make format`; change that, not this. */\n"
PLAIN: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null", Any: "any"}


def declarations() -> str:
    """The module `contract`, whose types scripts import."""
    records = [one for one in vars(contract).values() if is_typeddict(one)]
    return f'{HEAD}declare module "contract" {{\n' + "\n".join(interface(one) for one in records) + "}\n"


def interface(record: Any) -> str:
    """One record with its docstring and all its keys, those that it has from others too."""
    words = re.sub(r"\s+", " ", record.__doc__ or "")
    hints = get_type_hints(record)
    keys = [f"    {name}{'?' if name in record.__optional_keys__ else ''}: {written(hints[name])};" for name in hints]
    return "\n".join([f"  /** {words} */", f"  export interface {record.__name__} {{", *keys, "  }", ""])


def written(hint: Any) -> str:
    """A type as TypeScript writes it; TypeError for one that has no form in JSON."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if is_typeddict(hint):
        return str(hint.__name__)
    if origin in (Union, UnionType):
        return " | ".join(written(part) for part in parts)
    if origin is Literal:
        return " | ".join(f'"{part}"' for part in parts)
    if origin is list:
        inside = written(parts[0])
        return f"{inside}[]" if inside.isalnum() else f"Array<{inside}>"
    if origin is tuple and Ellipsis not in parts:
        return f"[{', '.join(written(part) for part in parts)}]"
    if origin is dict and parts[0] is str:
        return f"Record<string, {written(parts[1])}>"
    raise TypeError(f"{hint} cannot be sent to a browser as JSON.")
