"""The European Central Bank's reference rates, taken in from its file."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from backend.treasury.exchange import NoRate, RateBook
from backend.treasury.models import ExchangeRate
from backend.treasury.services import rates
from backend.treasury.services.rates import NotTheBanksList

HISTORY = "Date,USD,JPY,CYP,ISK,\n2026-11-20,1.0800,162.50,N/A,N/A,\n2026-11-19,1.0750,161.00,0.58,150.1,\n"
DAILY = "Date, USD, JPY, \n20 November 2026, 1.0801, 162.51, \n"
LOAD = "/admin/treasury/exchangerate/load/"


@pytest.mark.django_db
def test_the_history_is_taken_in_once() -> None:
    assert rates.load_ecb(HISTORY) == 5
    assert rates.load_ecb(HISTORY) == 5
    assert ExchangeRate.objects.count() == 5
    found = ExchangeRate.objects.get(quote="USD", day=date(2026, 11, 20))
    assert (found.base, found.rate, found.source) == ("EUR", Decimal("1.08"), "European Central Bank")
    assert not ExchangeRate.objects.filter(quote="CYP").exists()
    assert rates.load_ecb(DAILY) == 2
    assert ExchangeRate.objects.get(quote="USD", day=date(2026, 11, 20)).rate == Decimal("1.0801")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("day,USD\n", 1),
        ("Date,XXQ\n2026-11-20,1\n", 1),
        ("Date,USD\n20/11/2026,1\n", 2),
        ("Date,USD\n2026-11-20,1\n2026-11-20,2\n", 3),
        ("Date,USD\n2026-11-20,many\n", 2),
        ("Date,USD\n2026-11-20,-1\n", 2),
        ("Date,USD\n2026-11-20,1\n2026-11-19,NaN\n", 3),
    ],
)
def test_another_file_is_refused_whole(text: str, line: int) -> None:
    with pytest.raises(NotTheBanksList) as refusal:
        rates.load_ecb(text)
    assert refusal.value.extra == {"line": line}
    assert ExchangeRate.objects.count() == 0


@given(text=st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        list(rates._ecb_rates(f"Date,USD\n{text}"))
    except NotTheBanksList as refusal:
        assert refusal.extra["line"] >= 2


@pytest.mark.django_db
def test_any_two_currencies_are_compared_over_the_euro() -> None:
    rates.load_ecb(HISTORY)
    book = RateBook(["USD", "JPY"], since=date(2026, 11, 20), until=date(2026, 11, 20))
    assert book.convert(108_00, "USD", "JPY", date(2026, 11, 20)) == 16_250
    assert book.convert(16_250, "JPY", "USD", date(2026, 11, 20)) == 108_00
    with pytest.raises(NoRate, match="no rate of USD in JPY for 2026-12-01"):
        RateBook(["USD", "JPY"], since=date(2026, 12, 1), until=date(2026, 12, 1)).convert(
            1, "USD", "JPY", date(2026, 12, 1)
        )


@pytest.mark.django_db
def test_the_command_says_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "eurofxref-hist.csv"
    file.write_text(HISTORY)
    call_command("load_rates", str(file))
    assert capsys.readouterr().out == "5 rates\n"
    file.write_text("nothing")
    with pytest.raises(CommandError, match="Line 1"):
        call_command("load_rates", str(file))
    with pytest.raises(CommandError, match="could not be read"):
        call_command("load_rates", str(tmp_path / "missing.csv"))


def test_the_admin_takes_the_file(root_client: APIClient) -> None:
    assert "eurofxref-hist.csv" in root_client.get(LOAD).content.decode()
    listed = root_client.get("/admin/treasury/exchangerate/").content.decode()
    assert LOAD in listed
    bad = SimpleUploadedFile("rates.csv", b"nothing")
    refused = root_client.post(LOAD, {"file": bad}, format="multipart")
    assert "Line 1" in refused.content.decode()
    zipped = root_client.post(
        LOAD, {"file": SimpleUploadedFile("rates.zip", b"PK\xff\xfe")}, format="multipart"
    )
    assert "Unpack the file first" in zipped.content.decode()
    good = SimpleUploadedFile("rates.csv", HISTORY.encode())
    assert root_client.post(LOAD, {"file": good}, format="multipart").status_code == 302
    assert ExchangeRate.objects.count() == 5
