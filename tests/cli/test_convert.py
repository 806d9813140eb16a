"""`tracker convert`: the units of documents, and the coefficients between energy and coal equivalent."""

import pytest

from tracker.cli import main


@pytest.mark.parametrize(
    ("quantity", "unit", "printed"),
    [
        ("3.5 万kWh", "GJ", "126 GJ"),
        ("3.5万kWh", "GJ", "126 GJ"),
        ("-3.5 万kWh", "GJ", "-126 GJ"),
        ("1 万千瓦时", "tce", "1.229 tce"),
        ("1 tce", "GJ", "29.3076 GJ"),
        ("29.3076 GJ", "tce", "1 tce"),
        ("1.229 tce", "kWh", "10000 kWh"),
        ("1 亿元", "万元", "10000 万元"),
        ("15 亩", "公顷", "1 公顷"),
        ("1 万tce/亿元", "吨标准煤/万元", "1 吨标准煤/万元"),
        ("１，２３４．５ 吨", "kg", "1234500 kg"),
        ("10 千瓦时/万元", "tce/万元", "0.001229 tce/万元"),
    ],
)
def test_prints_the_number_a_space_and_the_unit(
    quantity: str, unit: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", quantity, unit]) == 0
    assert capsys.readouterr().out == printed + "\n"


def test_names_the_electricity_coefficient_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    main(["convert", "1 kWh", "tce", "--lang", "en"])
    assert "0.1229 kgce/kWh" in capsys.readouterr().err


def test_reads_a_lost_superscript_after_saying_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "convert", "5 104 tn", "t"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "50000 t\n"
    assert "104 tn" in printed.err


@pytest.mark.parametrize(
    ("quantity", "unit"),
    [
        ("5 GJ", "m³"),
        ("5 ton", "kg"),
        ("5 Nm", "m³"),
        ("five t", "kg"),
        ("5", "kg"),
        ("NaN t", "kg"),
        ("1e400 t", "kg"),
        ("1e308 万t", "kg"),
        ("1e308 万kWh", "kgce"),
        ("−5 t", "kg"),
        ("5 万元@2020", "万元"),
        ("5 kVarh", "kWh"),
    ],
)
def test_refuses_in_one_sentence(quantity: str, unit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", quantity, unit]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
