"""The register: what stands in each cell, in brackets or not, and what each cell rests on."""

from __future__ import annotations

import csv
import io
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, entry
from sayso.cli import run
from sayso.cli.registers import _csv
from sayso.examples import folder
from sayso.findings import find_findings, find_programmes
from sayso.identity import find_entities
from sayso.lineage import find_origins
from sayso.model import Derived, Entry, Support
from sayso.register import (
    RegisterCell,
    RegisterRow,
    RegisterValue,
    columns,
    evidence,
    record,
    register_rows,
    sheet,
)
from sayso.register.rows import listed, side_by_side
from sayso.register.written import LONGEST, guarded


def derive(entries: tuple[Entry, ...]) -> Derived:
    origins, entities = find_origins(entries), find_entities(entries)
    findings = find_findings(entries, origins, entities)
    programmes = find_programmes(entries, origins, entities, findings)
    return Derived(origins=origins, entities=entities, findings=findings, programmes=programmes)


def rows(*entries: Entry) -> tuple[RegisterRow, ...]:
    return register_rows(entries, derive(entries))


def row(*entries: Entry, designation: str = "Falcon-9") -> RegisterRow:
    [found] = [r for r in rows(*entries) if r.designation.text.strip("()") == designation]
    return found


def report(uri: str, *claims: dict[str, Any], published: str | None = None) -> Entry:
    """A report in words of its own, which nothing else has."""
    words = " ".join(f"{uri.partition('.')[0]}{number}" for number in range(40))
    text = ". ".join(c["quote"] for c in claims) + f". {words}."
    return entry(text, claims, uri=uri, published=published)


def agreement(product: str = "Falcon-9", realis: str = "actual", **more: Any) -> dict[str, Any]:
    quote = f"Poland and Ghana agreed to build {product} in Ghana, {realis} {more.get('date')}"
    if "quantity" in more:
        quote += f", {more['quantity']}"
    return claim("agreement", quote, realis, party=("Poland", "Ghana"), product=product, **more)


def production(
    number: str,
    realis: str = "actual",
    product: str = "Falcon-9",
    place: str = "Ghana",
    **more: Any,
) -> dict[str, Any]:
    quote = f"In {place} {number} {product}s are {realis} made by Zephyr Works"
    made = "Zephyr Works"
    return claim(
        "production", quote, realis, producer=made, product=product, place=place,
        quantity=number, **more,
    )  # fmt: skip


def plant(product: str = "Falcon-9", realis: str = "actual") -> dict[str, Any]:
    quote = f"Zephyr Works of Poland builds a {product} plant in Tema, Ghana"
    made = "Zephyr Works"
    return claim("facility", quote, realis, operator=made, place=("Tema", "Ghana"), product=product)


def test_the_columns_are_those_of_the_trade_registers_each_with_its_source() -> None:
    assert [column.heading for column in columns()] == [
        "Supplier/licenser",
        "Licensee/recipient",
        "No. ordered",
        "Weapon designation",
        "Weapon description",
        "Year of order/licence",
        "Year(s) of delivery/production",
        "No. delivered/produced",
        "Comments",
    ]
    assert all(column.source.startswith("https://www.sipri.org/") for column in columns())
    assert {column.key for column in columns()} < set(RegisterRow.model_fields)


def test_what_is_said_to_be_so_stands_without_brackets() -> None:
    found = row(
        report(
            "a.txt",
            plant(),
            agreement(date="2021-03", quantity="800"),
            production("120", date="2023"),
        )
    )
    assert (found.supplier.text, found.licensee.text) == ("Poland", "Ghana")
    assert (found.ordered.text, found.order_year.text) == ("800", "2021")
    assert (found.delivered.text, found.years.text) == ("120", "2023")
    assert found.designation.text == "Falcon-9"


def test_what_is_planned_is_ordered_in_brackets() -> None:
    found = row(report("a.txt", plant(), production("120", "planned", date="2030")))
    assert (found.ordered.text, found.delivered.text) == ("(120)", "..")
    assert found.years.text == "(2030)"


