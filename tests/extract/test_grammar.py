"""Who is subject, object and complement: passives, control, clauses and coordination undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bede.extract.grammar import Frame, Syntax
from bede.lexicon import Lexicon
from bede.model import Parse

Slots = Callable[[str, str], "Held"]


class Held:
    """The words in each slot of a frame."""

    def __init__(self, syntax: Syntax, frame: Frame) -> None:
        self.syntax, self.frame = syntax, frame

    def __getitem__(self, slot: str) -> list[str]:
        return [self.syntax.sentence.words[token] for token in self.frame.get(slot)]


@pytest.fixture
def slots(parsed: Callable[..., Parse], lexicon: Lexicon) -> Slots:
    """The slots of a word of a sentence: ``slots(sentence, word)["object"]``."""

    def slots(text: str, trigger: str) -> Held:
        (sentence,) = parsed(text).sentences
        syntax, token = Syntax(sentence, lexicon), sentence.words.index(trigger)
        tag = sentence.tags[token]
        frame = (syntax.verb if tag.startswith("VB") else syntax.noun if tag.startswith("NN") else syntax.adjective)(
            token
        )
        return Held(syntax, frame)

    return slots


def roles(held: Held) -> tuple[list[str], list[str]]:
    """Subject and object."""
    return held["subject"], held["object"]


# -- verbs ---------------------------------------------------------------------------------------------------------


def test_active_verb(slots: Slots) -> None:
    assert roles(slots("Kenya attacked Somalia.", "attacked")) == (["Kenya"], ["Somalia"])


def test_passive_voice_swaps_subject_and_object(slots: Slots) -> None:
    assert roles(slots("Kenya was attacked by Somalia.", "attacked")) == (["Somalia"], ["Kenya"])


def test_agentless_passive_has_an_object_and_no_subject(slots: Slots) -> None:
    assert roles(slots("Kenya was attacked on Friday.", "attacked")) == ([], ["Kenya"])


def test_passive_of_giving_keeps_thing_and_receiver_apart(slots: Slots) -> None:
    held = slots("Ukraine was given weapons by Germany.", "given")
    assert (held["subject"], held["object"], held["indirect"]) == (["Germany"], ["weapons"], ["Ukraine"])


def test_agent_of_a_passive_may_hang_on_the_thing_given(slots: Slots) -> None:
    assert slots("Exiled lawmakers were denied visas by Cambodia.", "denied")["subject"] == ["Cambodia"]


def test_what_a_passive_is_called_is_not_what_it_is_done_to(slots: Slots) -> None:
    held = slots("The raid was called a massacre by the opposition.", "called")
    assert (held["subject"], held["object"]) == (["opposition"], ["raid"])


def test_who_is_to_act_by_an_infinitive_with_for_is_asked(slots: Slots) -> None:
    assert slots("The bishops pushed for Havana to free the poets.", "pushed")["object"] == ["Havana"]


def test_receiver_is_indirect_with_and_without_to(slots: Slots) -> None:
    assert slots("Germany gave Ukraine 40 tanks.", "gave")["indirect"] == ["Ukraine"]
    assert slots("Germany gave 40 tanks to Ukraine.", "gave")["indirect"] == ["Ukraine"]
    assert slots("Canada sent Haiti armoured cars.", "sent")["indirect"] == ["Haiti"]


@pytest.mark.parametrize(
    ("text", "verb", "named", "called"),
    [
        ("The general called the senator a very rude man.", "called", "senator", ["man", "rude"]),
        ("Lima called the mayor of Cuenca a stone cold loser.", "called", "mayor", ["loser", "cold"]),
        ("Havana branded the bishops mercenaries.", "branded", "bishops", ["mercenaries"]),
        ("Kenya designated the charity a foreign agent.", "designated", "charity", ["agent", "foreign"]),
    ],
)
def test_who_is_named_and_what_he_is_called(slots: Slots, text: str, verb: str, named: str, called: list[str]) -> None:
    held = slots(text, verb)
    assert (held["object"], held["complement"]) == ([named], called)


@pytest.mark.parametrize(
    "text",
    [
        "The king gave the mission permission to send monitors.",
        "The king gave permission to the mission to send monitors.",
        "The king issued an order to the mission to send monitors.",
    ],
)
def test_who_is_asked_is_to_do_it(slots: Slots, text: str) -> None:
    assert slots(text, "send")["subject"] == ["mission"]


def test_coordinated_names_share_the_slot(slots: Slots) -> None:
    held = slots("Chile, Peru and Bolivia condemned Kenya and Somalia.", "condemned")
    assert roles(held) == (["Chile", "Peru", "Bolivia"], ["Kenya", "Somalia"])


def test_including_adds_names(slots: Slots) -> None:
    assert slots("Ten states, including Chile, condemned Kenya.", "condemned")["subject"] == ["states", "Chile"]


def test_coordinated_verbs_share_subject_and_object(slots: Slots) -> None:
    text = "Kenya condemned and sanctioned Uganda."
    assert roles(slots(text, "condemned")) == (["Kenya"], ["Uganda"])
    assert roles(slots(text, "sanctioned")) == (["Kenya"], ["Uganda"])


def test_coordinated_passives_share_the_auxiliary(slots: Slots) -> None:
    held = slots("The envoy was arrested and deported by Belarus.", "deported")
    assert roles(held) == (["Belarus"], ["envoy"])


def test_second_verb_with_its_own_object_inherits_the_subject(slots: Slots) -> None:
    assert roles(slots("Rebels killed a guard and burned the camp.", "burned")) == (["Rebels"], ["camp"])


@pytest.mark.parametrize("pronoun", ["who", "that", "which"])
def test_relative_pronoun_as_subject_stands_for_its_noun(slots: Slots, pronoun: str) -> None:
    assert roles(slots(f"The militia {pronoun} attacked the camp fled.", "attacked")) == (["militia"], ["camp"])


def test_relative_clause_without_its_object_is_about_its_noun(slots: Slots) -> None:
    assert roles(slots("The army that Kenya attacked fled.", "attacked")) == (["Kenya"], ["army"])
    assert roles(slots("The camp the rebels attacked is empty.", "attacked")) == (["rebels"], ["camp"])


def test_object_behind_a_phrase_is_the_object(slots: Slots) -> None:
    assert roles(slots("A court has freed on bail two former ministers.", "freed")) == (["court"], ["ministers"])


def test_participle_after_a_noun_is_a_passive_of_it(slots: Slots) -> None:
    held = slots("The army, attacked by rebels near Gao, withdrew.", "attacked")
    assert roles(held) == (["rebels"], ["army"])


def test_ing_form_after_a_noun_has_it_as_subject(slots: Slots) -> None:
    assert roles(slots("Rebels besieging the town attacked a convoy.", "besieging")) == (["Rebels"], ["town"])


def test_adverbial_ing_form_has_the_clause_subject(slots: Slots) -> None:
    assert roles(slots("Soldiers stormed the village, killing a priest.", "killing")) == (["Soldiers"], ["priest"])


@pytest.mark.parametrize("verb", ["promised", "refused", "tried", "threatened", "vowed"])
def test_subject_controls_the_infinitive(slots: Slots, verb: str) -> None:
    assert roles(slots(f"Kenya {verb} to attack Somalia.", "attack")) == (["Kenya"], ["Somalia"])


@pytest.mark.parametrize("verb", ["urged", "ordered", "asked", "forced", "wanted"])
def test_object_controls_the_infinitive(slots: Slots, verb: str) -> None:
    assert roles(slots(f"Kenya {verb} Somalia to attack Chad.", "attack")) == (["Somalia"], ["Chad"])


def test_subject_of_a_passive_controls_the_infinitive(slots: Slots) -> None:
    assert slots("Somalia was urged by Kenya to attack Chad.", "attack")["subject"] == ["Somalia"]


def test_raising_verb_lends_its_subject(slots: Slots) -> None:
    assert slots("Kenya seems to have attacked Somalia.", "attacked")["subject"] == ["Kenya"]
    assert slots("Kenya is believed to have attacked Somalia.", "attacked")["subject"] == ["Kenya"]


def test_adjective_lends_the_infinitive_its_subject(slots: Slots) -> None:
    assert slots("Kenya is ready to attack Somalia.", "attack")["subject"] == ["Kenya"]


def test_ing_form_after_of_belongs_to_the_accused(slots: Slots) -> None:
    assert roles(slots("Kenya accused Somalia of shelling Mandera.", "shelling")) == (["Somalia"], ["Mandera"])


def test_ing_form_after_by_belongs_to_the_subject(slots: Slots) -> None:
    assert slots("Kenya angered Somalia by shelling Mandera.", "shelling")["subject"] == ["Kenya"]


def test_particle_and_preposition_are_no_object(slots: Slots) -> None:
    held = slots("Kenya called on Somalia to withdraw.", "called")
    assert (held["object"], held["prep:on"]) == ([], ["Somalia"])


def test_phrase_on_the_object_counts_for_the_verb(slots: Slots) -> None:
    assert slots("Kenya imposed sanctions on Somalia.", "imposed")["prep:on"] == ["Somalia"]


def test_several_prepositions_are_asked_in_turn(slots: Slots) -> None:
    held = slots("Kenya protested with banners against Somalia.", "protested")
    assert held["prep:at/against/with"] == ["Somalia"]
    assert [held.syntax.words[token] for token in held.frame.every("prep:with/against")] == ["banners", "somalia"]


@pytest.mark.parametrize("must", ["must withdraw", "should withdraw", "has to withdraw", "needs to withdraw"])
def test_who_has_to_do_something_is_obliged(slots: Slots, must: str) -> None:
    assert slots(f"Kenya said that Somalia {must}.", "said")["obligation"] == ["Somalia"]


def test_nobody_is_obliged_by_a_plain_or_negated_clause(slots: Slots) -> None:
    assert slots("Kenya said that Somalia withdrew.", "said")["obligation"] == []
    assert slots("Kenya said that Somalia should not withdraw.", "said")["obligation"] == []


def test_complements_are_told_apart(slots: Slots) -> None:
    assert slots("Kenya said that Somalia withdrew.", "said")["clause"] == ["withdrew"]
    assert slots("Kenya urged Somalia to withdraw.", "urged")["infinitive"] == ["withdraw"]
    assert slots("Kenya accused Somalia of shelling Mandera.", "accused")["gerund"] == ["shelling"]


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("Dozens of activists", "activists"),
        ("A group of Kenyan soldiers", "soldiers"),
        ("Eleven of the prisoners", "prisoners"),
        ("Most of the guards", "guards"),
        ("Hundreds of thousands of people", "people"),
    ],
)
def test_quantity_gives_way_to_what_it_counts(slots: Slots, phrase: str, head: str) -> None:
    assert slots(f"{phrase} attacked the camp.", "attacked")["subject"] == [head]


def test_part_that_is_no_quantity_stays(slots: Slots) -> None:
    assert slots("The leader of the rebels attacked the camp.", "attacked")["subject"] == ["leader"]


@pytest.mark.xfail(strict=True, reason="what is used to do something is taken for the doer")
def test_thing_that_is_used_is_not_who_acts(slots: Slots) -> None:
    assert slots("Weapons were used to attack the troops.", "attack")["subject"] == []


# -- event nouns ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "phrase",
    ["Russia's invasion of Georgia", "The invasion of Georgia by Russia", "The Russia invasion of Georgia"],
)
def test_event_noun_has_possessor_agent_or_name_as_subject(slots: Slots, phrase: str) -> None:
    assert roles(slots(f"{phrase} shocked diplomats.", "invasion")) == (["Russia"], ["Georgia"])


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Oslo called the expulsion a cowardly act.", "expulsion"),
        ("Oslo called the closure of the bridge a hostile step.", "closure"),
        ("The killing was called a massacre by Oslo.", "massacre"),
    ],
)
def test_who_judges_an_event_does_not_do_it(slots: Slots, text: str, event: str) -> None:
    assert slots(text, event)["subject"] == []


def test_who_calls_a_strike_does_it(slots: Slots) -> None:
    assert slots("The dockers called a strike for Monday.", "strike")["subject"] == ["dockers"]


def test_two_possessors_share_an_event(slots: Slots) -> None:
    assert slots("Peru and Chile's joint patrols began in May.", "patrols")["subject"] == ["Peru", "Chile"]


def test_possessor_of_an_event_with_an_agent_suffers_it(slots: Slots) -> None:
    assert roles(slots("His arrest by the police came on Friday.", "arrest")) == (["police"], ["His"])


def test_support_verb_lends_subject_and_phrases(slots: Slots) -> None:
    held = slots("Israel launched an attack on Syria.", "attack")
    assert (held["subject"], held["prep:on"], held.frame.support_words) == (["Israel"], ["Syria"], "launch")


def test_passive_support_verb_lends_its_agent(slots: Slots) -> None:
    held = slots("Sanctions were imposed on Iran by Norway.", "Sanctions")
    assert (held["subject"], held["prep:on"]) == (["Norway"], ["Iran"])


def test_support_verb_in_a_relative_clause(slots: Slots) -> None:
    held = slots("The sanctions that Norway imposed on Iran are harsh.", "sanctions")
    assert (held["subject"], held["prep:on"]) == (["Norway"], ["Iran"])


def test_reversed_support_verb_makes_its_subject_the_sufferer(slots: Slots) -> None:
    held = slots("Syria suffered an attack by Israel.", "attack")
    assert roles(held) == (["Israel"], ["Syria"])
    assert slots("Iran faced criticism.", "criticism")["subject"] == []


def test_verb_that_lends_nothing_leaves_the_noun_without_a_subject(slots: Slots) -> None:
    assert slots("Norway condemned the attack on Syria.", "attack")["subject"] == []


def test_coordinated_event_nouns_share_a_phrase(slots: Slots) -> None:
    assert slots("Norway's criticism and mockery of Iran went on.", "criticism")["prep:of"] == ["Iran"]


def test_event_noun_has_its_own_complements(slots: Slots) -> None:
    assert slots("Kenya's promise to withdraw pleased Somalia.", "promise")["infinitive"] == ["withdraw"]
    assert slots("The claim that Kenya withdrew is false.", "claim")["clause"] == ["withdrew"]


def test_words_before_an_event_noun_are_its_modifiers(slots: Slots) -> None:
    assert slots("A verbal attack followed.", "attack")["modifier"] == ["verbal"]


# -- adjectives ----------------------------------------------------------------------------------------------------


def test_predicative_adjective_is_said_of_the_subject(slots: Slots) -> None:
    held = slots("Kenya is critical of Somalia.", "critical")
    assert (held["subject"], held["prep:of"]) == (["Kenya"], ["Somalia"])


# -- the tree ------------------------------------------------------------------------------------------------------


def test_climbing_a_malformed_tree_ends(parsed: Callable[..., Parse], lexicon: Lexicon) -> None:
    (sentence,) = parsed(" ".join(["Kenya said that"] * 60)).sentences[:1]
    syntax = Syntax(sentence, lexicon)
    for token in range(len(sentence.words)):
        assert len(syntax.ancestors(token)) <= 60
        first, last = syntax.extent(token)
        assert first <= token <= last


# -- who is meant beyond the clause --------------------------------------------------------------------------------


def test_who_stops_short_of_a_deed_is_its_subject(slots: Slots) -> None:
    assert slots("Kenya stopped short of recognising Kosovo.", "recognising")["subject"] == ["Kenya"]


def test_whose_stands_for_the_noun_before_it(slots: Slots) -> None:
    assert slots("Nurses, whose strike shut the clinic, met the mayor.", "strike")["subject"] == ["Nurses"]


def test_who_behind_a_place_is_no_place(slots: Slots) -> None:
    assert slots("Fighters from Chad, who shelled a village, fled.", "shelled")["subject"] == ["Fighters"]
    assert slots("Nurses in Chad, whose strike shut the clinic, met the mayor.", "strike")["subject"] == ["Nurses"]


@pytest.mark.parametrize("before", ["At the end of", "After months of", "On the eve of", "During"])
def test_who_acts_around_an_encounter_takes_part_in_it(slots: Slots, before: str) -> None:
    assert slots(f"{before} talks with Oman, Iran freed the pilots.", "talks")["subject"] == ["Iran"]


@pytest.mark.parametrize("text", ["Peru says no talks planned", "Peru said that no talks with Chile were planned."])
def test_who_tells_what_is_planned_plans_it(slots: Slots, text: str) -> None:
    assert slots(text, "talks")["subject"] == ["Peru"]


def test_who_tells_how_an_encounter_went_is_not_in_it(slots: Slots) -> None:
    assert slots("Peru said the talks had collapsed.", "talks")["subject"] == []


def test_phrase_that_hangs_on_a_state_is_of_the_event(slots: Slots) -> None:
    held = slots("Norway's pledge to Moldova of 40 million euros came late.", "pledge")
    assert (held["prep:to"], held["prep:of"]) == (["Moldova"], ["euros"])


def test_hyphen_makes_one_word(slots: Slots) -> None:
    held = slots("Dutch court gives Bosnian ex-policeman 14 years", "gives")
    assert (held["indirect"], held["object"]) == (["policeman"], ["years"])


def test_object_stands_under_what_it_is_called(slots: Slots) -> None:
    assert slots("Kenya struck what it called a base.", "struck")["object"] == ["base"]
    assert slots("Kenya struck what it described as a base.", "struck")["object"] == ["base"]


def test_relative_clause_of_giving_has_its_thing_before_it(slots: Slots) -> None:
    held = slots("The guns that Chad gave the rebels were old.", "gave")
    assert (held["object"], held["indirect"]) == (["guns"], ["rebels"])


def test_who_answers_a_plea_is_its_governor(slots: Slots) -> None:
    assert slots("Kenya ignored a plea from Uganda for rice.", "plea")["governor"] == ["Kenya"]
    assert slots("Kenya sent doctors at the request of Uganda.", "request")["governor"] == ["Kenya"]


def test_who_acts_with_help_is_its_beneficiary(slots: Slots) -> None:
    assert slots("The rebels took the town with Libyan help.", "help")["beneficiary"] == ["rebels"]


@pytest.mark.parametrize(
    "text",
    ["The monks left the hall in protest.", "The monks parked a van across the road in protest at the levy."],
)
def test_who_does_something_in_protest_stands_beside_it(text: str, slots: Slots) -> None:
    assert slots(text, "protest")["beside"] == ["monks"]


def test_who_acts_in_a_shared_operation_is_its_subject(slots: Slots) -> None:
    assert slots("In a joint operation with Oman, police sank the boat.", "operation")["subject"] == ["police"]


def test_whom_a_time_is_given_to_is_not_the_thing_given(slots: Slots) -> None:
    held = slots("The bloc gave Niger's junta a week to free him.", "gave")
    assert (held["object"], held["indirect"]) == (["week"], ["junta"])


def test_order_is_told_apart_from_a_statement(slots: Slots) -> None:
    assert slots('"Stop the trucks," the mayor urged the ministry.', "urged")["imperative"] == ["Stop"]
    assert slots("The mayor said the trucks stopped.", "said")["imperative"] == []


def test_bare_participle_of_a_shared_passive_has_no_subject(slots: Slots) -> None:
    held = slots("Barns were burnt, and some forty drovers arrested.", "arrested")
    assert roles(held) == ([], ["drovers"])


def test_place_after_a_place_is_not_a_second_subject(slots: Slots) -> None:
    assert roles(slots("A church in Quito, Ecuador was attacked by rebels.", "attacked")) == (["rebels"], ["church"])


def test_who_is_given_a_reason_has_it(slots: Slots) -> None:
    assert slots("The raid gave Kenya a reason to complain about Uganda.", "complain")["subject"] == ["Kenya"]


def test_participle_after_a_place_is_of_those_who_are_there(slots: Slots) -> None:
    assert slots("Teachers in the Lima area seeking higher wages marched.", "seeking")["subject"] == ["Teachers"]


def test_adjective_that_is_a_rank_too_does_nothing(slots: Slots) -> None:
    assert slots("A general strike shut schools in Greece.", "strike")["subject"] == []


def test_participle_behind_a_quotation_is_of_those_who_speak(slots: Slots) -> None:
    told = slots('"Nothing has changed," Moses Banda told reporters, accusing Uganda of treason.', "accusing")
    assert told["subject"] == ["Banda"]


def test_participle_beside_a_participle_has_its_subject(slots: Slots) -> None:
    text = "Banda defended the police, saying they had acted within the law and blaming the unions for the unrest."
    told = slots(text, "blaming")
    assert told["subject"] == ["Banda"]
