"""Workbooks in formats that the project reads and does not write, with invented cells, for the tests of reading."""

from __future__ import annotations

import base64
import datetime as dt
import zipfile
import zlib
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


class Shown:
    """A cell whose number is shown in another way: `Shown("percentage", 0.913, "91.3%")`."""

    def __init__(self, kind: str, value: Any, text: str, formula: str = "") -> None:
        self.kind, self.value, self.text, self.formula = kind, value, text, formula


FORMULA = Shown("", None, "", "of:=[.A1]+5")  # whose result has not been saved


def ods(path: Path, spans: dict[str, tuple[int, int]] | None = None, **sheets: Sequence[Sequence[Any]]) -> Path:
    """An ODS workbook; `spans` says of texts over how many columns and rows their cells reach."""
    tables = "".join(
        f'<table:table table:name="{escape(title)}">{"".join(row_of(row, spans or {}) for row in rows)}'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>'
        for title, rows in sheets.items()
    )
    content = f"<office:document-content {SPACES}><office:body><office:spreadsheet>{tables}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content + "</office:spreadsheet></office:body></office:document-content>")
    return path


def row_of(row: Sequence[Any], spans: dict[str, tuple[int, int]]) -> str:
    """A row, with a thousand empty cells behind it."""
    cells = "".join(cell_of(value, spans) for value in row)
    return f'<table:table-row>{cells}<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'


def cell_of(value: Any, spans: dict[str, tuple[int, int]]) -> str:
    """A cell with its value, its text and how far it reaches."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        value = Shown("boolean", str(value).lower(), str(value).upper())
    elif isinstance(value, (int, float)):
        value = Shown("float", value, f"{value:g}")
    elif isinstance(value, dt.date):
        value = Shown("date", value.isoformat(), f"{value:%d/%m/%Y}")
    if isinstance(value, Shown):
        holder = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(value.kind, "value")
        kind = f' office:value-type="{value.kind}" office:{holder}="{value.value}"' if value.kind else ""
        formula = f' table:formula="{value.formula}"' if value.formula else ""
        text = f"<text:p>{escape(value.text)}</text:p>" if value.text else ""
        return f"<table:table-cell{kind}{formula}>{text}</table:table-cell>"
    wide, high = spans.get(value, (1, 1))
    reach = f' table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    covered = "<table:covered-table-cell/>" * (wide - 1)
    return f'<table:table-cell office:value-type="string"{reach}>{lines}</table:table-cell>{covered}'


def xls(path: Path) -> Path:
    """An XLS workbook: a cover, and a sheet "Plan" of two measures, one of them shown as 91.3% and one as 8:23."""
    path.write_bytes(zlib.decompress(base64.b85decode(XLS)))
    return path


XLS = (
    "c-rk)OK2295PiKfoBg;+HZck+$|4wliNpx%MOO_fB8K%ZBIqRB=;CHpW+w@H@Sme1cv3_V6!GHc;s-tGMLh_L9uz@H^e7^Nf{13VuKAeN6%1&="
    "Fg0{dS9MkOo9>$Ko_X@PuK(P%i39kF7DK~eDTb;cIzc7o2}w|UsidmjJxZk%(0@g-C{1Kl7`Lk*MbsRs`5r(BSM__uf!9>FVGr61rc8|>En^IZ"
    "P#6{oopLXPGgN9YfpOI{?_@rf`4zUk!+Z&Ajxk?Ew*6u&9;e%9Ep+pEOK2*$)eslB!9FipGZ*9VQ04J~6T-0#W2u!h@}s_Cik`rEP!g<^rnHnC"
    "!v*L-%bb>J{b-=nIFC=I6!6ho1Ma2*{mAMCNdLK9ANh?wO4C<KAET?1K91&J^e01<00&XpA=Hb~hiXg?tCld@3O&;5LjpzKB6MW(hWQl_D81C%"
    "$-BWSvqze?%u-UVkw&rGk_lkFw0d%#GHzJXAlHnva)m4f-DKpuCH1z^%-N)GH*B(}AelnmuyXcZ(rqxTozkuW+Kha@m@>>_ue4;AjM}=3cA-mJ"
    "aiF!Ob$)Z}g66fY)a@Q=brJ*$YZ<nr5W8|acS(yvY{+%VlwELxkZD)W?6zf*kmL)!90|_im@Hcyt9i*t5YM8P>vg<vB<X>_Ui$EKO-ClZoizt}"
    "Lv*&yX=)r%!Xf2B&NY6E!)LL_Z03hK>LjjDWZppIP4~vkIJdIm2-_Ux)<)`Q9@De*^da>bRPTGc_U4qnH|d#Fzr1o_U&H0+>2sJ$8IUD^bsa&I"
    "XcDJSDY}*R?!sMQUooHX%VHZ1C0*<#_iRv$Z-{fX&N)DY>Tz9}(qjCBMq*TTc!!bybyTAjM^!zsBYC6aNFkCmU(!g@eMu)N>`P&is(h)6q=+v?"
    "NQ$}`L<J0jF~nSZ!5HGcq%e$8z0({B!cdR1?=Rk8z2IHiX;(NBzO}+p?Mn)Wnz{WUB}Hf~HVX%b#<<FHXpE!Q_14O8Xk|Dwx*Blj>X%c;U-YJ("
    "c7-G9TMxydF^)Pfb5SXC0}3dhfC36=l#t*91bAE3`H0{g$Rh54oo`eIgWn{hme!#_mrb92%VE;p!ro!!&v=A|7fbx1kN3Y&(Prx1!ftdhj@`q~"
    "Upi2Wq0jTjj>*6G3Jtga!QtTi$Nhf?V_;aO"
)
