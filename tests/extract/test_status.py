"""Whether it happened: negated, hypothetical, future, historical or actual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from bede.extract.grammar import Syntax
from bede.extract.status import status, status_at, strongest
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


def test_no_fewer_than_so_many_is_no_denial(told: Told) -> None:
    assert told("Rebels attacked a market on Friday, killing no fewer than 30.", "killing") == "actual"
    assert told("Rebels attacked a market on Friday, killing no soldier.", "killing") == "negated"


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


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param(
            "Kenya withdrew rather than attacking the rebels.",
            "attacking",
            marks=pytest.mark.xfail(strict=True, reason="'than' is parsed as a preposition with a coordinated verb"),
        ),
        ("Kenya withdrew its troops rather than attack the rebels.", "attack"),
    ],
)
def test_what_is_done_rather_than_something_else_negates_that(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "negated"


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


@pytest.mark.parametrize(
    "text",
    [
        "If Kenya attacks Somalia, Chad will leave.",
        "Chad will leave unless Kenya pays.",
        "Chad will leave, the minister said, if Kenya pays.",
        "Should Kenya attack Somalia, Chad would leave.",
        "Were Kenya to attack Somalia, Chad would leave.",
        "Chad would leave only if Kenya attacked.",
    ],
)
def test_consequence_of_a_condition_is_hypothetical(told: Told, text: str) -> None:
    assert told(text, "leave") == "hypothetical"


def test_concession_leaves_the_future_as_it_is(told: Told) -> None:
    assert told("Chad will leave even if Kenya pays.", "leave") == "future"


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
    assert told("Kenya may begin to try to keep attacking Somalia.", "attacking") == "hypothetical"


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


# -- what a clause is by its form --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Release the prisoners.", "Release"),
        ("Please release the prisoners.", "release"),
        ("Leave the city and release the prisoners.", "release"),
        ("Let the envoys visit the prisoners.", "visit"),
    ],
)
def test_imperative_is_hypothetical(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "hypothetical"


@pytest.mark.parametrize(
    "text", ["Kenya released the prisoners.", "Hope it rains soon.", "Soldiers beat the prisoners."]
)
def test_statement_is_no_imperative(told: Told, text: str) -> None:
    word = next(word for word in ("released", "Hope", "beat") if word in text)
    assert told(text, word) == "actual"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Has Kenya attacked the rebels?", "attacked"),
        ("Did the army attack the rebels?", "attack"),
        ("The army attacked the rebels?", "attacked"),
    ],
)
def test_yes_or_no_question_leaves_it_open(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "hypothetical"


@pytest.mark.parametrize("text", ["Who attacked the rebels?", "Why has Kenya attacked the rebels?"])
def test_question_for_who_or_why_takes_it_as_done(told: Told, text: str) -> None:
    assert told(text, "attacked") == "actual"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The president arrives in Nairobi tomorrow.", "arrives", "future"),
        ("The president is visiting Nairobi next week.", "visiting", "future"),
        ("The president is visiting Nairobi.", "visiting", "actual"),
        ("The president visited Nairobi next to the border.", "visited", "actual"),
        ("The president is going to Nairobi.", "going", "future"),
    ],
)
def test_present_with_a_time_to_come_is_future(told: Told, text: str, word: str, expected: Status) -> None:
    assert told(text, word) == expected


def test_what_follows_from_a_condition_is_hypothetical(told: Told) -> None:
    assert told("Kenya attacks Somalia if the rebels return.", "attacks") == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Troops will stay until the rebels surrender their weapons.", "surrender"),
        ("Troops will leave when the rebels surrender their weapons.", "surrender"),
    ],
)
def test_clause_of_time_in_the_present_is_as_open_as_its_main_clause(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "future"


def test_from_when_on_something_has_been_so_is_historical(told: Told) -> None:
    assert told("Kenya has been isolated since it annexed the island in 2014.", "annexed") == "historical"


# -- what governs it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Kenya was able to attack the rebels.",
        "Kenya persuaded the army to attack the rebels.",
        "Kenya became the first country to attack the rebels.",
        "Kenya had to attack the rebels.",
    ],
)
def test_infinitive_that_happened(told: Told, text: str) -> None:
    assert told(text, "attack") == "actual"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Thousands gathered to denounce the king.", "denounce"),
        ("The president called his rival to congratulate him.", "congratulate"),
        ("Shares fell to close at a record low.", "close"),
    ],
)
def test_infinitive_that_is_carried_out_with_its_verb_or_results_from_it(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "actual"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya nominated two generals to attack the rebels.",
        "The army was trained to attack the rebels.",
        "Kenya knows how to attack the rebels.",
        "Kenya has to attack the rebels.",
        "It is hard to attack the rebels.",
    ],
)
def test_infinitive_that_is_open(told: Told, text: str) -> None:
    assert told(text, "attack") in ("hypothetical", "future")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister does not believe that Kenya attacked the rebels.", "negated"),
        ("The minister did not confirm that Kenya attacked the rebels.", "hypothetical"),
        ("The minister did not regret that Kenya attacked the rebels.", "actual"),
        ("There is no evidence that Kenya attacked the rebels.", "hypothetical"),
        ("It is possible that Kenya attacked the rebels.", "hypothetical"),
        ("The minister insisted that Kenya attacked the rebels.", "actual"),
        ("The minister suggested that Kenya attacked the rebels.", "actual"),
        ("Kenya nearly attacked the rebels.", "negated"),
        ("Kenya is believed to have attacked the rebels.", "actual"),
    ],
)
def test_clause_of_belief_or_report(told: Told, text: str, expected: Status) -> None:
    assert told(text, "attacked") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya did not rule out talks.", "talks", "hypothetical"),
        ("Kenya did not rule out sending troops.", "sending", "hypothetical"),
        ("Kenya did not deny that it sent troops.", "sent", "actual"),
        ("Kenya has yet to send troops.", "send", "negated"),
        ("Had Kenya sent troops, the town would have been safe.", "sent", "hypothetical"),
    ],
)
def test_denial_denied_yet_to_come_or_contrary_to_fact(told: Told, text: str, word: str, expected: Status) -> None:
    assert told(text, word) == expected


def test_would_like_is_wanted_now(told: Told) -> None:
    assert told("We would like to thank the rebels.", "like") == "actual"
    assert told("We would say the rebels won.", "say") == "actual"
    assert told("The rebels would say anything.", "say") == "hypothetical"


def test_ability_to_see_is_seeing(told: Told) -> None:
    assert told("Residents could hear the shells.", "hear") == "actual"
    assert told("Residents could leave the town.", "leave") == "hypothetical"


def test_whoever_does_it_may_be_nobody(told: Told) -> None:
    assert told("Kenya will punish anyone who attacks the rebels.", "attacks") == "hypothetical"


# -- event nouns -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The talks were postponed.", "talks", "future"),
        ("Kenya rejected a ceasefire.", "ceasefire", "negated"),
        ("Kenya rejected a request from Chad.", "request", "actual"),
        ("The tariffs could spark protests.", "protests", "hypothetical"),
        ("The envoys met ahead of the talks.", "talks", "future"),
        ("The alleged attack angered Chad.", "attack", "actual"),
        ("Chad backed calls for a ceasefire.", "ceasefire", "hypothetical"),
        ("Kenya announced a deal with Chad.", "deal", "actual"),
    ],
)
def test_event_noun_by_its_verb_and_preposition(told: Told, text: str, word: str, expected: Status) -> None:
    assert told(text, word) == expected


# -- over before the news ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("In 2020 the two states agreed to share the river.", "agreed"),
        ("Kenya, which attacked Somalia in 2011, called for talks on Monday.", "attacked"),
        ("Kenya invited back the engineers whom it had expelled in 2008.", "expelled"),
        ("The base, bombed by rebels two years ago, reopened on Friday.", "bombed"),
        ("Decades ago, the army killed hundreds of villagers here.", "killed"),
        ("The poet was arrested in the autumn of 1956.", "arrested"),
        ("The former rebels, who fought the army in the eighties, now sit in parliament.", "fought"),
        ("During the Second World War, Moscow deported the farmers.", "deported"),
        ("The minister left in 2009 and resigned.", "resigned"),
        ("When Kenya bombed Chad in 1983, Norway protested.", "protested"),
        ("The bishop was exiled in 1938 for hiding rebels.", "hiding"),
        ("Three decades after Kenya bombed the dam, farmers want it back.", "bombed"),
        ("In the past, Kenya aided the rebels.", "aided"),
        ("It is ten years since police shot the miners.", "shot"),
        ("The rebels used to attack villages.", "attack"),
        ("The envoy's predecessor insulted the king, a cleric wrote.", "insulted"),
    ],
)
def test_old_date_makes_a_clause_historical(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "historical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The 2019 strikes brought the port to a halt.", "strikes"),
        ("The bank was hit by the sanctions imposed in 2012.", "sanctions"),
        ("Leaders marked the end of the war of 1998.", "war"),
        ("Norway began its blockade of Chad in the winter of 1977.", "blockade"),
    ],
)
def test_old_date_makes_a_noun_historical(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "historical"


def test_known_event_is_old_whatever_is_hoped_of_it(told: Told) -> None:
    assert told("The envoys hope to revive the 2015 accord.", "accord") == "historical"
    assert told("The envoys hope to revive an accord.", "accord") == "future"


def test_end_of_something_does_not_date_it(told: Told) -> None:
    assert told("Kenya resumed talks that broke down in 2018.", "talks") == "actual"


def test_decision_of_old_was_carried_out(told: Told) -> None:
    assert told("The decision in 1973 to bomb Chad shocked Kenya.", "bomb") == "historical"
    assert told("The decision to bomb Chad shocked Kenya.", "bomb") == "future"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya has attacked Somalia since 2015.", "attacked"),
        ("Police arrested a man who had fled in 2015.", "arrested"),
        ("Kenya condemned the 2014 annexation.", "condemned"),
        ("A court jailed a general on Friday for murders in 1982.", "jailed"),
        ("The mayor, elected in 2021, offered talks on Monday.", "offered"),
        ("Kenya sent 2000 soldiers to Somalia.", "sent"),
        ("The army, which had shelled the town for days, entered it.", "shelled"),
        ("Rebels attacked a convoy last week.", "attacked"),
        ("Rebels renewed the biggest strike in the world.", "renewed"),
    ],
)
def test_date_of_something_else_leaves_a_clause_actual(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "actual"


def test_year_to_come_is_not_old(told: Told) -> None:
    assert told("Kenya will withdraw its troops in 2030.", "withdraw") == "future"
    assert told("Kenya plans talks in 2030.", "talks") == "future"


def test_year_of_speaking_is_the_present_of_what_is_said(told: Told) -> None:
    assert told("Rebels attacked the town, the minister said in March 1993.", "attacked") == "actual"
    assert told("Rebels attacked the town in 1993, the minister said in March 1993.", "attacked") == "actual"
    assert told("Rebels attacked the town in 1991, the minister said in March 1993.", "attacked") == "historical"


def test_day_of_publication_decides_what_is_old(parsed: Callable[..., Parse], lexicon: Lexicon) -> None:
    def seen(text: str, published: date) -> Status:
        syntaxes = [Syntax(sentence, lexicon) for sentence in parsed(text).sentences]
        start = text.index("attacked")
        return status_at(syntaxes, start=start, end=start + 8, published=published)[0]

    assert seen("Kenya attacked Somalia in October 2022.", date(2022, 11, 3)) == "actual"
    assert seen("Kenya attacked Somalia in October 2022.", date(2023, 1, 3)) == "actual"
    assert seen("Kenya attacked Somalia in October 2022.", date(2023, 11, 3)) == "historical"
    assert seen("Kenya attacked Somalia in 2022.", date(2022, 11, 3)) == "actual"
    assert seen("Kenya attacked Somalia in 2012.", date(2022, 11, 3)) == "historical"


def test_last_year_is_background_only_beside_something_newer(told: Told) -> None:
    assert told("Chad, which expelled the envoy last year, has invited him.", "expelled") == "historical"
    assert told("Chad expelled two envoys last year.", "expelled") == "actual"


@pytest.mark.parametrize(
    "text",
    [
        "They have not spoken since Kenya attacked Somalia.",
        "It was the worst year since Kenya attacked Somalia.",
    ],
)
def test_since_says_what_is_over(told: Told, text: str) -> None:
    assert told(text, "attacked") == "historical"


def test_once_is_of_old_or_as_soon_as(told: Told) -> None:
    assert told("Kenya once attacked Somalia.", "attacked") == "historical"
    assert told("The road opened once soldiers cleared it.", "cleared") == "actual"


# -- what denies and what announces ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Not one of the ministers met the envoy.", "met"),
        ("Somalia invited none of them.", "invited"),
        ("At no time did Kenya attack Somalia.", "attack"),
        ("Kenya has no intent to annex the island.", "annex"),
        ("Norway ruled out sending tanks.", "sending"),
        ("Norway failed to sign a treaty.", "treaty"),
        ("Chad scrapped its plan for a blockade.", "blockade"),
    ],
)
def test_denial_beyond_a_plain_not(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "negated"


def test_late_is_not_never(told: Told) -> None:
    assert told("Kenya did not leave until Friday.", "leave") == "actual"
    assert told("Kenya will not leave until Friday.", "leave") == "negated"


def test_denial_of_the_next_clause_does_not_reach_back(told: Told) -> None:
    assert told("Kenya bombed the dam; Somalia denies it.", "bombed") == "actual"


def test_request_turned_down_was_made(told: Told) -> None:
    assert told("Chad refused an invitation from Norway.", "invitation") == "actual"


def test_headline_infinitive_in_a_text_is_future(told: Told) -> None:
    assert told("Kenya to send doctors to Chad", "send") == "future"
    assert told("Kenya to send doctors to Chad, says minister", "send") == "future"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The bishop will travel to Lima for talks.", "talks", "future"),
        ("Norway will launch a series of raids.", "raids", "future"),
        ("The blockade is expected to end in June.", "blockade", "future"),
        ("The bishop plans to lodge his protest in Lima.", "protest", "future"),
        ("Norway may sign a treaty.", "treaty", "hypothetical"),
        ("Norway is reviewing a boycott of Chad.", "boycott", "hypothetical"),
        ("Norway reviewed the boycott of Chad.", "boycott", "actual"),
        ("The danger remains that Kenya will attack.", "attack", "hypothetical"),
        ("It is no secret that Kenya attacked.", "attacked", "actual"),
        ("Kenya offered to send doctors.", "send", "future"),
        ("Parliament voted to ban the party.", "ban", "actual"),
        ("Parliament voted to send troops.", "send", "future"),
        ("Nurses walked to the palace to mourn a colleague.", "mourn", "actual"),
        ("Kenya would be sending rice if Chad asked.", "sending", "hypothetical"),
    ],
)
def test_open_and_done_by_what_governs(told: Told, text: str, word: str, expected: Status) -> None:
    assert told(text, word) == expected


# -- places that a reader marks ----------------------------------------------------------------------------------------


@pytest.fixture
def marked(parsed: Callable[..., Parse], lexicon: Lexicon) -> Told:
    """The status of a stretch of a text."""

    def marked(text: str, stretch: str) -> Status:
        start = text.index(stretch)
        syntaxes = [Syntax(sentence, lexicon) for sentence in parsed(text).sentences]
        return status_at(syntaxes, start=start, end=start + len(stretch))[0]

    return marked


@pytest.mark.parametrize("stretch", ["attack", "att", "ack the reb", "not attack", "attack the rebels"])
def test_mark_that_cuts_words_or_spans_several_is_about_the_verb(marked: Told, stretch: str) -> None:
    assert marked("Kenya said so. Chad will not attack the rebels.", stretch) == "negated"


def test_adjective_and_particle_belong_to_their_clause(marked: Told) -> None:
    assert marked("The rebels will be furious.", "furious") == "future"
    assert marked("Kenya will not pull out.", "out") == "negated"


@pytest.mark.parametrize(("start", "end"), [(5, 6), (500, 510), (-3, -1), (6, 6), (9, 2)])
def test_mark_that_touches_no_word_is_actual(
    parsed: Callable[..., Parse], lexicon: Lexicon, start: int, end: int
) -> None:
    syntaxes = [Syntax(sentence, lexicon) for sentence in parsed("Kenya will attack.").sentences]
    assert status_at(syntaxes, start=start, end=end) == ("actual", "default")


def test_long_chain_of_verbs_is_answered(marked: Told) -> None:
    assert marked("Leave, " + "go, " * 900 + "and stay.", "stay") in ("hypothetical", "actual")


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


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police by no means arrested every miner.", "arrested"),
        ("At no moment did Malawian forces attack Zambia.", "attack"),
        ("Few ministers visited Lilongwe.", "visited"),
        ("Malawi denied reports that its soldiers attacked a boat.", "attacked"),
        ("The claim that Malawi attacked a boat is untrue.", "attacked"),
        ("It is not true that Malawi attacked a boat.", "attacked"),
        ("Malawi said it was a lie that its army attacked a boat.", "attacked"),
        ("Malawi held off attacking the rebels.", "attacking"),
        ("Malawi decided against attacking the rebels.", "attacking"),
        ("Malawi came close to attacking the rebels.", "attacking"),
        ("Malawi has no intention of attacking the rebels.", "attacking"),
        ("Malawi lacked the courage to attack the rebels.", "attack"),
        ("Malawi dropped its plan to attack the rebels.", "attack"),
        ("Malawi is not about to attack the rebels.", "attack"),
        ("Rather than attack the rebels, Malawi paid them.", "attack"),
        ("Police are still to arrest the miner.", "arrest"),
        ("The minister escaped arrest by police.", "arrest"),
        ("The minister's visit to Lilongwe fell through.", "visit"),
    ],
)
def test_denied_given_up_or_called_untrue_is_negated(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "negated"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("As long as Malawi attacks the rebels, the talks will wait.", "attacks"),
        ("In the event that Malawi attacks the rebels, Zambia has a plan.", "attacks"),
        ("In the event of an attack by Malawi, Zambia has a plan.", "attack"),
        ("Malawi had better withdraw its troops.", "withdraw"),
        ("Malawi ought to attack, the general wrote.", "attack"),
        ("Analysts doubt that Malawi will attack.", "attack"),
        ("It is high time Malawi attacked the rebels.", "attacked"),
        ("Peace depends on Malawi attacking the rebels.", "attacking"),
        ("A visit by the minister to Lilongwe is under consideration.", "visit"),
        ("A visit by the minister to Lilongwe is not out of the question.", "visit"),
        ("The minister faces arrest by police.", "arrest"),
    ],
)
def test_conditions_doubts_and_open_predicates_are_hypothetical(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Malawi is poised to attack the rebels.", "attack"),
        ("Malawi is on the verge of attacking the rebels.", "attacking"),
        ("An attack by Malawi on the rebels is looming.", "attack"),
        ("Talks between Malawi and Zambia are set to begin.", "Talks"),
        ("The minister accepted an invitation to visit Lilongwe.", "visit"),
        ("The minister's visit to Lilongwe next month worries Zambia.", "visit"),
    ],
)
def test_what_is_near_or_taken_up_is_future(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "future"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("On the anniversary of Malawi's attack on Zambia, bells rang.", "attack"),
        ("Long ago, Malawi attacked Zambia.", "attacked"),
        ("From 1960 to 1962, Malawi attacked Zambia often.", "attacked"),
        ("The last round of talks between Malawi and Zambia was held in 1969.", "talks"),
    ],
)
def test_anniversaries_and_closed_times_are_historical(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "historical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Malawi did not hesitate to attack the rebels.", "attack"),
        ("Malawi could not help attacking the rebels.", "attacking"),
        ("Malawi does not regret attacking the rebels.", "attacking"),
        ("Malawi should stop attacking the rebels, the bishop wrote.", "attacking"),
        ("Malawi dared to attack the rebels.", "attack"),
        ("Malawi took the opportunity to attack the rebels.", "attack"),
        ("Malawi carried out its threat to attack the rebels.", "attack"),
        ("Malawi's attack on the rebels should be condemned.", "attack"),
        ("The minister's visit to Lilongwe will end on Friday.", "visit"),
    ],
)
def test_what_only_looks_open_is_actual(told: Told, text: str, word: str) -> None:
    assert told(text, word) == "actual"


def test_first_in_so_many_months_is_no_time_to_come(only: Callable[..., Report]) -> None:
    assert only("The king visits Oman in his first trip in three years.").status == "actual"
    assert only("The king visits Oman in two weeks.").status == "future"


def test_what_could_not_be_done_without_help_is_open(told: Told) -> None:
    assert told("Chad sent parts without which Mali could not build missiles.", "build") == "hypothetical"


def test_present_clause_that_something_is_done_before_is_to_come(told: Told) -> None:
    assert told("Malawi wants a deal before it frees the rebels.", "frees") == "future"


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The bishop is certain to be arrested by Kenya.", "arrested", "future"),
        ("The draft is likely to be rejected by Kenya.", "rejected", "future"),
        ("Kenya was to have attacked Somalia in May.", "attacked", "negated"),
        ("There was no truth in reports that Kenya had attacked Somalia.", "attacked", "negated"),
        ("Kenya has not decided whether to attack Somalia.", "attack", "hypothetical"),
        ("Kenya will attack Somalia provided that its allies come.", "attack", "hypothetical"),
        ("Kenya said it would attend talks on condition that Somalia disarmed.", "attend", "hypothetical"),
        ("Kenya is ready to shelter them, its minister said, if towns have room.", "shelter", "hypothetical"),
        ("Kenya agreed on Friday to attend the talks, provided that Somalia disarmed.", "attend", "hypothetical"),
        ("Kenya agreed on Friday to attend the talks after Somalia disarmed.", "attend", "future"),
        ("Students gathered outside the ministry to shame the junta.", "shame", "actual"),
        ("Kenya said it would attend talks on condition that Somalia disarmed.", "disarmed", "hypothetical"),
        ("Kenya hopes to visit Somalia.", "visit", "future"),
    ],
)
def test_expected_dropped_doubted_and_conditional(told: Told, text: str, word: str, status: str) -> None:
    assert told(text, word) == status


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The premier said Oslo would release 12 sailors held since May if their company paid its fines.", "release"),
        ("Should Ankara ask for it, the mayor told reporters, the city will expel the envoy.", "expel"),
        ("Were Quito to attack the port, the mayor joked, the fish would win.", "attack"),
        ("The army will leave the valley once parliament has passed the law.", "leave"),
        ("Not until the bridge is repaired, the general said, will his men leave the valley.", "leave"),
        ("The rebels would leave the valley, they said, were they given land.", "leave"),
        ("The army will leave the valley once the rebels hand over the bridge.", "hand"),
        ("The army will leave the valley only in the event of a truce.", "leave"),
    ],
)
def test_a_promise_with_a_condition_is_hypothetical_wherever_that_hangs(told: Told, text: str, trigger: str) -> None:
    assert told(text, trigger) == "hypothetical"


@pytest.mark.parametrize(
    "text",
    [
        "The minister, who asked if the road was open, will visit Quito on Monday.",
        "The army will leave the valley, and the mayor wondered if anybody had noticed.",
        "The army will leave the valley even if the rebels stay.",
        "Rebels once held the port; the army will leave it on Monday.",
    ],
)
def test_a_promise_beside_another_condition_is_to_come(told: Told, text: str) -> None:
    assert told(text, "visit" if "visit" in text else "leave") == "future"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The kings had last met in March.", "met"),
        ("Nobody knew when the mayor last visited Quito.", "visited"),
        ("The port was attacked twice before, officials said.", "attacked"),
        ("That winter the army shelled the port.", "shelled"),
        ("Back then the army shelled the port.", "shelled"),
        ("Norway, which brokered the 1998 truce, sent a letter on Monday.", "brokered"),
        ("A court freed a man on Monday who was tortured under military rule.", "tortured"),
        ("The army had, in 2009, attacked the port.", "attacked"),
        ("In 2011 it was a colonel who attacked the port.", "attacked"),
        ("Oslo stopped attacking the port in 1998.", "stopped"),
        ("The premier apologised for the shelling of the port in 1963.", "shelling"),
        ("A court on Monday jailed a man for the murder of a priest in 2016.", "murder"),
        ("Clashes in 2007 killed nine men.", "killed"),
        ("The party was banned by the previous government.", "banned"),
        ("He was arrested after a raid in 2003.", "arrested"),
        ("In 2008, Oslo recognised the island, and Quito retaliated by attacking a port.", "attacking"),
    ],
)
def test_another_time_than_that_of_the_news_is_historical(told: Told, text: str, trigger: str) -> None:
    assert told(text, trigger) == "historical"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The kings met at last in Quito.", "met"),
        ("The kings at last met in Quito.", "met"),
        ("The army attacked the port before noon.", "attacked"),
        ("That day the army shelled the port.", "shelled"),
        ("Norway brokered a truce on Monday.", "brokered"),
        ("The premier apologised for the shelling of the port in 1963.", "apologised"),
        ("Oslo expressed support for a visit by 2028.", "expressed"),
        ("It was the first time that Oslo attacked the port.", "attacked"),
    ],
)
def test_the_time_of_the_news_is_not_historical(told: Told, text: str, trigger: str) -> None:
    assert told(text, trigger) == "actual"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Under no circumstances, the king said, will Oslo attack the port.", "attack"),
        ("Never before, said a clerk, had Oslo attacked a port.", "attacked"),
        ("Oslo has not so far attacked the port.", "attacked"),
        ("The envoy was due to visit Quito on Monday, but fog kept him in Lima.", "visit"),
        ("The parties pledged nothing.", "pledged"),
        ("A strike that the nurses had announced never took place.", "strike"),
        ("Quito has no thought of attacking Lima.", "attacking"),
    ],
)
def test_what_came_to_nothing_is_negated(told: Told, text: str, trigger: str) -> None:
    assert told(text, trigger) == "negated"


def test_what_is_neither_confirmed_nor_denied_is_open(told: Told) -> None:
    assert told("Oslo would neither confirm nor deny that it attacked the port.", "attacked") == "hypothetical"
    assert told("Oslo denied that it attacked the port.", "attacked") == "negated"


def test_a_denied_condition_of_the_past_was_done(told: Told) -> None:
    text = "Had the guard not attacked the thief, the bank would have lost its gold."
    assert told(text, "attacked") == "actual"
    assert told(text.replace("not ", ""), "attacked") == "hypothetical"


def test_a_condition_without_if_may_stand_between_commas(told: Told) -> None:
    assert told("The premier, had he met the Danish envoy, would have apologised.", "met") == "hypothetical"
    assert told("Not since then had Tokyo expelled a diplomat.", "expelled") == "historical"
    assert told("Oslo stripped the men of their passports and had their houses seized.", "seized") == "actual"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The then-president jailed dozens of reporters in Niamey.", "jailed"),
        ("The late emir had expelled the Iranian envoy over a spying row.", "expelled"),
        ("When he was president, Mr Alvarez expelled the Cuban ambassador.", "expelled"),
        ("Alvarez expelled the Cuban ambassador during his first term.", "expelled"),
        ("A previous raid by the rebels on Bria killed nine nuns.", "killed"),
        ("The last time a Malian president visited Dakar, students pelted his car.", "visited"),
        ("The last time a Malian president visited Dakar, students pelted his car.", "pelted"),
        ("The village was bombed by the Ethiopian air force a decade earlier.", "bombed"),
        ("A year ago Quito expelled the Venezuelan consul.", "expelled"),
        ("Lima accuses the colonel of leading the 1998 raid on the jail.", "leading"),
    ],
)
def test_what_was_done_in_another_time_is_historical(told: Told, text: str, trigger: str) -> None:
    assert told(text, trigger) == "historical"


def test_what_is_undertaken_is_done_and_number_ten_denies_nothing(told: Told) -> None:
    assert told("The prosecutor has undertaken an investigation into the premier.", "investigation") == "actual"
    assert told("The prosecutor undertook to visit the jail.", "visit") == "future"
    assert told("No 10 rejected the Scottish demand.", "rejected") == "actual"


def test_a_term_that_still_runs_and_a_late_hour_are_no_other_time(told: Told) -> None:
    assert told("Alvarez has expelled two ambassadors during his term.", "expelled") == "actual"
    assert told("The emir expelled the Iranian envoy late on Monday.", "expelled") == "actual"
    assert told("Last time the two sides met, they shook hands.", "shook") == "actual"


def test_a_plan_that_is_not_said_to_have_failed_is_to_come(told: Told) -> None:
    assert told("The envoy was due to visit Quito on Monday.", "visit") == "future"


def test_a_decision_that_others_answer_is_taken(told: Told) -> None:
    assert told("Oslo welcomed the decision to attack the port.", "attack") == "actual"
    assert told("Oslo awaits the decision to attack the port.", "attack") == "future"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The Soviet Union invaded Hungary.", "invaded"),
        ("Estonians mourn those whom Soviet soldiers deported.", "deported"),
        ("A year later, Peru expelled the Chilean ambassador.", "expelled"),
        ("Kenya expelled the envoy the following year.", "expelled"),
        ("As a young officer he attacked the barracks.", "attacked"),
        ("Her grandfather attacked the barracks.", "attacked"),
        ("The president, whose father, who expelled the envoy, is dead, spoke.", "expelled"),
        ("The museum shows how soldiers attacked the barracks.", "attacked"),
        ("In her memoirs she tells how soldiers attacked the barracks.", "attacked"),
        ("Children learn how soldiers attacked the barracks.", "attacked"),
    ],
)
def test_what_is_kept_in_memory_or_done_by_those_who_are_gone_is_historical(
    told: Told, text: str, trigger: str
) -> None:
    assert told(text, trigger) == "historical"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Two days later, Peru expelled the Chilean ambassador.", "expelled"),
        ("His father attacked the barracks on Monday.", "attacked"),
        ("Witnesses told how soldiers attacked the barracks.", "attacked"),
    ],
)
def test_what_is_told_of_these_days_is_no_memory(told: Told, text: str, trigger: str) -> None:
    assert told(text, trigger) == "actual"


def test_an_event_that_would_have_effects_is_open(told: Told) -> None:
    assert told("A raid by Israel would delay the talks.", "raid") == "hypothetical"
    assert told("The raid by Israel would be condemned, they knew.", "raid") == "actual"


def test_what_is_not_ruled_out_is_open(code: Code) -> None:
    (report,) = code("Turkey has not ruled out talks with Syria.")
    assert (report.act, report.status) == ("CONSULT", "hypothetical")


def test_a_fall_from_power_lies_back_where_the_office_does(code: Code) -> None:
    text = "The rebels who ousted Omar al-Bashir were never paid."
    assert [report.status for report in code(text, published="2024-06-04")] == ["historical"]
    assert [report.status for report in code(text, published="2019-04-13")] == ["actual"]


def test_what_is_called_unlawful_was_done(told: Told) -> None:
    assert told("Chad called the Kenyan attack on Somalia unlawful.", "attack") == "actual"


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("In the past the junta has jailed poets for less.", "jailed", "historical"),
        ("The junta has jailed poets this week.", "jailed", "actual"),
        ("Trawlers have rammed the patrol boats before.", "rammed", "historical"),
        ("Trawlers have rammed the patrol boats before the port of Lome.", "rammed", "actual"),
        ("At the time, Ghana condemned the coup.", "condemned", "historical"),
        ("At the time of the coup, Ghana condemned it.", "condemned", "actual"),
        ("Sunday is the anniversary of the morning when gunmen killed the bishop.", "killed", "historical"),
        ("Sunday was the morning when gunmen killed the bishop.", "killed", "actual"),
        ("Before the truce, mortars had pounded the harbour.", "pounded", "historical"),
        ("Before dawn, mortars had pounded the harbour.", "pounded", "actual"),
        ("Dockers went home after they had ended an earlier strike.", "ended", "historical"),
        ("In 1963 Ghanaian troops invaded the valley.", "invaded", "historical"),
        ("That spring dockers burned the customs house.", "burned", "historical"),
        ("This spring dockers burned the customs house.", "burned", "actual"),
        ("That year pirates burned the mill, and soldiers jailed nine farmers.", "jailed", "historical"),
        ("That year pirates burned the mill; soldiers jail farmers today.", "jail", "actual"),
        ("That summer monks, beaten by soldiers, had closed the shrine.", "beaten", "historical"),
    ],
)
def test_words_of_another_time_put_it_back(told: Told, text: str, trigger: str, status: Status) -> None:
    assert told(text, trigger) == status


def test_move_that_is_welcomed_was_made(told: Told) -> None:
    assert told("Ghana welcomed a move by Chad to pardon nine editors.", "pardon") == "actual"


def test_who_has_been_able_to_do_something_did_it(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("The Red Cross has been able to send food to Togo.")
    assert (report.act, report.status) == ("AID", "actual")
