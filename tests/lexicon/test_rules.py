"""Rules read strictly: every mistake is an error with file and line, every default is the documented one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bede import lexicon as lexicons
from bede.lexicon import Lexicon, LexiconError, Rule
from bede.lexicon.rules import KEYS, PARTY_CLASSES, load_classes, load_modes, load_rules
from bede.model import ACTS

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"
SPOONS = {"spoon": frozenset({"spoon", "ladle"})}


def load(folder: Path, body: str) -> list[Rule]:
    """The rules of a file."""
    path = folder / "own.toml"
    path.write_text(body, encoding="utf-8")
    return load_rules(path, classes=SPOONS, modes=load_modes())


def rule(folder: Path, body: str) -> Rule:
    """The only rule of a file, without its header."""
    (found,) = load(folder, f"[[rule]]\n{body}\n")
    return found


def test_defaults_are_the_documented_ones(tmp_path: Path) -> None:
    found = rule(tmp_path, 'act = "ACCUSE"\nverbs = ["chide"]\nyes = ["Kenya chided Chad."]\nno = []')
    assert (found.actor, found.recipient, found.joint, found.person) == (("subject",), ("object",), (), True)
    assert found.needs == {"actor"}
    assert (found.modes, found.matter, found.content, found.where, found.unless) == ((), (), None, (), ())
    assert found.where_stands == f"{tmp_path}/own.toml:1"


@pytest.mark.parametrize("act", ["COOPERATE", "AID", "SANCTION"])
def test_acts_of_plover_that_need_a_recipient_ask_for_one(tmp_path: Path, act: str) -> None:
    assert rule(tmp_path, f'act = "{act}"\nverbs = ["do"]').needs == {"actor", "recipient"}
    assert rule(tmp_path, f'act = "{act}"\nverbs = ["do"]\nneeds = ["actor"]').needs == {"actor"}


def test_conditions_unfold_classes_of_nouns_and_keep_classes_of_parties(tmp_path: Path) -> None:
    found = rule(tmp_path, 'act = "AID"\nverbs = ["lend"]\nwhere = { object = ["<spoon>", "fork", "<none>"] }')
    (condition,) = found.where
    assert condition.slot == "object"
    assert condition.words == {"spoon", "ladle", "fork"}
    assert condition.parties == {"none"}


def test_rule_with_more_conditions_weighs_more(tmp_path: Path) -> None:
    plain = rule(tmp_path, 'act = "AID"\nverbs = ["lend"]')
    unless = rule(tmp_path, 'act = "AID"\nverbs = ["lend"]\nunless = { object = ["fork"] }')
    where = rule(tmp_path, 'act = "AID"\nverbs = ["lend"]\nwhere = { object = ["fork"] }')
    assert plain.weight < unless.weight < where.weight


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('act = "SCOLD"\nverbs = ["chide"]', "act 'SCOLD'; expected one of AGREE"),
        ('verbs = ["chide"]', "act None"),
        ('act = "ACCUSE"', "no trigger; expected verbs, nouns or adjectives"),
        ('act = "ACCUSE"\nverb = ["chide"]', "unknown key 'verb'; expected one of act"),
        ('act = "ACCUSE"\nverbs = "chide"', "verbs is no list of strings"),
        ('act = "ACCUSE"\nverbs = ["chide"]\nyes = [1]', "yes is no list of strings"),
        ('act = "ACCUSE"\nverbs = ["chide"]\nmodes = ["drone"]', "mode 'drone' is none of ACCUSE; expected one of"),
        ('act = "AGREE"\nverbs = ["nod"]\nmodes = ["drone"]', "expected one of none"),
        ('act = "ACCUSE"\nverbs = ["chide"]\nrecipient = ["victim"]', "slot 'victim'; expected subject"),
        ('act = "ACCUSE"\nverbs = ["chide"]\nactor = ["prep:"]', "slot 'prep:'"),
        ('act = "ACCUSE"\nverbs = ["chide"]\nwhere = { victim = ["x"] }', "slot 'victim'"),
        ('act = "ACCUSE"\nverbs = ["chide"]\nwhere = { object = "x" }', "object: expected a list"),
        ('act = "ACCUSE"\nverbs = ["chide"]\nwhere = { object = ["<cutlery>"] }', "class <cutlery> is unknown"),
        ('act = "ACCUSE"\nverbs = ["chide"]\ncontent = "sung"', "content 'sung'; expected one of requested"),
        ('act = "ACCUSE"\nverbs = ["chide"]\nneeds = ["matter"]', "needs 'matter'; expected one of actor"),
    ],
)
def test_mistake_in_a_rule_is_an_error_with_file_and_line(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(LexiconError) as error:
        load(tmp_path, f"# Origin.\n\n[[rule]]\n{body}\n")
    assert str(error.value).startswith(f"{tmp_path}/own.toml:3: ")
    assert complaint in str(error.value)


def test_modes_have_the_scores_of_the_manual() -> None:
    modes = load_modes()
    assert modes.keys() == ACTS.keys()
    assert modes["ASSAULT"]["suicide-attack"] == -9.5
    assert modes["CONSULT"]["phone"] == 1.5
    assert modes["AGREE"] == {}


def test_class_names_another_class_and_goes_on_in_another_file(tmp_path: Path) -> None:
    one, two = tmp_path / "classes-a.toml", tmp_path / "classes-b.toml"
    one.write_text('[classes]\ntool = ["<spoon>", "saw"]\nspoon = ["ladle"]\n', encoding="utf-8")
    two.write_text('[classes]\nspoon = ["scoop"]\n', encoding="utf-8")
    assert load_classes([two, one])["tool"] == {"saw", "ladle", "scoop"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[classes]\nspoon = ["<fork>"]\n', "class <fork> is unknown or names itself"),
        ('[classes]\nspoon = ["<fork>"]\nfork = ["<spoon>"]\n', "is unknown or names itself"),
        ('[classes]\nparty = ["guest"]\n', ":2: class 'party' is a class of parties"),
        ("[classes\n", "not TOML"),
    ],
)
def test_mistake_in_a_class_is_an_error(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "classes.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        load_classes([path])


def test_every_key_and_party_class_is_documented() -> None:
    docs = DOCS.read_text(encoding="utf-8")
    assert [key for key in sorted(KEYS) if f"`{key}`" not in docs] == []
    assert [name for name in sorted(PARTY_CLASSES) if f"`<{name}>`" not in docs] == []


def test_special_rules_are_asked_first(lexicon: Lexicon) -> None:
    for found in lexicon.triggers.values():
        order = [(-len(words), -rule.weight) for words, rule in found]
        assert order == sorted(order)


def test_every_act_of_plover_has_rules(lexicon: Lexicon) -> None:
    assert {rule.act for rule in lexicon.rules} == ACTS.keys()


def test_trigger_of_several_words_is_found_by_its_head(lexicon: Lexicon) -> None:
    assert any(words == ("air", "strike") for words, _ in lexicon.triggers["noun", "strike"])
    assert any(words == ("call", "off") for words, _ in lexicon.triggers["verb", "call"])


def test_rules_of_a_user_are_added_and_part_of_the_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[rule]]\nact = "PROTEST"\nverbs = ["yodel"]\nyes = []\nno = []\n', encoding="utf-8")
    found = lexicons.load((path,))
    assert [rule.act for _, rule in found.triggers["verb", "yodel"]] == ["PROTEST"]
    assert found.fingerprint().keys() - lexicons.load().fingerprint().keys() == {str(path)}


def test_rule_that_is_last_is_asked_after_rules_with_fewer_conditions(tmp_path: Path) -> None:
    conditions = 'where = { object = ["<spoon>"], subject = ["<party>"] }'
    body = 'act = "AID"\nverbs = ["lend"]\nyes = ["Oslo lent Rome a spoon."]\nno = ["He lent a hand."]'
    plain, last = rule(tmp_path, body), rule(tmp_path, f"{body}\nlast = true\n{conditions}")
    assert (plain.last, last.last) == (False, True)
    assert last.weight < plain.weight