def test_a_plan_of_a_year_gone_by_is_no_year_of_delivery() -> None:
    made = production("120", "planned", date="2021")
    assert row(report("a.txt", plant(), made, published="2023-05")).years.text == ".."
    assert row(report("a.txt", plant(), made, published="2021-05")).years.text == "(2021)"


def test_figures_that_conflict_stand_side_by_side() -> None:
    found = row(
        report("a.txt", plant(), production("1,000")), report("b.txt", plant(), production("800"))
    )
    assert found.delivered.text == "(800/1000)"
    assert [value.text for value in found.delivered.values] == ["800", "1000"]
    assert len({s.document for v in found.delivered.values for s in v.support}) == 2


def test_figures_that_one_report_gives_together_are_listed() -> None:
    first, second = production("30", "planned", date="2031"), production("40", "planned")
    assert row(report("a.txt", plant(), first, second)).ordered.text == "(30), (40)"


def test_one_figure_of_two_reports_rests_on_both() -> None:
    found = row(
        report("a.txt", plant(), production("800")), report("b.txt", plant(), production("800"))
    )
    assert found.delivered.text == "800"
    assert len(found.delivered.values[0].support) == 2


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("seven", "7"),
        ("1,200", "1200"),
        ("at least six", "(at least 6)"),
        ("up to 800", "(up to 800)"),
        ("about 140,000", "(about 140000)"),
        ("hundreds of", "(hundreds of)"),
        ("30 to 40", "(30-40)"),
    ],
)
def test_a_number_is_in_digits_and_in_brackets_unless_it_is_exact(words: str, shown: str) -> None:
    assert row(report("a.txt", plant(), production(words))).delivered.text == shown


def test_a_figure_outside_the_quote_is_unsure() -> None:
    made = claim(
        "production", "Falcon-9s are made in Ghana", product="Falcon-9", place="Ghana",
        quantity="120",
    )  # fmt: skip
    inside = plant()
    text = f"{inside['quote']}. {made['quote']}. So far 120 have been counted."
    assert row(entry(text, [inside, made])).delivered.text == "(120)"


def test_a_number_is_read_where_it_stands() -> None:
    quote = "Falcon-9s were first made in Ghana six months after the deal"
    made = claim("production", quote, product="Falcon-9", place="Ghana", quantity="six")
    assert row(report("a.txt", plant(), made)).delivered.text == ".."


def test_so_many_a_year_is_a_comment_and_no_order() -> None:
    found = row(report("a.txt", plant(), production("120 drones a year", "planned")))
    assert found.ordered.text == ".."
    assert "capacity or output (120) a year" in found.comments.text


def test_an_agreement_without_a_date_has_the_year_of_its_first_report() -> None:
    undated = (
        report("a.txt", plant(), agreement(), published="2022-05-13"),
        report("b.txt", plant(), agreement(), published="2023"),
    )
    assert row(*undated).order_year.text == "(2022)"
    dated = report("c.txt", plant(), agreement(date="2021-03"), published="2024")
    assert row(*undated, dated).order_year.text == "2021"


def test_years_of_different_reports_conflict_and_those_of_one_follow_each_other() -> None:
    first, second = agreement(date="2021"), agreement(date="2022")
    assert row(report("a.txt", plant(), first, second)).order_year.text == "2021, 2022"
    apart = (report("a.txt", plant(), first), report("b.txt", plant(), second))
    assert row(*apart).order_year.text == "(2021/2022)"


def test_a_facility_gives_a_year_only_where_something_is_made() -> None:
    built = claim(
        "facility", "The Falcon-9 plant in Ghana got a roof in 2023", date="2023",
        place="Ghana", product="Falcon-9",
    )  # fmt: skip
    runs = claim(
        "facility", "The Falcon-9 plant in Ghana has been at production since 2024", date="2024",
        place="Ghana", product="Falcon-9",
    )  # fmt: skip
    assert row(report("a.txt", plant(), built, runs)).years.text == "(2024)"


