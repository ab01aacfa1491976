"""Parsing: sentences and tokens with offsets of the page, what stands before a sentence left out, lemmas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bede.lexicon.tables import DATA, rows
from bede.model import Article, Dropped, Parse, Report
from bede.parse import LONGEST, lemma, model_version, parse, plain_case, words
from bede.parse.tree import hang, is_tree

Parsed = Callable[..., Parse]


def sentences(found: Parse) -> list[str]:
    """The sentences' texts."""
    return [sentence.text for sentence in found.sentences]


def test_headline_comes_before_the_body_and_paragraphs_are_counted(parsed: Parsed) -> None:
    found = parsed("It rained. It snowed.\nIt hailed.", headline="Storm hits Oslo")
    assert [(sentence.part, sentence.paragraph) for sentence in found.sentences] == [
        ("headline", -1),
        ("body", 0),
        ("body", 0),
        ("body", 1),
    ]


def test_tokens_and_sentences_slice_back_to_the_page(parsed: Parsed) -> None:
    text = "“We’ll go,” Ms.\u00a0Berg said — twice.\nThe EU\u2019s\tenvoy left."
    found = parsed(text)
    for sentence in found.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.words[-1] == "."
        for start, end, word in zip(sentence.starts, sentence.ends, sentence.words, strict=True):
            assert end - start == len(word)
            assert sentence.start <= start <= end <= sentence.end
    assert sentences(found)[-1] == "The EU\u2019s\tenvoy left."


def test_heads_and_children_are_the_same_tree(parsed: Parsed) -> None:
    for sentence in parsed("The envoys who met in Oslo left. They went home by train.").sentences:
        for token, head in enumerate(sentence.heads):
            assert (head == token) or token in sentence.children[head]
        assert sum(map(len, sentence.children)) == sum(head != token for token, head in enumerate(sentence.heads))


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("GENEVA, June 3 (Agency) - ", "Switzerland closed its border."),
        ("KYIV, Ukraine -- ", "Trains ran again."),
        ("PORT-AU-PRINCE — ", "Schools reopened."),
        ("Lima, May 4 (Agency) – ", "Voters went to the polls."),
    ],
)
def test_dateline_is_no_part_of_the_first_sentence(parsed: Parsed, before: str, sentence: str) -> None:
    assert sentences(parsed(before + sentence)) == [sentence]


def test_words_before_a_dash_stay_where_they_are_no_dateline(parsed: Parsed) -> None:
    text = "The minister - who had just returned - resigned."
    assert sentences(parsed(text)) == [text]


def test_long_paragraph_is_cut_without_losing_a_word(parsed: Parsed) -> None:
    text = "The river rose again. " * (LONGEST // 10)
    words = [word for sentence in parsed(text.strip()).sentences for word in sentence.words]
    assert words.count("river") == LONGEST // 10


def test_paragraph_without_a_space_is_cut_as_well(parsed: Parsed) -> None:
    text = "x" * (2 * LONGEST + 10)
    assert "".join(word for sentence in parsed(text).sentences for word in sentence.words) == text


def test_white_space_alone_makes_no_sentence(parsed: Parsed) -> None:
    assert parsed(" \u00a0 \t ").sentences == ()


def test_dropped_pages_pass_through_in_order(article: Callable[..., Article]) -> None:
    dropped = Dropped(id="b", stage="read", reason="empty")
    found = list(parse([article("It rained."), dropped, article("It snowed.")]))
    assert found[1] is dropped
    assert [sentences(each) for each in found if isinstance(each, Parse)] == [["It rained."], ["It snowed."]]


def test_article_is_parsed_the_same_alone_and_among_others(article: Callable[..., Article]) -> None:
    texts = ["Chile met Peru in Lima. It rained.", "Kenya left.\nRebels, who had fled, came back.", "x"]
    alone = [next(iter(parse([article(text)]))) for text in texts]
    assert list(parse(map(article, texts))) == alone


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("accused", "VBD", "accuse"),
        ("stopped", "VBD", "stop"),
        ("sniped", "VBD", "snipe"),
        ("readmitted", "VBN", "readmit"),
        ("attacks", "VBZ", "attack"),
        ("attacks", "NNS", "attack"),
        ("allies", "NNS", "ally"),
        ("fled", "VBD", "flee"),
        ("are", "VBP", "be"),
        ("'s", "VBZ", "be"),
        ("'ve", "VBP", "have"),
        ("Philippines", "NNPS", "Philippines"),
        ("of", "IN", "of"),
    ],
)
def test_lemma_of_an_inflected_word(word: str, tag: str, expected: str) -> None:
    assert lemma(word, tag) == expected


