import pytest

from recruit.domain.engines.skills import catalog
from recruit.domain.engines.skills.table import KINDS, parse, shipped
from recruit.domain.engines.skills.words import joined


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.skill, text[mention.start : mention.end]) for mention in catalog.find(text)]


def names(text: str) -> list[str]:
    return [mention.skill for mention in catalog.find(text)]


@pytest.mark.parametrize(
    ("name", "skill"),
    [
        ("k8s", "Kubernetes"),
        ("POSTGRES", "PostgreSQL"),
        ("node js", "Node.js"),
        ("NodeJS", "Node.js"),
        ("node-js", "Node.js"),
        ("node", "Node.js"),
        ("react.js", "React"),
        ("c", "C"),
        ("C sharp", "C#"),
        ("C plus plus", "C++"),
        ("dotnet", ".NET"),
        ("golang", "Go"),
        ("REST APIs", "REST"),
        ("data structure", "Data Structures"),
        ("dashboard", "Dashboards"),
        ("A.I.", "Artificial Intelligence"),
        ("R.N.", "RN"),
        ("AR", "Accounts Receivable"),
        ("book-keeping", "Bookkeeping"),
        ("search engine optimisation", "SEO"),
        ("labour relations", "Employee Relations"),
        ("R&D", "Research and Development"),
        ("Ｐｙｔｈｏｎ", "Python"),
    ],
)
def test_all_names_of_a_skill_have_one_canonical_name(name: str, skill: str) -> None:
    assert catalog.canonical(name) == catalog.canonical_name(name) == skill


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("SAP FI", "SAP FICO"),
        ("SAP CO", "SAP FI/CO"),
        ("SAP", "SAP FI"),
        ("SAP PI", "SAP PI/PO"),
        ("SAP BW", "SAP BW/4HANA"),
        ("Excel", "Excel VBA"),
        ("VBA", "Excel macros"),
        ("Excel", "VLOOKUP"),
        ("C", "Embedded C"),
        ("R", "R Studio"),
        ("React", "React Native"),
        ("React", "React Testing Library"),
        ("SQL", "MySQL"),
        ("Spring", "Spring Boot"),
        ("Spring", "Spring MVC"),
        ("ASP.NET", "ASP.NET MVC"),
        ("jQuery", "jQuery UI"),
        ("Spark", "Spark SQL"),
        ("Hadoop", "HDFS"),
        ("Kafka", "Kafka Streams"),
        ("Siemens S7", "TIA Portal"),
        ("Six Sigma", "Lean Six Sigma"),
        ("AutoCAD", "AutoCAD Civil"),
    ],
)
def test_a_skill_implies_its_part_but_is_distinct_from_it(part: str, whole: str) -> None:
    less, more = catalog.canonical(part), catalog.canonical(whole)
    assert less != more
    assert less in catalog.implied(more)
    assert more not in catalog.implied(less)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Java", "JavaScript"),
        ("C", "C++"),
        ("C", "C#"),
        ("SAP WM", "SAP EWM"),
        ("SAP APO", "SAP IBP"),
        ("Lodash", "Underscore.js"),
        ("Log4j", "Logback"),
        ("VLOOKUP", "Pivot tables"),
    ],
)
def test_skills_with_similar_names_are_distinct(one: str, other: str) -> None:
    assert catalog.canonical(one) != catalog.canonical(other)
    assert catalog.canonical(one) not in catalog.implied(catalog.canonical(other))


@pytest.mark.parametrize(
    ("name", "skill"),
    [
        ("Python (primary)", "Python"),
        ("Python 3.11", "Python"),
        ("python3", "Python"),
        ("HTML5", "HTML"),
        (".NET Core 3.1", ".NET"),
        ("experience with Kubernetes", "Kubernetes"),
        ("5+ years of React experience", "React"),
        ("Strong Java skills", "Java"),
        ("Excel - advanced", "Excel"),
        ("French (fluent)", "French"),
        ("Amazon Web Services (AWS)", "AWS"),
        ("some cloud (AWS)", "AWS"),
        ("Certified in First Aid", "First Aid"),
    ],
)
def test_qualifiers_are_removed_from_skill_names(name: str, skill: str) -> None:
    assert catalog.canonical(name) == skill


def test_digits_of_a_skill_name_are_kept() -> None:
    assert [catalog.canonical(name) for name in ("S3", "EC2", "ISO 9001", "Web3")] == ["S3", "EC2", "ISO 9001", "Web3"]


def test_an_unknown_name_is_normalised_to_its_stems() -> None:
    assert catalog.canonical_name("Fly-Fishing") is None
    assert catalog.canonical("Fly-Fishing") == catalog.canonical("experience in fly fishing") == "fli fish"
    assert catalog.canonical("!!!") == "!!!"
    assert catalog.canonical("  ") == ""


