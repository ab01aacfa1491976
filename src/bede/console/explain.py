"""Why a sentence is coded as it is: its parse, who is who, every rule asked and its answer, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from bede.console.layout import fields, indented, joined, row, say
from bede.console.wording import STATUS, because, listed, named
from bede.extract import estimate, triggers
from bede.extract.attribution import voices
from bede.extract.coder import Coder, Trial
from bede.extract.content import spine
from bede.extract.draft import Draft
from bede.extract.frame import Frame
from bede.lexicon import Lexicon
from bede.model import Parse, Party, Report, Sentence

NUMBER, WORD, TAG, LABEL, HEAD = 3, 22, 5, 10, 14
SIGNS = 6
"""Signs of an estimate that are shown."""
WORD_CLASSES = {"VB": "verb", "NN": "noun", "JJ": "adjective"}


def explain(parse: Parse, lexicon: Lexicon, *, word: str | None = None, width: int) -> Iterator[Text]:
    """The lines that explain the coding of an article, sentence by sentence, or of those that have a word.

    For each: tokens with tag, label, head and party; each trigger with the rules asked in order and their answers;
    what each matching rule made of it, by which line its status is told, and why it stayed or went.
    """
    coder = Coder(parse, lexicon)
    reports = list(Coder(parse, lexicon).reports())
    several = len(parse.sentences) > 1 or bool(parse.article.parts)
    shown = False
    for number, sentence in enumerate(parse.sentences):
        trials: list[Trial] = []
        matched: list[Draft] = []
        kept = coder.drafts(number, trials, matched)
        tokens = _standing(sentence, word)
        if word is not None and not tokens:
            continue
        if shown:
            yield Text()
        shown = True
        if several:
            place = f"{parse.article.page}, sentence {number + 1} of {len(parse.sentences)}, {_where(sentence)}"
            yield from row((say(place, "note"), width))
        yield from row((say(sentence.text, "title"), width))
        yield Text()
        yield from _tokens(coder, number, width=width)
        candidates = [(token, kind) for token, kind in coder.candidates[number] if word is None or token in tokens]
        asked = {token for token, _ in candidates}
        unasked = [one.token for one in matched if one.estimated is not None and one.token not in asked]
        estimated = [(token, "") for token in unasked if word is None or token in tokens]
        for token, kind in (*candidates, *estimated):
            yield Text()
            draft = next((draft for draft in matched if draft.token == token), None)
            if kind:
                yield from _candidate(coder, number, token, kind, trials, draft, width=width)
            else:
                yield say(f'"{sentence.words[token]}", token {token}, a verb that no rule has', "title")
            if draft is not None:
                fate = "" if any(draft is one for one in kept) else _gone(coder, number, draft, matched, kept)
                yield from _draft(coder, number, draft, fate, _report_of(draft, sentence, reports), width=width)
        asked.update(token for token, _ in estimated)
        silent = [token for token in tokens if token not in asked]
        if silent:
            yield Text()
            for token in silent:
                yield from _no_trigger(sentence, token, lexicon, width=width)
        elif not asked:
            yield Text()
            yield Text("No word of this sentence is a trigger of any rule.")
    if not shown:
        yield say(f'"{word}" stands nowhere in what is parsed.' if word is not None else "There is nothing to parse.")


def _where(sentence: Sentence) -> str:
    """Which part of the page a sentence is, and its offsets."""
    part = f"paragraph {sentence.paragraph + 1}" if sentence.part == "body" else sentence.part
    return f"{part}, characters {sentence.start} to {sentence.end}"


def _standing(sentence: Sentence, word: str | None) -> list[int]:
    """The tokens that are a word or have it as their lemma."""
    if word is None:
        return []
    sought = word.lower()
    forms = zip(sentence.words, sentence.lemmas, strict=True)
    return [token for token, found in enumerate(forms) if sought in (found[0].lower(), found[1].lower())]


# -- the parse ---------------------------------------------------------------------------------------------------------


def _tokens(coder: Coder, number: int, *, width: int) -> Iterator[Text]:
    """The tokens, a row each: number, word with lemma, tag, label, head, and the party that the phrase names."""
    sentence = coder.syntaxes[number].sentence
    room = max(20, width - NUMBER - WORD - TAG - LABEL - HEAD - 5)
    titles = ("#", "word (lemma)", "tag", "label", "head", "who it names, by which line")
    widths = (NUMBER, WORD, TAG, LABEL, HEAD, room)
    yield from row(*((Text(title, style="label"), size) for title, size in zip(titles, widths, strict=True)))
    for token, word in enumerate(sentence.words):
        lemma = sentence.lemmas[token]
        head = sentence.heads[token]
        cells = (
            Text(str(token)),
            say(word if lemma == word.lower() or lemma == word else f"{word} ({lemma})"),
            Text(sentence.tags[token]),
            Text(sentence.labels[token]),
            say("root" if head == token else f"{head} {sentence.words[head]}"),
            _names(coder, number, token),
        )
        yield from row(*zip(cells, widths, strict=True))


def _names(coder: Coder, number: int, token: int) -> Text:
    """Whom a noun or pronoun at the head of a phrase names, with the line of the lexicon."""
    sentence = coder.syntaxes[number].sentence
    nominal = sentence.tags[token].startswith(("NN", "PRP")) or coder.cast.named(number, token)
    if not nominal or sentence.labels[token] in ("compound", "nmod"):
        return Text()
    found = [party for party in coder.cast.parties(number, token) if party.kind is not None or party.rule is not None]
    return joined([_resolved(party) for party in found])


def _resolved(party: Party) -> Text:
    """A party in short, with its line."""
    text = say(", ".join(part for part in (named(party), party.kind or "", " ".join(party.sectors)) if part))
    if party.antecedent is not None:
        text.append_text(say(f', from "{party.antecedent.text}" at {party.antecedent.start}'))
    return text.append(" ").append_text(say(party.rule or "not in the lexicon", "note"))


# -- the rules ---------------------------------------------------------------------------------------------------------


def _candidate(
    coder: Coder, number: int, token: int, kind: str, trials: list[Trial], draft: Draft | None, *, width: int
) -> Iterator[Text]:
    """A trigger: its slots, the rules asked in order with their answers, and those that were not asked."""
    syntax = coder.syntaxes[number]
    sentence = syntax.sentence
    yield say(f'Trigger "{sentence.words[token]}", {kind} {sentence.lemmas[token]}, token {token}', "title")
    frame = syntax.verb(token) if kind == "verb" else syntax.noun(token) if kind == "noun" else syntax.adjective(token)
    yield from indented(_slots(sentence, frame), width=width, indent=2)
    asked = [trial for trial in trials if trial.token == token]
    for place, trial in enumerate(asked, start=1):
        answer = say(trial.answer, "good" if trial.answer == "matches" else "bad")
        modes = " ".join((trial.rule.act, *trial.rule.modes))
        line = say(f"{place}. {trial.rule.where_stands} {modes}: ").append_text(answer)
        yield from indented(line, width=width, indent=2)
    known = triggers.entries(syntax, token, kind)
    end = len(known)
    if draft is not None:
        end = next((at for at, entry in enumerate(known) if entry == (draft.words, draft.rule)), end)
    rules = [trial.rule for trial in asked]
    absent = [" ".join(words) for words, rule in known[:end] if rule not in rules]
    later = [rule.where_stands for _, rule in known[end + 1 :]]
    if absent:
        yield from indented(say(f"these words do not stand here: {listed(absent, 8)}", "note"), width=width, indent=2)
    if later:
        yield from indented(say(f"not asked, one before it matched: {listed(later, 6)}", "note"), width=width, indent=2)


def _slots(sentence: Sentence, frame: Frame) -> Text:
    """What stands in each slot of a trigger."""
    filled = [
        f"{slot} = {', '.join(sentence.words[token] for token in tokens)}"
        for slot, tokens in frame.slots.items()
        if tokens
    ]
    passive = "passive" if frame.passive else ""
    support = f'its subject comes from "{sentence.words[frame.support]}"' if frame.support is not None else ""
    return joined(["slots: " + ("; ".join(filled) or "none filled"), passive, support])


def _draft(coder: Coder, number: int, draft: Draft, fate: str, report: Report | None, *, width: int) -> Iterator[Text]:
    """What a matching rule made of the sentence, and what became of that."""
    outcome = Text("dropped: ", style="bad").append_text(say(fate)) if fate else Text("kept", style="good")
    if report is not None:
        outcome.append(f" as report {report.id[:8]}, {report.event_type}")
    mode = " ".join((draft.act, *draft.modes))
    pairs: list[tuple[str, Text | str]] = [
        ("code", f"{mode} by {draft.rule.where_stands}"),
        ("estimated", _estimated(draft, coder.lexicon)),
        ("actors", joined([_resolved(party) for party in draft.actors])),
        ("recipients", joined([_resolved(party) for party in draft.recipients])),
        ("status", f"{STATUS[draft.status][1]} ({draft.status}), {_because(draft.status_rule)}"),
        ("said by", _voices(coder, number, draft)),
    ]
    if report is not None:
        pairs.append(("when", because(report.date) if report.date else "no time belongs to it"))
        where = [f"{place.name}, {place.rule}" for place in report.places if place.role == "event"]
        pairs.append(("where", "; ".join(where)))
    yield from fields([*pairs, ("outcome", outcome)], width=width, indent=4)


def _estimated(draft: Draft, lexicon: Lexicon) -> str:
    """How likely an estimated act is, and what speaks for it; nothing for an act that a rule told."""
    if draft.estimated is None:
        return ""
    telling = listed(estimate.speaking(draft.estimated, lexicon), SIGNS)
    return f"chance {draft.estimated.chance:.2f}, as no rule matched; for it speak: {telling}"


def _because(rule: str) -> str:
    """The line or construction that tells a status."""
    return "as nothing tells another" if rule == "default" else f"by {rule}"


def _voices(coder: Coder, number: int, draft: Draft) -> Text:
    """Who vouches for a draft, outermost first, each with the word that says so."""
    syntax = coder.syntaxes[number]
    found: list[Text] = []
    for voice in voices(syntax, draft.frame.trigger):
        cue = f'by "{syntax.sentence.words[voice.cue]}", token {voice.cue}'
        parties = [party for source in voice.sources for party in coder.cast.parties(number, source)]
        found.append(joined([*(_resolved(party) for party in parties)]).append_text(say(f" {cue}")))
    return joined(found) or Text("nobody in the sentence")


# -- what became of it -------------------------------------------------------------------------------------------------


def _gone(coder: Coder, number: int, draft: Draft, matched: list[Draft], kept: list[Draft]) -> str:
    """Why a draft was dropped when the drafts of its sentence were held against each other, or as nothing political."""
    syntax = coder.syntaxes[number]
    words = syntax.sentence.words
    if (beside := coder.subjects.aside(number, draft)) is not None:
        return beside
    others = [other for other in matched if other is not draft]
    for other in others:
        if draft.token in other.used:
            return f'its word fills a condition of {other.rule.where_stands} at "{words[other.token]}"'
    for other in others:
        if other.rule.content is not None and draft.token in spine(syntax, other):
            return f'told inside "{words[other.token]}" (content = "{other.rule.content}", {other.rule.where_stands})'
    if draft.rule.content in ("denied", "promised"):
        inner = [other for other in kept if other.token in spine(syntax, draft)]
        if inner:
            return (
                f'"{words[inner[0].token]}" stands for what is {draft.rule.content} (content = "{draft.rule.content}")'
            )
    same = [other for other in kept if other.act == draft.act] or kept
    told = f' at "{words[same[0].token]}" ({same[0].rule.where_stands})' if same else ""
    return f"the same happening is told{told}"


def _report_of(draft: Draft, sentence: Sentence, reports: list[Report]) -> Report | None:
    """The report that a draft became."""
    start = sentence.starts[draft.trigger[0]]
    rule = draft.rule.where_stands
    return next((report for report in reports if report.trigger.start == start and report.rule == rule), None)


def _no_trigger(sentence: Sentence, token: int, lexicon: Lexicon, *, width: int) -> Iterator[Text]:
    """Why a word that was asked for is no trigger."""
    lemma, tag = sentence.lemmas[token], sentence.tags[token]
    mine = next((name for start, name in WORD_CLASSES.items() if tag.startswith(start)), None)
    known = [kind for kind in WORD_CLASSES.values() if (kind, lemma) in lexicon.triggers]
    head = f'"{sentence.words[token]}" (lemma {lemma}, {tag}, {sentence.labels[token]}) is no trigger here: '
    if mine in known:
        rules = listed([rule.where_stands for _, rule in lexicon.triggers[mine or "", lemma]])
        why = f"{rules} has the {mine} {lemma}, but the parse makes it a {sentence.labels[token]} of its phrase"
    elif known:
        rules = listed([rule.where_stands for _, rule in lexicon.triggers[known[0], lemma]])
        why = f"{rules} has it as {known[0]}, but it is tagged {tag}"
    else:
        why = f"no rule has {lemma} as {mine or 'a trigger'}"
    yield from row((say(head + why), width))
