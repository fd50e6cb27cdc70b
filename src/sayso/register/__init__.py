"""The licensed-production register: a row for each system of a programme, each cell traceable.

The columns and signs are those the field knows from the trade registers of the SIPRI Arms Transfers
Database (Stockholm International Peace Research Institute, "Sources and methods",
https://www.sipri.org/databases/armstransfers/sources-and-methods): brackets stand for what is
uncertain, ".." for what is not known. SIPRI enters what its researchers hold to be so; here stands
what reports say, with every word it rests on.
"""

from sayso.register.build import register_rows
from sayso.register.rows import Column, RegisterCell, RegisterRow, RegisterValue, columns
from sayso.register.written import evidence, record, sheet

__all__ = [
    "Column",
    "RegisterCell",
    "RegisterRow",
    "RegisterValue",
    "columns",
    "evidence",
    "record",
    "register_rows",
    "sheet",
]