def test_symbols_are_part_of_skill_names() -> None:
    assert names("C++, C#/.NET, F#; ASP.NET and C") == ["C++", "C#", ".NET", "F#", "ASP.NET", "C"]
    assert names("C++17 and Python+Django") == ["C++", "Python", "Django"]
    assert names("We do R&D.") == []
    assert names("objection, pythonic, javanese") == []


def test_offsets_refer_to_the_original_text() -> None:
    assert found("Ünïcode ﬁrst — K8s,\nNode.js; R.N., python3!") == [
        ("Kubernetes", "K8s"),
        ("Node.js", "Node.js"),
        ("RN", "R.N."),
        ("Python", "python3"),
    ]


def test_the_longest_name_is_chosen() -> None:
    assert names("Django REST Framework, React Native, Spring Boot, SQL Server Integration Services") == [
        "Django REST Framework",
        "React Native",
        "Spring Boot",
        "SSIS",
    ]
    assert names("Research & development, data\nwarehouse") == ["Research and Development", "Data Warehousing"]


def test_a_name_does_not_span_sentences() -> None:
    assert names("She knows Spring. Boot camps are fun") == ["Spring Framework"]


@pytest.mark.parametrize(
    "text",
    [
        "We go home to rest and then make plans to react swiftly",
        "Excel at what you do. Express yourself.",
        "a swift answer; the rust on the spring; a chef's sketch",
        "Access to the building, word of mouth, go to market",
        "Spring is here. Networking with peers is fun.",
        "PHP 28,000 or CAD 95,000 a year",
        "https://example.com",
        "the German market",
        "Bob &amp; me, in Boston, MA",
    ],
)
def test_everyday_words_are_not_skills(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("go, rust, r", ["Go", "Rust", "R"]),
        ("We hire a Go developer", ["Go"]),
        ("Tools: Excel, Word, Access", ["Excel", "Microsoft Word", "Microsoft Access"]),
        ("Our team writes React all day", ["React"]),
        ("experience with Ray is a bonus", ["Ray"]),
        ("tools such as Chef or Puppet", ["Chef", "Puppet"]),
        ("AP/AR and payroll", ["Accounts Payable", "Accounts Receivable", "Payroll"]),
        ("PHP 8.1", ["PHP"]),
        ("fluent German", ["German"]),
        ("German", ["German"]),
    ],
)
def test_everyday_words_are_skills_in_the_context_of_skills(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("piece", ["a ", ".", "a.", "(", "machine ", "x", " ", "c+", "sql server ", "É.", "go, "])
def test_hostile_texts_are_scanned_in_linear_time(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def count(text: str, end: int, start: int) -> bool:
        nonlocal calls
        calls += 1
        return joined(text, end, start)

    monkeypatch.setattr("recruit.domain.engines.skills.catalog.joined", count)
    text = piece * 5_000
    catalog.find(text)
    assert calls <= max(shipped().longest.values()) * len(text)
    assert len(catalog.canonical(text)) <= 2 * catalog.LONGEST_NAME


def test_implication_is_transitive_but_not_symmetric() -> None:
    assert "Python" in catalog.implied("Django REST Framework")
    assert "React" in catalog.implied("React Native")
    assert "Django" not in catalog.implied("Python")
    assert catalog.implied("fli fish") == frozenset()
    assert "Django REST Framework" not in catalog.implied("Django REST Framework")


def test_the_shipped_table_is_large_and_its_names_are_canonical() -> None:
    table = shipped()
    assert len(table.kinds) >= 1_500
    assert set(table.kinds.values()) == KINDS
    assert [skill for skill in table.kinds if catalog.canonical(skill) != skill] == []


def test_implications_have_no_cycles() -> None:
    for skill in shipped().implied:
        assert not any(skill in catalog.implied(other) for other in catalog.implied(skill)), skill


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[tools: x]\nA1 = b1\nC1 = B1", "line 3: B1 belongs to C1 and to A1"),
        ("[tools: x]\nA1\nA1", "line 3: A1 is there twice"),
        ("[tools: x]\nA1 > B1", "implied and not there: B1"),
        ("[gadgets: x]", "line 1: gadgets is no kind of skill"),
        ("A1 = b1", "line 1: neither a heading nor a skill"),
        ("[tools: x]\nA1 = b1 = c1", "line 2: neither a heading nor a skill"),
        ("[tools: x]\nA1!?", "line 2: !\\? is no mark"),
        ("[tools: x]\nA1 = &&", "line 2: a name without letters"),
        ("[tools: x]\nA1 = b1, , c1", "line 2: a name without letters"),
    ],
)
def test_errors_in_a_table_are_reported(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        parse(text)