def test_numbers_that_name_no_system_have_a_row_of_their_own() -> None:
    named = production("120")
    others = claim(
        "transfer", "Poland sent 40 strike drones to Ghana", supplier="Poland", recipient="Ghana",
        product="strike drones", quantity="40",
    )  # fmt: skip
    found = rows(report("a.txt", plant(), named, others))
    cells = [(r.designation.text, r.description.text, r.delivered.text) for r in found]
    assert cells == [("Falcon-9", "..", "120"), ("..", "strike drones", "(40)")]


def test_what_is_produced_and_what_is_delivered_do_not_conflict() -> None:
    sent = claim(
        "transfer", "Poland sent 40 Falcon-9s to Ghana", supplier="Poland", recipient="Ghana",
        product="Falcon-9", quantity="40",
    )  # fmt: skip
    found = row(report("a.txt", plant(), production("120"), sent))
    assert found.delivered.text == "40 delivered, 120 produced"


def test_what_is_made_elsewhere_is_no_number_of_this_programme() -> None:
    found = row(report("a.txt", plant(), production("5,000", place="Poland")))
    assert found.delivered.text == ".."
    assert "not said to be here: (5000)" in found.comments.text


def test_what_both_make_in_the_providers_country_is_made_elsewhere() -> None:
    quote = "Poland and Ghana have made 50 Falcon-9s in Poland"
    made = claim(
        "production", quote, producer=("Poland", "Ghana"), place="Poland", product="Falcon-9",
        quantity="50",
    )  # fmt: skip
    assert row(report("a.txt", plant(), made)).delivered.text == ".."


def test_a_number_that_its_report_gives_of_here_too_is_not_told_twice() -> None:
    again = claim(
        "transfer", "Norway got 120 Falcon-9s", supplier="Norway", product="Falcon-9",
        quantity="120",
    )  # fmt: skip
    assert "not said" not in row(report("a.txt", plant(), production("120"), again)).comments.text
    alone = row(report("a.txt", plant(), again))
    assert "not said to be here: (120)" in alone.comments.text


def test_a_number_without_a_country_is_of_the_programme_and_unsure() -> None:
    quote = "By June workers had assembled 228 drones"
    made = claim("production", quote, producer="workers", product="drones", quantity="228")
    found = row(report("a.txt", plant(), made), designation="..")
    assert found.delivered.text == "(228)"


def test_a_system_of_the_list_has_its_description_with_the_page_it_is_from() -> None:
    found = row(report("a.txt", plant("Warmate")), designation="Warmate")
    assert found.description.text == "Loitering munition"
    assert found.description.values[0].source is not None


def test_another_system_has_the_words_that_reports_have_for_it() -> None:
    quote = "Zephyr Works of Poland builds the Falcon-9 loitering munition in Tema, Ghana"
    made = claim(
        "facility", quote, operator="Zephyr Works", place=("Tema", "Ghana"), product="Falcon-9"
    )
    assert row(report("a.txt", made)).description.text == "loitering munition"


def test_a_name_that_says_what_it_is_is_its_description() -> None:
    found = row(report("a.txt", plant("Falcon drones")), designation="Falcon drones")
    assert found.description.text == "drones"


def test_a_hyphenated_word_is_no_description() -> None:
    quote = "Zephyr Works of Poland builds the Falcon-9 drone-borne missile in Tema, Ghana"
    made = claim(
        "facility", quote, operator="Zephyr Works", place=("Tema", "Ghana"), product="Falcon-9"
    )
    assert row(report("a.txt", made)).description.text == "drone-borne missile"


def test_a_denial_is_named_and_puts_figures_in_brackets() -> None:
    denied = claim(
        "response", "Ghana denied that Falcon-9s are made there", speaker="Ghana", stance="denies",
        about="Falcon-9s are made there",
    )  # fmt: skip
    silent = claim("response", "Poland declined to comment", speaker="Poland", stance="no comment")
    told = report("a.txt", plant(), production("120"), denied, silent)
    found = row(told)
    assert found.delivered.text == "(120)"
    assert "denied by Ghana (“Falcon-9s are made there”)" in found.comments.text
    assert "Poland" not in found.comments.text
    [value] = [v for v in found.comments.values if v.text.startswith("denied")]
    assert [told.reading.claims[s.claim].quote for s in value.support] == [denied["quote"]]


