"""Rule files are read as the plain part of YAML 1.2, within bounds, with lines for every complaint."""

import pytest

from tracker.catalog.problems import CatalogError
from tracker.catalog.yaml_files import MAX_BYTES, parse_yaml, read_yaml


def read(text: str) -> object:
    return parse_yaml(text.encode(), "rules.yaml").content


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1e4", 10000.0),
        ("1.0E+4", 10000.0),
        ("0.10", 0.1),
        ("-3", -3),
        (".5", 0.5),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("~", None),
        ("2021-01", "2021-01"),
        ("2021-01-31", "2021-01-31"),
        ("12:30:00", "12:30:00"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("'1e4'", "1e4"),
        ("万元@2020", "万元@2020"),
    ],
)
def test_only_numbers_true_false_and_null_are_not_text(written: str, value: object) -> None:
    assert read(f"key: {written}") == {"key": value}
    assert type(read(f"key: {written}")["key"]) is type(value)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3", "yaml_duplicate_key", 3),
        ("a: &x 1", "yaml_anchor", 1),
        ("a: 1\nb: *x", "yaml_anchor", 2),
        ("&x a: 1", "yaml_anchor", 1),
        ("a:\n  <<: {b: 1}", "yaml_key", 2),
        ("? [a]\n: 1", "yaml_key", 1),
        ("a: !!str 1", "yaml_tag", 1),
        ("a: 1\n---\nb: 2", "yaml_several_documents", 2),
        ("a: [1,\n2", "yaml_syntax", 2),
        ("a:\n\t- 1", "yaml_syntax", 2),
        ("a: .nan", "yaml_number", 1),
        ("a: 1\nb: -.Inf", "yaml_number", 2),
        ("a: 1e999", "yaml_number", 1),
        ("[" * 100_000, "yaml_too_deep", 1),
        ("- " * 100_000, "yaml_too_deep", 1),
        ("a: \x00", "yaml_syntax", None),
        ('a: "\\ud800"', "yaml_character", 1),
        ('"\\ud800": 1', "yaml_character", 1),
    ],
)
def test_what_could_mislead_a_reader_is_refused_with_its_line(text: str, code: str, line: int | None) -> None:
    with pytest.raises(CatalogError) as refused:
        read(text)
    assert (refused.value.code, refused.value.file, refused.value.line) == (code, "rules.yaml", line)


def test_a_file_that_is_not_utf8_names_the_line():
    with pytest.raises(CatalogError) as refused:
        parse_yaml("a: 1\nb: 电".encode("gb18030"), "rules.yaml")
    assert (refused.value.code, refused.value.line) == ("yaml_not_utf8", 2)


def test_a_file_too_large_is_refused_unread(tmp_path):
    (tmp_path / "big.yaml").write_bytes(b"a: " + b"1" * MAX_BYTES)
    with pytest.raises(CatalogError, match="yaml_too_large"):
        read_yaml(tmp_path / "big.yaml")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(CatalogError, match="yaml_unreadable"):
            read_yaml(path)


def test_every_value_knows_its_line():
    file = parse_yaml(b"items:\n  - code: a\n    unit: t\n  - {code: b,\n     unit: kg}\n", "rules.yaml")
    assert file.line(("items", 0, "unit")) == 3
    assert file.line(("items", 1, "unit")) == 5
    assert file.line(("items", 1, "names", "zh")) == 4
    assert str(file.error("rule_reference", ("items", 1)).place) == "rules.yaml:4"
