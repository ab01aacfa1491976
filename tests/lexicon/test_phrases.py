"""Closed word lists: support verbs, words of status and of saying, contexts, small lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bede.lexicon import Lexicon, LexiconError
from bede.lexicon.phrases import (
    STATUSES,
    load_contexts,
    load_lists,
    load_speech,
    load_status,
    load_support,
)


def test_support_verb_gives_its_noun_a_status_or_turns_it_round(lexicon: Lexicon) -> None:
    assert (lexicon.support["hold"].status, lexicon.support["hold"].reversed) == (None, False)
    assert lexicon.support["consider"].status == "hypothetical"
    assert lexicon.support["plan"].status == "future"
    assert lexicon.support["come under"].reversed


@pytest.mark.parametrize(
    ("kind", "word", "status"),
    [
        ("verbs", "refuse", "negated"),
        ("verbs", "rule out", "negated"),
        ("verbs", "consider", "hypothetical"),
        ("verbs", "plan", "future"),
        ("adjectives", "unlikely", "hypothetical"),
        ("nouns", "threat", "hypothetical"),
        ("auxiliaries", "may", "hypothetical"),
        ("auxiliaries", "will", "future"),
        ("adverbs", "never", "negated"),
        ("adverbs", "previously", "historical"),
        ("marks", "if", "hypothetical"),
        ("prepositions", "without", "negated"),
    ],
)
def test_word_tells_a_status(lexicon: Lexicon, kind: str, word: str, status: str) -> None:
    found, stands = getattr(lexicon.status, kind)[word]
    assert found == status
    assert stands.startswith("words/status.toml:")


def test_words_of_saying_know_where_they_stand(lexicon: Lexicon) -> None:
    assert lexicon.speech.verbs["say"].startswith("words/speech.toml:")
    assert {"claim", "report", "statement"} <= lexicon.speech.nouns.keys()


def test_longest_context_phrase_is_counted_by_its_first_word(lexicon: Lexicon) -> None:
    war = [phrase for phrase in lexicon.contexts.phrases if phrase.split()[0] == "war"]
    assert lexicon.contexts.longest["war"] == max(len(phrase.split()) for phrase in war)
    assert lexicon.contexts.longest.keys() == {phrase.split()[0] for phrase in lexicon.contexts.phrases}


Load = Callable[[Path], object]


@pytest.mark.parametrize(
    ("load", "text", "complaint"),
    [
        (
            load_support,
            '[[support]]\nverbs = ["hold"]\n[[support]]\nverbs = ["hold"]\n',
            r":3: 'hold' stands at .*:1 already",
        ),
        (
            load_support,
            '[[support]]\nverbs = ["hold"]\nstatus = "maybe"\n',
            r":1: status 'maybe'; expected one of negated",
        ),
        (
            load_support,
            '[[support]]\nverbs = ["hold"]\nreverse = true\n',
            r":1: unknown key 'reverse'; expected one of verbs",
        ),
        (load_status, '[[status]]\nstatus = "maybe"\n', r":1: status 'maybe'"),
        (load_status, '[[status]]\nstatus = "future"\nwords = ["soon"]\n', r":1: unknown key 'words'"),
        (
            load_status,
            '[[status]]\nstatus = "future"\nverbs = ["plan", "plan"]\n',
            r":1: 'plan' stands at .*:1 already",
        ),
        (
            load_speech,
            '[[speech]]\nverbs = ["say"]\n[[speech]]\nverbs = ["say"]\n',
            r":3: 'say' stands at .*:1 already",
        ),
        (load_speech, '[[speech]]\nadverbs = ["aloud"]\n', r":1: unknown key 'adverbs'"),
        (load_lists, '[lists]\nboth = ["two", "two"]\n', r":2: both is no list, or lists a word twice"),
        (load_lists, "[lists\n", "not TOML"),
        (load_contexts, "phrase\tcontexts\n", ":1: columns phrase, contexts; expected phrase, context"),
    ],
)
def test_mistake_in_a_list_is_an_error_with_its_line(tmp_path: Path, load: Load, text: str, complaint: str) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        load(path)


def test_phrase_may_show_several_contexts(tmp_path: Path) -> None:
    path = tmp_path / "contexts.tsv"
    path.write_text("phrase\tcontext\nwar crime\tlegal\nwar crime\thuman_rights\n", encoding="utf-8")
    found = load_contexts(path)
    assert [context for context, _ in found.phrases["war crime"]] == ["legal", "human_rights"]
    assert found.longest == {"war": 2}


def test_statuses_are_in_plovers_order() -> None:
    assert STATUSES == ("negated", "hypothetical", "future", "historical", "actual")


def test_words_of_status_and_saying_are_lower_case_as_lemmas_are(lexicon: Lexicon) -> None:
    words = [
        *lexicon.status.verbs,
        *lexicon.status.nouns,
        *lexicon.speech.verbs,
        *lexicon.speech.nouns,
        *lexicon.support,
    ]
    assert [word for word in words if word != word.lower()] == []


def test_list_of_two_files_is_an_error(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text('[lists]\nboth = ["two"]\n')
    other.write_text('[lists]\nboth = ["pair"]\n')
    with pytest.raises(LexiconError, match="both is a list of another file as well"):
        load_lists(one, other)