def test_comments_say_how_it_is_made_and_on_what_footing() -> None:
    quote = "Zephyr Works will assemble the Falcon-9 in Ghana under licence from kits"
    made = claim(
        "production", quote, "planned", producer="Zephyr Works", product="Falcon-9", place="Ghana"
    )
    entries = (report("a.txt", plant(), made), report("b.txt", plant()))
    found = row(*entries)
    [one] = derive(entries).programmes
    assert found.comments.text.startswith("(production under licence); (local assembly); ")
    assert "2 independent origins" in found.comments.text
    assert "grades of findings: F2 (" in found.comments.text
    assert found.programme == one.id


def test_a_condition_is_a_remark() -> None:
    quote = "Production of the Falcon-9 in Ghana is subject to approval by parliament"
    made = claim("production", quote, "planned", product="Falcon-9", place="Ghana")
    assert "(on a condition)" in row(report("a.txt", plant(), made)).comments.text


def test_an_agreement_is_shown_with_what_it_is_worth() -> None:
    quote = "Poland and Ghana signed a deal worth $1 billion on the Falcon-9"
    made = claim(
        "agreement", quote, party=("Poland", "Ghana"), product="Falcon-9", value="$1 billion"
    )
    assert "agreement worth $1 billion" in row(report("a.txt", plant(), made)).comments.text


def sample() -> tuple[Entry, ...]:
    return (
        report("a.txt", plant(), agreement(date="2021"), production("800"), published="2021-05"),
        report("b.txt", plant(realis="planned"), production("1,000"), published="2022"),
        report("c.txt", plant(), agreement("drones"), production("40", product="drone")),
    )


def test_the_order_of_documents_changes_nothing() -> None:
    orders = {register_rows(order, derive(order)) for order in map(tuple, permutations(sample()))}
    assert len(orders) == 1


def test_every_value_rests_on_a_claim_of_its_programme() -> None:
    entries = sample()
    documents = {entry.document.sha256: entry for entry in entries}
    found = rows(*entries)
    assert found
    for one in found:
        for _, cell in one.cells():
            assert (cell.text == "..") is (not cell.values)
            for value in cell.values:
                assert value.support
                assert all(
                    s.claim < len(documents[s.document].reading.claims) for s in value.support
                )


@given(st.lists(st.booleans(), min_size=1, max_size=4))
def test_brackets_are_for_what_is_unsure_or_in_conflict(sure: list[bool]) -> None:
    values = [RegisterValue(text=str(n), sure=is_sure) for n, is_sure in enumerate(sure)]
    assert side_by_side(values).text.startswith("(") is (len(sure) > 1 or not sure[0])
    assert listed(values).text.count("(") == sure.count(False)


FIRST = st.sampled_from("=+-@＝＋－＠\t\r\n\x00\x1b\u202e")


@given(FIRST, st.text(max_size=8), st.sampled_from(["", " ", "\xa0"]))
def test_no_cell_is_taken_for_a_formula(first: str, rest: str, before: str) -> None:
    assert guarded(before + first + rest) == "'" + before + first + rest


@given(st.from_regex(r"[\w(“.][\w =+@-]*", fullmatch=True))
def test_other_cells_are_left_as_they_are(words: str) -> None:
    assert guarded(words) == words


def test_a_sheet_has_the_evidence_beside_each_value() -> None:
    entries = sample()
    by_sha = {entry.document.sha256: entry for entry in entries}
    header, *lines = sheet(rows(*entries), by_sha)
    assert header[0] == "Programme"
    assert header[1::2] == [column.heading for column in columns()]
    assert header[2::2] == [f"{column.heading}: evidence" for column in columns()]
    line = dict(zip(header, lines[0], strict=True))
    assert line["No. delivered/produced"] == "(800/1000)"
    words = line["No. delivered/produced: evidence"]
    first, second = production("800")["quote"], production("1,000")["quote"]
    assert words == (
        f"[800] “{first}” — the outlet itself; a.txt | [1000] “{second}” — the outlet itself; b.txt"
    )


