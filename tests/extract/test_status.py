"""Whether it happened: negated, hypothetical, future, historical or actual."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bede.extract.grammar import Syntax
from bede.extract.status import status, strongest
from bede.lexicon import Lexicon
from bede.model import Parse, Report, Status

Told = Callable[[str, str], Status]
Code = Callable[..., Sequence[Report]]


@pytest.fixture
def told(parsed: Callable[..., Parse], lexicon: Lexicon) -> Told:
    """The status of a word of a text, a noun with the verb that lends it its subject."""

    def told(text: str, trigger: str) -> Status:
        sentence = next(sentence for sentence in parsed(text).sentences if trigger in sentence.words)
        syntax, token = Syntax(sentence, lexicon), sentence.words.index(trigger)
        if sentence.tags[token].startswith("VB"):
            return status(syntax, token)[0]
        frame = syntax.noun(token)
        return status(syntax, token, support=frame.support, support_words=frame.support_words)[0]

    return told


def test_order_decides_where_several_fit() -> None:
    assert strongest([("future", "a:1"), ("negated", "a:2"), ("hypothetical", "a:3")]) == ("negated", "a:2")
    assert strongest([("historical", "a:1"), ("future", "a:2")]) == ("future", "a:2")
    assert strongest([]) == ("actual", "default")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya attacked Somalia.",
        "Kenya has attacked Somalia.",
        "Kenya is attacking Somalia.",
        "Kenya not only attacked Somalia but won.",
        "Kenya admitted that it attacked Somalia.",
    ],
)
def test_done_or_under_way_is_actual(told: Told, text: str) -> None:
    assert told(text, "attacking" if "attacking" in text else "attacked") == "actual"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya did not attack Somalia.",
        "Kenya didn't attack Somalia.",
        "Kenya will never attack Somalia.",
        "Kenya failed to attack Somalia.",
        "Kenya refused to attack Somalia.",
        "Kenya declined to attack Somalia.",
    ],
)
def test_negation_and_negative_implicatives(told: Told, text: str) -> None:
    assert told(text, "attack") == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "No Kenyan soldier attacked Somalia.",
        "Nobody attacked Somalia.",
        "None of the soldiers attacked Somalia.",
        "Neither Kenya nor Chad attacked Somalia.",
        "Kenya denied that it had attacked Somalia.",
        "Kenya never attacked Somalia.",
    ],
)
def test_negative_subject_or_denial_negates_the_verb(told: Told, text: str) -> None:
    assert told(text, "attacked") == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya withdrew without attacking the rebels.",
        "Kenya withdrew instead of attacking the rebels.",
        "Kenya denied attacking the rebels.",
        "Kenya refrained from attacking the rebels.",
    ],
)
def test_ing_form_that_did_not_happen(told: Told, text: str) -> None:
    assert told(text, "attacking") == "negated"


@pytest.mark.xfail(strict=True, reason="'than' is parsed as a conjunction, which is not asked for a status")
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya withdrew rather than attacking the rebels.", "attacking"),
        ("Kenya withdrew its troops rather than attack the rebels.", "attack"),
    ],
)
def test_what_is_done_rather_than_something_else_negates_that(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "negated"


@pytest.mark.xfail(strict=True, reason="'short' stands between 'stop' and 'of'")
def test_stopping_short_negates(told: Told) -> None:
    assert told("Kenya stopped short of attacking the rebels.", "attacking") == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya may attack Somalia.",
        "Kenya could attack Somalia.",
        "Kenya must attack Somalia.",
        "Kenya wants to attack Somalia.",
        "Kenya tried to attack Somalia.",
        "Kenya is unlikely to attack Somalia.",
        "Kenya asked Chad to attack Somalia.",
        "Kenya allowed Chad to attack Somalia.",
        "Kenya sent troops to Chad to attack Somalia.",
        "Kenya sent troops so that Chad could attack Somalia.",
        "Kenya opposed the call to attack Somalia.",
        "If provoked, Kenya would attack Somalia.",
    ],
)
def test_open_whether_it_happens_is_hypothetical(told: Told, text: str) -> None:
    assert told(text, "attack") == "hypothetical"


@pytest.mark.parametrize(
    "text",
    [
        "If Kenya attacks Somalia, Chad will leave.",
        "Unless Kenya attacks Somalia, Chad will leave.",
        "Chad will stay provided that Kenya attacks Somalia.",
        "It is unclear whether Kenya attacks Somalia.",
        "Chad hopes that Kenya attacks Somalia.",
    ],
)
def test_condition_is_hypothetical(told: Told, text: str) -> None:
    assert told(text, "attacks") == "hypothetical"


def test_consequence_of_a_condition_keeps_its_own_status(told: Told) -> None:
    assert told("If Kenya attacks Somalia, Chad will leave.", "leave") == "future"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will attack Somalia.",
        "Kenya plans to attack Somalia.",
        "Kenya is set to attack Somalia.",
        "Kenya is ready to attack Somalia.",
        "Kenya decided to attack Somalia.",
        "Kenya said it would attack Somalia.",
        "The decision to attack Somalia came on Monday.",
    ],
)
def test_planned_or_announced_is_future(told: Told, text: str) -> None:
    assert told(text, "attack") == "future"


def test_going_to_is_future(told: Told) -> None:
    assert told("Kenya is going to attack Somalia.", "attack") == "future"


@pytest.mark.parametrize("text", ["Kenya is to attack Somalia.", "Kenya and Chad are to attack Somalia on Friday."])
def test_be_to_is_future(told: Told, text: str) -> None:
    assert told(text, "attack") == "future"


def test_modal_reaches_the_second_verb_but_not_one_of_another_tense(told: Told) -> None:
    assert told("Kenya will meet Chad's president and attack the rebels.", "attack") == "future"
    assert told("Kenya may meet Chad but attacked Somalia.", "attacked") == "actual"


@pytest.mark.parametrize("verb", ["managed", "proceeded", "continued"])
def test_positive_implicatives_leave_it_done(told: Told, verb: str) -> None:
    assert told(f"Kenya {verb} to attack Somalia.", "attack") == "actual"


def test_going_on_to_do_it_is_doing_it(told: Told) -> None:
    assert told("Kenya went on to attack Somalia.", "attack") == "actual"


def test_implicative_takes_over_the_status_of_its_own_verb(told: Told) -> None:
    assert told("Kenya did not manage to attack Somalia.", "attack") == "negated"
    assert told("Kenya will start attacking Somalia.", "attacking") == "future"


def test_status_reaches_through_a_chain_of_verbs(told: Told) -> None:
    assert told("Kenya did not manage to start attacking Somalia.", "attacking") == "negated"
    assert told("Kenya may begin to try to stop attacking Somalia.", "attacking") == "hypothetical"


def test_previously_is_historical(told: Told) -> None:
    assert told("Kenya had previously attacked Somalia.", "attacked") == "historical"


@pytest.mark.parametrize("verb", ["said", "claimed", "believes", "alleged"])
def test_belief_and_allegation_change_nothing(told: Told, verb: str) -> None:
    assert told(f"Chad {verb} that Kenya attacked Somalia.", "attacked") == "actual"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya and Somalia held talks.", "actual"),
        ("No talks between Kenya and Somalia were held.", "negated"),
        ("Kenya left without talks.", "negated"),
        ("Kenya is considering talks with Somalia.", "hypothetical"),
        ("Kenya may hold talks with Somalia.", "hypothetical"),
        ("Possible talks with Somalia divide Kenya.", "hypothetical"),
        ("Kenya announced talks with Somalia.", "future"),
        ("Kenya will hold talks with Somalia.", "future"),
        ("Planned talks with Somalia divide Kenya.", "future"),
        ("The talks between Kenya and Somalia will begin on Monday.", "future"),
        ("Previous talks between Kenya and Somalia failed.", "historical"),
    ],
)
def test_event_noun_takes_the_status_of_what_stands_beside_it(told: Told, text: str, expected: Status) -> None:
    assert told(text, "talks") == expected


@pytest.mark.xfail(strict=True, reason="a verb of calling off is asked for its object only, not as a passive")
@pytest.mark.parametrize(
    "text", ["The talks between Kenya and Chad were cancelled.", "The planned talks with Chad were scrapped."]
)
def test_what_was_called_off_is_negated(told: Told, text: str) -> None:
    assert told(text, "talks") == "negated"


@pytest.mark.parametrize(
    ("text", "word"),
    [("Kenya to attack Somalia", "attack"), ("Kenya and Chad to sign treaty on Monday", "sign")],
)
def test_infinitive_of_a_headline_is_future(
    parsed: Callable[..., Parse], lexicon: Lexicon, text: str, word: str
) -> None:
    sentence = parsed("It rained.", headline=text).sentences[0]
    assert status(Syntax(sentence, lexicon), sentence.words.index(word))[0] == "future"


@pytest.mark.parametrize(
    ("text", "act", "event_type"),
    [
        ("Kenya and Somalia will hold talks.", "CONSULT", "AGREE"),
        ("Kenya will send food to Somalia.", "AID", "AGREE"),
        ("Kenya will withdraw its troops from Somalia.", "RETREAT", "CONCEDE"),
        ("Kenya will attack Somalia.", "ASSAULT", "ASSAULT"),
        ("Kenya and Somalia held talks.", "CONSULT", "CONSULT"),
        ("Kenya may send food to Somalia.", "AID", "AID"),
    ],
)
def test_announced_cooperation_changes_the_event_type_and_not_the_act(
    code: Code, text: str, act: str, event_type: str
) -> None:
    (report,) = code(text)
    assert (report.act, report.event_type) == (act, event_type)