def test_listed_irregular_forms_are_asked_before_the_lemmatizer() -> None:
    listed = rows(DATA / "words" / "lemmas.tsv", ("word", "tag", "lemma"))
    assert listed
    for row in listed:
        assert lemma(row["word"], {"V": "VBD", "N": "NNS", "J": "JJR"}[row["tag"]]) == row["lemma"]


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Kenya Rejects Demand for Talks on Border", "Kenya rejects demand for talks on border"),
        ("REBELS ATTACK CONVOY NEAR BORDER", "REBELS attack convoy near border"),
        ("The White House Rejects Demand for Talks", "The White House rejects demand for talks"),
    ],
)
def test_common_words_of_a_title_are_put_in_lower_case(title: str, plain: str) -> None:
    assert plain_case(title) == plain


def test_ordinary_sentence_keeps_its_capitals() -> None:
    text = "The envoys of Chile and Peru met in Lima on Monday and talked about fishing."
    assert plain_case(text) == text


def test_sentence_full_of_names_keeps_its_capitals() -> None:
    text = "The Malian president, Ibrahim Sow, met Rose Marsh."
    assert plain_case(text) == text


def test_case_is_changed_without_moving_an_offset(parsed: Parsed) -> None:
    headline = "Kenya Rejects Somalia’s Demand for Talks"
    (sentence,) = parsed("", headline=headline).sentences
    assert (sentence.start, sentence.end, sentence.text) == (0, len(headline), headline)


def test_missing_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MODELS", ("no_such_model",))
    with pytest.raises(words.ModelError, match="pip install no_such_model"):
        words.language_model.__wrapped__()


def test_model_version_names_model_and_version() -> None:
    name, version = model_version().split()
    assert name.startswith("en_core_web_sm")
    assert version.count(".") == 2