def test_evidence_is_cut_only_at_its_end_and_says_so() -> None:
    quote = "Falcon-9s are made in Ghana " + "and shown " * 1000
    made = claim("production", quote.strip(), product="Falcon-9", place="Ghana")
    entries = [entry(quote, [made], uri=f"{number}.txt") for number in range(5)]
    by_sha = {one.document.sha256: one for one in entries}
    support = tuple(Support(document=sha, claim=0, origin="o") for sha in by_sha)
    cell = RegisterCell(text="x", values=(RegisterValue(text="x", support=support),))
    words = evidence(cell, by_sha)
    assert len(words) <= LONGEST
    assert words.count(quote.strip()) == 3
    assert words.endswith(" | … (shortened: 2 more left out)")


def test_a_record_has_every_claim_with_its_quote() -> None:
    entries = sample()
    by_sha = {one.document.sha256: one for one in entries}
    made = json.loads(json.dumps(record(row(*entries), by_sha)))
    assert made["delivered"]["text"] == "(800/1000)"
    [[one], [other]] = [value["support"] for value in made["delivered"]["values"]]
    assert one["claim"]["quote"] == production("800")["quote"]
    assert (one["uri"], other["uri"]) == ("a.txt", "b.txt")


def test_csv_holds_nothing_that_a_terminal_would_obey() -> None:
    quote = "Zephyr Works of Poland builds a Falcon-9 plant in \x1b[31mTema, Ghana\u202e"
    made = claim(
        "facility", quote, operator="Zephyr Works", place=("Tema", "Ghana"), product="Falcon-9"
    )
    entries = (report("a.txt", made),)
    words = _csv(rows(*entries), {one.document.sha256: one for one in entries})
    assert "\\x1b[31mTema, Ghana\\u202e" in words
    assert not {"\x1b", "\u202e"} & set(words)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("register") / "case"
    assert run(["add", "--case", str(made), str(folder())]) == 0
    return made


def test_the_command_prints_a_table_with_the_comments_below(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert run(["register", "--case", str(case)]) == 0
    out = capsys.readouterr().out
    head, first = out.splitlines()[0], out.splitlines()[2]
    assert head.split("  ")[0] == "Row" and "Order year" in head
    assert first.split()[:3] == ["1", "Turkey", "Ukraine"]
    assert "\n1  bayraktar-tb" in out


def test_csv_can_be_read_back_and_goes_into_a_file(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "register.csv"
    assert run(["register", "--case", str(case), "--format", "csv", "--out", str(file)]) == 0
    told = capsys.readouterr().out
    data = file.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert told == f"{len(lines) - 1} rows: {file}\n"
    assert {len(line) for line in lines} == {1 + 2 * len(columns())}
    for line in lines[1:]:
        for words, grounds in zip(line[1::2], line[2::2], strict=True):
            assert (words == "..") is (grounds == "")


def test_json_is_a_row_a_line(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["register", "--case", str(case), "--format", "json"]) == 0
    made = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"programme", "title", *(column.key for column in columns())} == set(made[0])
    quotes = [s["claim"]["quote"] for r in made for v in r["designation"]["values"]
              for s in v["support"]]  # fmt: skip
    assert quotes and all(quotes)


def test_the_register_of_a_date_knows_what_was_published_by_then(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["register", "--case", str(case), "--format", "json", "--as-of", "2022"]) == 0
    made = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["designation"]["text"] for one in made] == ["TAI Anka"]


def test_a_table_into_a_file_and_a_file_that_cannot_be_written_are_told_in_a_line(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["register", "--case", str(case), "--out", str(tmp_path / "r.txt")]) == 2
    assert "a table is for the terminal: add --format csv" in capsys.readouterr().err
    nowhere = str(tmp_path / "no" / "r.csv")
    assert run(["register", "--case", str(case), "--format", "csv", "--out", nowhere]) == 3
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and nowhere in err


def test_a_case_without_programmes_has_no_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Kupol builds drones in Izhevsk, the company said on Monday.")
    assert run(["add", "--case", str(tmp_path / "case"), str(tmp_path / "a.txt")]) == 0
    capsys.readouterr()
    assert run(["register", "--case", str(tmp_path / "case")]) == 0
    assert capsys.readouterr().out.startswith("No row: ")
