"""The books as OFX 2.2, which Xero, QuickBooks, Sage, GnuCash and most others import.

Chosen over QIF, which knows neither currencies nor identities: OFX names every transaction (FITID), so a program that
is given the same file twice takes each only once. One statement per currency. Specification: https://financialdataexchange.org/ofx
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID
from xml.etree import ElementTree as Xml

from backend.treasury.models import Kind, LedgerEntry
from backend.treasury.money import as_decimal
from backend.treasury.worlds import World

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
)
# The transaction types of section 11.4.4.3 that say what our kinds are; the rest are plain credits and debits.
TYPES = {Kind.FEE: "FEE", Kind.PAYOUT: "XFER"}
# The specification's longest NAME; the whole description stands in MEMO.
NAME_LENGTH = 32


def as_ofx(entries: Iterable[LedgerEntry], *, workspace_id: UUID, world: str, now: datetime) -> str:
    """Return one OFX file of entries of one world. The sandbox's account is named so."""
    by_currency: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        by_currency[entry.currency].append(entry)
    root = Xml.Element("OFX")
    _sign_on(root, now)
    messages = Xml.SubElement(root, "BANKMSGSRSV1")
    for number, currency in enumerate(sorted(by_currency), start=1):
        _statement(messages, number, by_currency[currency], _account(workspace_id, world, currency), now)
    return HEAD + Xml.tostring(root, encoding="unicode")


def _account(workspace_id: UUID, world: str, currency: str) -> str:
    """Return an account number: 22 characters at most, the same for the same books."""
    label = "SANDBOX" if world == World.SIMULATED else "ATELIER"
    return f"{label}-{workspace_id.hex[-10:]}-{currency}"


def _sign_on(root: Xml.Element, now: datetime) -> None:
    answer = Xml.SubElement(Xml.SubElement(root, "SIGNONMSGSRSV1"), "SONRS")
    _status(answer)
    _add(answer, "DTSERVER", _moment(now))
    _add(answer, "LANGUAGE", "ENG")


def _statement(
    parent: Xml.Element, number: int, entries: list[LedgerEntry], account: str, now: datetime
) -> None:
    wrapper = Xml.SubElement(parent, "STMTTRNRS")
    _add(wrapper, "TRNUID", str(number))
    _status(wrapper)
    statement = Xml.SubElement(wrapper, "STMTRS")
    currency = entries[0].currency
    _add(statement, "CURDEF", currency)
    source = Xml.SubElement(statement, "BANKACCTFROM")
    for tag, text in (("BANKID", "ATELIER"), ("ACCTID", account), ("ACCTTYPE", "CHECKING")):
        _add(source, tag, text)
    listed = Xml.SubElement(statement, "BANKTRANLIST")
    days = [entry.day for entry in entries]
    _add(listed, "DTSTART", _noon(min(days)))
    _add(listed, "DTEND", _noon(max(days)))
    for entry in entries:
        _transaction(listed, entry)
    balance = Xml.SubElement(statement, "LEDGERBAL")
    _add(balance, "BALAMT", str(as_decimal(sum(entry.amount_minor for entry in entries), currency)))
    _add(balance, "DTASOF", _moment(now))


def _transaction(parent: Xml.Element, entry: LedgerEntry) -> None:
    transaction = Xml.SubElement(parent, "STMTTRN")
    direction = "CREDIT" if entry.amount_minor > 0 else "DEBIT"
    _add(transaction, "TRNTYPE", TYPES.get(Kind(entry.kind), direction))
    _add(transaction, "DTPOSTED", _noon(entry.day))
    _add(transaction, "TRNAMT", str(as_decimal(entry.amount_minor, entry.currency)))
    _add(transaction, "FITID", str(entry.pk))
    _add(transaction, "NAME", _printable(entry.description)[:NAME_LENGTH] or Kind(entry.kind).label)
    _add(transaction, "MEMO", _printable(f"{Kind(entry.kind).label}: {entry.description}")[:255])


def _status(parent: Xml.Element) -> None:
    status = Xml.SubElement(parent, "STATUS")
    _add(status, "CODE", "0")
    _add(status, "SEVERITY", "INFO")


def _add(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = text


def _printable(text: str) -> str:
    """Return `text` on one line without the control characters that no XML may hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _noon(day: date) -> str:
    """Return a day as noon in UTC, which is the same day nearly everywhere on earth."""
    return f"{day:%Y%m%d}120000.000[0:GMT]"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%d%H%M%S}.000[0:GMT]"