def test_day_after_a_name_is_no_part_of_it(parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed("Minister Rosa Lima phoned Portuguese Premier Paulo Silva Thursday to offer help.").sentences
    day, name = sentence.words.index("Thursday"), sentence.words.index("Silva")
    assert (sentence.labels[name], sentence.words[sentence.heads[name]]) == ("dobj", "phoned")
    assert (sentence.labels[day], sentence.words[sentence.heads[day]]) == ("npadvmod", "phoned")


@pytest.mark.parametrize("first", ["US", "UK"])
def test_states_in_a_list_are_coordinated(first: str, parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed(f"The {first}, Norway, and Iceland agreed on fishing.").sentences
    assert [sentence.labels[sentence.words.index(state)] for state in ("Norway", "Iceland")] == ["conj", "conj"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Four herders were killed in Chadian artillery shelling near Faya on Sunday.", "pobj"),
        ("The town suffered heavy government shelling overnight.", "dobj"),
    ],
)
def test_gerund_after_its_maker_is_a_noun(text: str, label: str, parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed(text).sentences
    token = sentence.words.index("shelling")
    assert (sentence.tags[token], sentence.labels[token]) == ("NN", label)
    assert (sentence.labels[token - 1], sentence.heads[token - 1]) == ("compound", token)


def test_gerund_with_an_object_or_a_subject_of_its_own_stays_a_verb(parsed: Callable[..., Parse]) -> None:
    for text in ("She saw the soldiers shooting at the crowd.", "They spoke of gunmen shooting guards."):
        (sentence,) = parsed(text).sentences
        assert sentence.tags[sentence.words.index("shooting")] == "VBG"


@pytest.mark.parametrize(
    ("word", "found"), [("forgave", "forgive"), ("condemned", "condemn"), ("shed", "shed"), ("feed", "feed")]
)
def test_past_form_taken_for_a_base_form_has_its_lemma(word: str, found: str) -> None:
    assert lemma(word, "VB") == found


@pytest.mark.parametrize(
    ("text", "verb", "subject", "thing"),
    [
        ("Oslo lifts ban on Danish cheese after a row", "lifts", "Oslo", "ban"),
        ("Beijing halts Australian coal imports", "halts", "Beijing", "imports"),
        ("Chad junta expels Belgian ambassador", "expels", "junta", "ambassador"),
        ("WHO ships vaccines to Togo", "ships", "WHO", "vaccines"),
        ("Oman sends Libyan envoy home", "sends", "Oman", "envoy"),
        ("Latvia will next month ship another 40 artillery shells to the Finnish army.", "ship", "Latvia", "shells"),
    ],
)
def test_verb_taken_for_a_noun_has_its_subject_and_object(
    text: str, verb: str, subject: str, thing: str, parsed: Callable[..., Parse]
) -> None:
    (sentence,) = parsed(text).sentences
    token = sentence.words.index(verb)
    below = {sentence.words[child]: sentence.labels[child] for child in sentence.children[token]}
    assert sentence.tags[token].startswith("VB")
    assert (below[subject], below[thing]) == ("nsubj", "dobj")


def test_plural_noun_before_a_word_that_can_be_a_verb_is_its_subject(parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed("Thousands march in Tbilisi against a tax").sentences
    assert (sentence.tags[1], sentence.labels[0]) == ("VBP", "nsubj")


@pytest.mark.parametrize(
    ("text", "governor"),
    [
        ("Chad accused Libya of flying weapons to the rebels.", "of"),
        ("Kenya denied massing troops near the border.", "denied"),
    ],
)
def test_gerund_before_its_object_is_no_adjective(text: str, governor: str, parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed(text).sentences
    token = next(at for at, word in enumerate(sentence.words) if word in ("flying", "massing"))
    assert sentence.words[sentence.heads[token]] == governor
    assert next(sentence.labels[child] for child in sentence.children[token]) == "dobj"


def test_who_is_given_something_is_no_part_of_it(parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed("Oslo gave Kyiv's navy two minehunters.").sentences
    token = sentence.words.index("navy")
    assert (sentence.labels[token], sentence.words[sentence.heads[token]]) == ("dative", "gave")


def test_second_of_two_things_is_no_verb(parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed("Ottawa slapped travel bans and asset freezes on four Chadian colonels on Friday.").sentences
    token = sentence.words.index("freezes")
    assert (sentence.tags[token], sentence.words[sentence.heads[token]]) == ("NNS", "bans")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Serbia's special forces trained alongside Chinese units in Hebei this month.", "forces"),
        ("A Turkish military convoy of 40 vehicles crossed into northern Syria.", "convoy"),
    ],
)
def test_noun_with_a_participle_and_no_verb_is_a_sentence(
    text: str, subject: str, parsed: Callable[..., Parse]
) -> None:
    (sentence,) = parsed(text).sentences
    token = sentence.words.index(subject)
    verb = sentence.heads[token]
    assert (sentence.labels[token], sentence.tags[verb], sentence.heads[verb]) == ("nsubj", "VBD", verb)


@pytest.mark.parametrize("text", ["Taliban free two Americans", "Houthis free crew of hijacked cargo ship"])
def test_free_after_those_who_free_is_a_verb(text: str, parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed(text).sentences
    assert (sentence.tags[1], sentence.labels[0]) == ("VBP", "nsubj")


def test_those_let_go_are_no_length_of_the_way(parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed("Gunmen in Kaduna have let go 28 schoolchildren.").sentences
    token = sentence.words.index("schoolchildren")
    assert (sentence.labels[token], sentence.words[sentence.heads[token]]) == ("nsubj", "go")


@pytest.mark.parametrize(
    "text", ["Nurses strike in Lima", "Workers strike", "Riyadh lifts", "Seoul fires warning shots at ship", "Marchers"]
)
def test_mended_sentence_is_a_tree(text: str, parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed(text).sentences
    for token in range(len(sentence.words)):
        path = [token]
        while sentence.heads[path[-1]] != path[-1]:
            path.append(sentence.heads[path[-1]])
            assert len(path) <= len(sentence.words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jon Esker MORE accused Orsa of spying.", ["Jon", "Esker", "accused"]),
        ("Minister EskerJon Erik EskerMORE accused Orsa of spying.", ["Minister", "Esker", "accused"]),
        ("Velmark (Photo: Ada Quill/Wire) accused Orsa of spying.", ["Velmark", "accused"]),
        ("Jon Esker wants MORE than words.", ["Jon", "Esker", "wants", "MORE", "than"]),
    ],
)
def test_what_a_page_sets_within_a_sentence_is_no_word_of_it(parsed: Parsed, text: str, words: list[str]) -> None:
    (sentence,) = parsed(text).sentences
    assert sentence.text == text
    assert [word for word in sentence.words if word.strip()][: len(words)] == words


def test_what_a_state_is_called_at_the_head_of_a_sentence_is_no_part_of_its_name(parsed: Callable[..., Parse]) -> None:
    sentence = parsed("Neighbouring Ghana closed its border.").sentences[0]
    assert (sentence.tags[0], sentence.labels[0]) == ("JJ", "amod")


def test_matrices_are_multiplied_on_one_thread_while_parsing_and_as_before_after_it(
    parsed: Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def threads() -> list[int]:
        return [library["num_threads"] for library in words.matrix_library().info()]

    model, seen = words.language_model(), list[int]()
    run = model.pipe

    def spied(*arguments: Any, **named: Any) -> Any:
        seen.extend(threads())
        return run(*arguments, **named)

    with words.matrix_library().limit(limits=2, user_api="blas"):
        monkeypatch.setattr(model, "pipe", spied)
        parsed("It rained.")
        assert set(seen) == {1}
        assert set(threads()) == {2}


def test_noun_that_the_parser_hangs_on_after_is_the_subject_of_its_clause(parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed("Norway recalled its ambassador after Chile annexed the island.").sentences
    chile = sentence.words.index("Chile")
    assert (sentence.labels[chile], sentence.words[sentence.heads[chile]]) == ("nsubj", "annexed")


def test_noun_behind_a_particle_is_the_object_of_its_verb(parsed: Callable[..., Parse]) -> None:
    (sentence,) = parsed("Soldiers sealed off the university in Harare on Friday.").sentences
    campus = sentence.words.index("university")
    assert (sentence.labels[campus], sentence.words[sentence.heads[campus]]) == ("dobj", "sealed")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The minister called the Polish sanctions against Belarus unlawful.", "unlawful"),
        ('Oslo called the raids on its ships "reckless".', "reckless"),
        ("The rebels declared a ceasefire effective from Sunday.", None),
        ("The union called a strike for Monday.", None),
    ],
)
def test_adjective_says_what_an_object_is_called(text: str, said: str | None, parsed: Callable[..., Parse]) -> None:
    sentence = parsed(text).sentences[0]
    verb = sentence.tags.index("VBD")
    told = [
        word
        for word, label, head in zip(sentence.words, sentence.labels, sentence.heads, strict=True)
        if label == "oprd" and head == verb
    ]
    assert told == ([said] if said else [])


@pytest.mark.parametrize("end", [" - officials", ": officials", " \u2013 army source"])
def test_who_says_it_at_the_end_of_a_headline_is_no_part_of_what_he_says(
    end: str, parsed: Callable[..., Parse]
) -> None:
    sentence = parsed("It rained.", headline=f"Peru frees two Chilean reporters in Tacna{end}").sentences[0]
    assert sentence.labels[sentence.words.index("reporters")] == "dobj"
    assert sentence.labels[-1] == "parataxis"


def test_tree_is_told_from_a_circle() -> None:
    assert is_tree([1, 1, 1])
    assert not is_tree([1, 2, 0])
    labels, heads = ["amod", "ROOT", "dobj"], [1, 1, 1]
    assert hang(2, 0, "conj", labels=labels, heads=heads)
    assert (labels, heads) == (["amod", "ROOT", "conj"], [1, 1, 0])
    assert not hang(0, 2, "conj", labels=labels, heads=heads)


@pytest.mark.parametrize(
    ("headline", "states"),
    [("Togo, Benin, Ghana sign fisheries pact", 3), ("Storm hits Togo, Benin, South Africa", 3), ("Peru, Chile", 0)],
)
def test_states_of_a_headline_without_and_are_coordinated(
    headline: str, states: int, parsed: Callable[..., Parse]
) -> None:
    sentence = parsed("It rained.", headline=headline).sentences[0]
    assert sentence.labels.count("conj") == max(0, states - 1)


def test_second_deed_is_not_done_by_the_place_of_the_first(parsed: Callable[..., Parse]) -> None:
    sentence = parsed("Raiders had entered the mill built beside the river and kidnapped nine weavers.").sentences[0]
    assert sentence.words[sentence.heads[sentence.words.index("kidnapped")]] == "entered"


@pytest.mark.parametrize(
    ("text", "post", "name"),
    [
        ("Togo expelled the Danish ambassador in Lome Eva Berg on Monday.", "Lome", "Berg"),
        ("Togo expelled the Danish ambassador to Ghana Eva Berg on Monday.", "Ghana", "Berg"),
        ("The chairman of the Senate of Ghana Ama Ida Quill thanked Togo.", "Ghana", "Quill"),
    ],
)
def test_name_of_an_envoy_or_speaker_is_parted_from_his_post(
    text: str, post: str, name: str, parsed: Callable[..., Parse]
) -> None:
    sentence = parsed(text).sentences[0]
    where, who = sentence.words.index(post), sentence.words.index(name)
    assert sentence.words[sentence.heads[where]] in ("in", "to", "of")
    assert sentence.labels[who] == "appos"
    assert sentence.words[sentence.heads[who]] in ("ambassador", "chairman")


def test_envoy_summoned_to_a_ministry_summons_nobody(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("It rained.", headline="Danish envoy summoned to Turkish foreign ministry")
    assert (report.act, [party.country for party in report.actors]) == ("ACCUSE", ["TUR"])


def test_who_is_to_act_in_a_headline_is_its_subject(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("It rained.", headline="EU to sanction Togo, citing raids")
    assert (report.act, report.status, [party.country for party in report.recipients]) == (
        "SANCTION",
        "future",
        ["TGO"],
    )


def test_committee_that_is_named_by_what_it_does_is_one_name(code: Callable[..., Sequence[Report]]) -> None:
    reports = code("A court in Lome jailed nine writers, a nurse told the Movement to Save Togo.")
    assert {report.act for report in reports} <= {"COERCE", "SANCTION"}
    (report,) = code("Togo urged the Committee to free nine reporters.")
    assert [party.text for party in report.recipients] == ["Committee"]


def test_killed_in_a_headline_without_whom_is_suffered(code: Callable[..., Sequence[Report]]) -> None:
    reports = code("It rained.", headline="Togo shells port, nine dockers reportedly killed and wounded")
    assert all("TGO" not in [party.country for party in report.recipients] for report in reports)


def test_who_acts_behind_a_day_and_a_comma_is_no_name_of_the_day(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("At a session on Friday, Ghana, as expected, vetoed the resolution on Togo.")
    assert [party.country for party in report.actors] == ["GHA"]


def test_what_a_resolution_deplores_in_a_headline_is_not_its_own(code: Callable[..., Sequence[Report]]) -> None:
    reports = code("It rained.", headline="Ghana blocks UN resolution deploring invasion in Togo")
    assert "ASSAULT" not in {report.act for report in reports if report.actors and report.actors[0].kind == "body"}


def test_who_acts_before_a_clause_of_time_goes_on_is_its_subject(code: Callable[..., Sequence[Report]]) -> None:
    reports = code("Chad complained to Kenya after one of Kenya's soldiers shot nine herders.")
    assert [[one.country for one in report.actors] for report in reports if report.act == "ASSAULT"] == [["KEN"]]


def test_who_is_held_by_those_who_free_him_is_held(code: Callable[..., Sequence[Report]]) -> None:
    reports = code("The rebels freed two nurses taken hostage by them in May.")
    held = next(report for report in reports if report.act == "ASSAULT")
    assert [party.text for party in held.recipients] == ["two nurses"]


def test_who_is_freed_on_bail_is_no_object_of_the_bail(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("A judge in Togo has released on bail nine dockers.")
    assert [party.text for party in report.recipients] == ["nine dockers"]


def test_whose_decree_it_is_is_told_before_a_verb(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("Hungary's decree expels Polish diplomats.")
    assert [party.country for party in report.actors] == ["HUN"]


def test_phrase_behind_a_list_of_steps_hangs_on_the_steps(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("Ghana imposed new sanctions over the Kurdish crisis, including visa bans, on Togolese generals.")
    assert [party.country for party in report.recipients] == ["TGO"]


def test_talks_that_began_after_a_charge_accuse_nobody(code: Callable[..., Sequence[Report]]) -> None:
    text = "Ghana announced it would leave a WTO conference that began in Doha on Monday after accusing Togo of fraud."
    accused = [report for report in code(text) if report.act == "ACCUSE"]
    assert [[party.country for party in report.actors] for report in accused] == [["GHA"]]


@pytest.mark.parametrize(
    "text",
    [
        "The Committee to Protect Journalists calls on Togolese authorities to free the poet.",
        "The International Campaign to Ban Landmines has urged Togo to free the poet.",
    ],
)
def test_campaign_that_is_named_by_its_aim_asks_itself(text: str, code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code(text)
    assert (report.act, [party.country for party in report.recipients]) == ("REQUEST", ["TGO"])
    assert report.actors[0].text in text.split("has")[0]


def test_in_order_to_is_no_order(parsed: Callable[..., Parse]) -> None:
    sentence = parsed("Chad freed nine poets in order to calm Togo.").sentences[0]
    at = sentence.words.index("order")
    assert (sentence.labels[at], sentence.labels[at + 2]) == ("mark", "advcl")


def test_whom_somebody_complains_of_does_what_is_told(code: Callable[..., Sequence[Report]]) -> None:
    text = "Benin complained about the Togo Coast Guard firing water cannon at a Beninese ship."
    fired = [report for report in code(text) if report.act == "ASSAULT"]
    assert [[party.country for party in report.actors] for report in fired] == [["TGO"]]


def test_state_body_and_their_allies_are_three(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("The United States, the African Union and their main donors including Japan sent thanks to Togo.")
    assert "African Union" in [party.text for party in report.actors]


def test_day_behind_a_protest_is_not_given_to_anybody(code: Callable[..., Sequence[Report]]) -> None:
    (report,) = code("Benin issued a protest Thursday over the raid.")
    assert report.act == "ACCUSE"
