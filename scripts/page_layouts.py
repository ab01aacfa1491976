"""Makes HTML pages of articles in the layouts that news pages have, with furniture around and inside the text.

Every page is drawn from a seed: the same seed gives the same page. What is article and what is not is known, since it
was put in: ``Story.paragraphs`` is the body.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

FURNITURE: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "page_furniture.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Story:
    """An article before it is laid out."""

    headline: str
    paragraphs: tuple[str, ...]
    day: str


class Draw:
    """Draws furniture for one page."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def one(self, name: str) -> str:
        """One item of a list of furniture, as HTML text."""
        return escape(self.random.choice(FURNITURE[name]), quote=False)

    def some(self, name: str, count: int) -> list[str]:
        """So many items of a list of furniture, none twice."""
        found = self.random.sample(FURNITURE[name], min(count, len(FURNITURE[name])))
        return [escape(item, quote=False) for item in found]

    def key(self) -> str:
        """A name without meaning, as built style sheets have."""
        return "".join(self.random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=7))

    def links(self, name: str, count: int, *, tag: str = "li") -> str:
        """A run of links in list items."""
        items = [self.random.choice(FURNITURE[name]) for _ in range(count)]
        return "".join(
            f'<{tag} class="item-{self.key()} level-1" data-i="{self.key()}"><div class="w-{self.key()}"><a href="/{self.key()}/'
            f'{self.key()}" class="c-link {self.key()}" data-track=\'{{"area":"{self.key()}","pos":"{self.key()}"}}\'>'
            f"<span>{escape(item, quote=False)}</span>{self.icon()}</a></div></{tag}>\n"
            for item in items
        )

    def icon(self) -> str:
        """A drawn sign, as links and buttons carry."""
        points = " ".join(f"{self.random.randint(0, 24)}.{self.random.randint(0, 99)}" for _ in range(12))
        return (
            f'<svg class="icon {self.key()}" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><g><path d="M{points}'
            f'Z" fill="none"></path><path d="M{points}Z"></path></g></svg>'
        )

    def cards(self, count: int, *, blurbs: bool) -> str:
        """Teasers with picture, headline and blurb."""
        cards = []
        for number in range(count):
            head, blurb = self.one("heads"), self.one("blurbs")
            text = f'<p class="summary">{blurb[: self.random.choice((60, 90, 400))]}</p>' if blurbs else ""
            cards.append(
                f'<div class="card card-{self.key()}" data-pos="{number}" data-model="{self.key()}{self.key()}"><div class="'
                f'inner-{self.key()}"><button class="save" aria-label="Save">{self.icon()}</button></div><!-- card {number} -->'
                f'<a href="/{self.key()}"><picture class="ratio"><source media="(min-width: 900px)" '
                f'srcset="/i/{self.key()}.webp 1x, /i/{self.key()}@2.webp 2x"><img loading="lazy" width="320" '
                f'height="180" alt="{head}" src="/i/{self.key()}.jpg"></picture><h3>{head}</h3></a>{text}'
                f'<div class="meta"><span class="when"><span>{self.random.randint(2, 11)} hours ago</span></span>'
                f'<span class="share">{self.icon()}{self.icon()}</span></div></div>\n'
            )
        return "".join(cards)

    def scripts(self, count: int) -> str:
        """Scripts such as pages carry: settings, measuring, advertisements."""
        rows = []
        for _ in range(count):
            state = {self.key(): [self.key() for _ in range(60)], "title": self.random.choice(FURNITURE["heads"])}
            rows.append(
                f"<script>window.{self.key()} = {json.dumps(state)};(function(a,b){{return a<b}})(1,2);</script>\n"
            )
        return "".join(rows)

    def head(self, story: Story, outlet: str, *, linked: bool = True) -> str:
        """The head of a page, with or without linked data."""
        title = escape(story.headline)
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.headline,
            "datePublished": f"{story.day}T08:30:00Z",
            "author": {"@type": "Person", "name": self.random.choice(FURNITURE["reporters"])},
            "publisher": {"@type": "Organization", "name": outlet},
        }
        facts = (
            f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{escape(outlet)}">\n'
            f'<meta property="article:published_time" content="{story.day}T08:30:00Z">\n'
            f'<script type="application/ld+json">{json.dumps(data)}</script>\n'
        )
        style = "".join(f".{self.key()}{{margin:0 {n}px;color:#{n:03x}}}\n" for n in range(120))
        return (
            f'<head><meta charset="utf-8"><title>{title} | {escape(outlet)}</title>\n{facts if linked else ""}'
            f"<style>{style}</style>\n{self.scripts(8)}</head>"
        )

    def comments(self, count: int, *, tag: str = "div") -> str:
        """What readers write."""
        return "".join(
            f'<{tag} class="comment" id="c{number}"><b>{self.one("commenters")}</b> <span>{number + 1} hours ago</span>'
            f'<p>{self.one("comments")}</p><a href="#">Reply</a> <a href="#">Report</a></{tag}>\n'
            for number in range(count)
        )


def _put_in(paragraphs: list[str], extras: list[str], draw: Draw) -> list[str]:
    """The paragraphs with furniture between them, never before the second."""
    rows = list(paragraphs)
    places = sorted(draw.random.sample(range(2, max(3, len(rows) + 1)), min(len(extras), max(1, len(rows) - 1))))
    for place, extra in zip(reversed(places), extras, strict=False):
        rows.insert(place, extra)
    return rows


def _byline(draw: Draw, story: Story) -> str:
    return (
        f'By <a href="/by/{draw.key()}">{draw.one("reporters")}</a> · <time datetime="{story.day}">{story.day}</time>'
    )


def semantic(story: Story, draw: Draw) -> str:
    """Elements that say what they are: header, nav, article, aside, footer; linked data."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = [f"<p>{escape(text, quote=False)}</p>\n" for text in story.paragraphs]
    rail = f"<aside class='rail'><h2>Keep reading</h2><ul>{draw.links('heads', 4)}</ul></aside>"
    figure = f"<figure><img src='a.jpg'><figcaption>{draw.one('captions')} {draw.one('credits')}</figcaption></figure>"
    return (
        f"<!doctype html><html lang='en'>{draw.head(story, outlet)}<body><header><a>{outlet}</a><nav><ul>"
        f"{draw.links('menu', 30)}</ul></nav></header><main><article><h1>{escape(story.headline, quote=False)}</h1>"
        f"<p class='byline'>{_byline(draw, story)}</p>{figure}{''.join(_put_in(body, [rail], draw))}</article>"
        f"<section class='comments'><h2>6 comments</h2>{draw.comments(6)}</section></main>"
        f"<aside><h2>Most read</h2>{draw.cards(12, blurbs=True)}</aside>"
        f"<footer><ul>{draw.links('foot', 20)}</ul><p>© 2024 {outlet}</p></footer>{draw.scripts(10)}</body></html>"
    )


def soup(story: Story, draw: Draw) -> str:
    """Nothing but div and span with built class names; paragraphs are div; teasers in prose between them."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = [f'<div class="{draw.key()}"><span>{escape(text, quote=False)}</span></div>\n' for text in story.paragraphs]
    teaser = f'<div class="{draw.key()}"><a href="/x"><div>{draw.one("heads")}</div><div>{draw.one("blurbs")}</div></a></div>'
    return (
        f"<!doctype html><html>{draw.head(story, outlet, linked=False)}<body><div id='root'><div class='{draw.key()}'>"
        f"<div>{outlet}</div>{draw.links('menu', 40, tag='div')}</div><div class='{draw.key()}'><div class="
        f"'{draw.key()}'><h1>{escape(story.headline, quote=False)}</h1><div>{_byline(draw, story)}</div>"
        f"{''.join(_put_in(body, [teaser], draw))}</div><div class='{draw.key()}'>{draw.cards(16, blurbs=True)}</div></div>"
        f"<div class='{draw.key()}'>{draw.links('foot', 25, tag='div')}</div></div>{draw.scripts(14)}</body></html>"
    )


def table(story: Story, draw: Draw) -> str:
    """An old page: tables for columns, font elements, paragraphs parted by two br elements."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    text = "<br><br>\n".join(escape(text, quote=False) for text in story.paragraphs)
    return (
        f"<html><head><title>{escape(story.headline)}</title></head><body bgcolor=white><table width=100%><tr><td "
        f"colspan=3><font size=5>{outlet}</font></td></tr><tr><td width=150 valign=top>"
        f"{draw.links('menu', 20, tag='div')}</td><td valign=top><h1>{escape(story.headline, quote=False)}</h1>"
        f"<font size=2>{_byline(draw, story)}</font><br><br><font face=times>{text}</font></td><td width=200 valign=top>"
        f"<b>More news</b><br>{'<br>'.join(draw.some('heads', 10))}<br><b>Weather</b><br>Rain, 9 degrees</td></tr>"
        f"<tr><td colspan=3>{' | '.join(draw.some('foot', 8))}<br>Copyright 2024 {outlet}</td></tr></table></body></html>"
    )


def blog(story: Story, draw: Draw) -> str:
    """A content system's theme: entry content, share buttons, related posts inside it, a list of comments, widgets."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = [f"<p>{escape(text, quote=False)}</p>\n" for text in story.paragraphs]
    share = "<div class='sharedaddy'><h3>Share this:</h3><ul><li><a>Facebook</a></li><li><a>X</a></li></ul></div>"
    related = f"<div class='jp-relatedposts'><h3>Related</h3>{draw.cards(3, blurbs=True)}</div>"
    note = draw.one("author_notes").replace("{name}", draw.one("reporters"))
    return (
        f"<!doctype html><html lang='en-US'>{draw.head(story, outlet)}<body class='single'><div id='page'><header id="
        f"'masthead'><p class='site-title'>{outlet}</p><div class='menu'><ul>{draw.links('menu', 15)}</ul></div></header>"
        f"<div id='content'><div id='primary'><article class='post'><header class='entry-header'><h1 class='entry-title'>"
        f"{escape(story.headline, quote=False)}</h1><div class='entry-meta'>Posted on {story.day} by "
        f"{draw.one('reporters')}</div></header><div class='entry-content'>{''.join(body)}{share}{related}</div><footer "
        f"class='entry-footer'>Tagged: news, world</footer></article><div class='author-box'><p>{note}</p></div>"
        f"<div id='comments'><h2>5 thoughts</h2><ol class='commentlist'>{draw.comments(5, tag='li')}</ol><div id="
        f"'respond'><h3>Leave a reply</h3><form><textarea></textarea><input type=submit></form></div></div></div>"
        f"<div id='secondary'><aside class='widget'><h2>Recent posts</h2><ul>{draw.links('heads', 8)}</ul></aside>"
        f"</div></div></div>{draw.scripts(6)}</body></html>"
    )


def newspaper(story: Story, draw: Draw) -> str:
    """A paper's page: advertisements, pull quotes, teasers and a newsletter form between the paragraphs, captions."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = [f'<p class="article__p">{escape(text, quote=False)}</p>\n' for text in story.paragraphs]
    extras = [
        '<div class="ad-slot"><span>Advertisement</span><p>Article continues below</p></div>',
        f'<div class="newsletter-inline"><h3>The morning letter</h3><p>{draw.one("newsletter")}</p><form><input '
        'type="email"><button>Sign up</button></form></div>',
        f'<div class="read-more"><h4>Read more</h4><a href="/x">{draw.one("heads")}</a></div>',
        f'<figure class="inline"><img src="b.jpg"><figcaption>{draw.one("captions")}<span> {draw.one("credits")}'
        "</span></figcaption></figure>",
        f'<aside class="pullquote"><p>{draw.one("pulls")}</p></aside>',
    ]
    return (
        f"<!doctype html><html lang='en-GB'>{draw.head(story, outlet)}<body><div class='topbar'><p>{draw.one('offer')}"
        f"</p><a>Subscribe</a></div><header><nav><ul>{draw.links('menu', 40)}</ul></nav></header><div class='layout'>"
        f"<div class='article' itemprop='articleBody'><div class='kicker'>World</div><h1>"
        f"{escape(story.headline, quote=False)}</h1><div class='meta'>{_byline(draw, story)} · 4 min read</div>"
        f"{''.join(_put_in(body, extras, draw))}<div class='tags'>Topics: <a>diplomacy</a> <a>trade</a></div></div>"
        f"<div class='sidebar'><h2>Most popular</h2>{draw.cards(18, blurbs=True)}</div></div><section class="
        f"'recirculation'><h2>More from World</h2>{draw.cards(12, blurbs=True)}</section><footer>"
        f"{draw.links('foot', 25)}<p>© {outlet} 2024. All rights reserved.</p></footer>{draw.scripts(20)}</body></html>"
    )


def ticker(story: Story, draw: Draw) -> str:
    """A live list in full sentences before the article and beside it."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    entries = "".join(
        f'<li class="entry"><time>1{n}:4{n}</time><p>{text}</p></li>' for n, text in enumerate(draw.some("live", 5))
    )
    body = [f"<p>{escape(text, quote=False)}</p>\n" for text in story.paragraphs]
    return (
        f"<!doctype html><html lang='en'>{draw.head(story, outlet)}<body><div class='ticker'><h2>Live</h2><ul>{entries}"
        f"</ul></div><nav>{draw.links('menu', 25)}</nav><div class='columns'><div class='left'><h2>Latest</h2><ul>"
        f"{entries}</ul></div><div class='middle'><div class='story'><h1>{escape(story.headline, quote=False)}</h1><div>"
        f"{_byline(draw, story)}</div><div class='story-body'>{''.join(body)}</div></div></div><div class='right'>"
        f"{draw.cards(20, blurbs=True)}</div></div><footer>{draw.links('foot', 14)}</footer>{draw.scripts(12)}</body></html>"
    )


def malformed(story: Story, draw: Draw) -> str:
    """Paragraphs that are never closed, elements closed in the wrong order or twice, attributes without quotes, no end."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = "".join(
        f"<p class=txt>{escape(text, quote=False)}\n{'</div>' if n == 3 else ''}{'<b><i></b></i>' if n % 4 == 1 else ''}"
        for n, text in enumerate(story.paragraphs)
    )
    return (
        f"<html><title>{escape(story.headline)}</title><body><body class=a><div id=top><a href=/>{outlet}</a><ul>"
        f"{draw.links('menu', 20).replace('</li>', '')}</ul><div class=main><div><h1>{escape(story.headline, quote=False)}"
        f"</h1></h2><span class=by>{_byline(draw, story)}</div></span><div class=content>{body}</div></div></div></td>"
        f"<h3>More</h3>{draw.cards(8, blurbs=False)}<h3>Comments</h3>{draw.comments(4).replace('</p>', '')}<ul>"
        f"{draw.links('foot', 12)}"
    )


def walled(story: Story, draw: Draw) -> str:
    """Consent in long prose before the article, an offer inside it, hidden boxes, copies of the text in the scripts."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = [f'<p class="{draw.key()}">{escape(text, quote=False)}</p>\n' for text in story.paragraphs]
    offer = f'<div class="piano-offer"><h3>Read on with a subscription</h3><p>{draw.one("offer")}</p></div>'
    hidden = f'<div style="display:none"><p>{draw.one("offer")}</p><p>{draw.one("newsletter")}</p></div>'
    state = json.dumps({"articleBody": " ".join(story.paragraphs)}).replace("</", "<\\/")
    consent = "".join(f"<p>{text}</p>" for text in draw.some("consent", 2))
    return (
        f"<!doctype html><html lang='en'>{draw.head(story, outlet)}<body><div id='consent-wall' role='dialog'><h2>Your "
        f"privacy</h2>{consent}<button>Accept all</button><button>Settings</button></div>{hidden}<script id='state' "
        f"type='application/json'>{state}</script><header>{draw.links('menu', 30)}</header><main><div class='content'>"
        f"<h1>{escape(story.headline, quote=False)}</h1><p class='lede-meta'>{_byline(draw, story)}</p>"
        f"{''.join(_put_in(body, [offer], draw))}</div></main><section>{draw.cards(15, blurbs=True)}</section>"
        f"<noscript><p>Please switch on JavaScript to see the comments of our readers.</p></noscript><footer>"
        f"{draw.links('foot', 20)}</footer>{draw.scripts(16)}</body></html>"
    )


def _paragraphs(story: Story, around: str) -> list[str]:
    return [around.format(escape(text, quote=False)) for text in story.paragraphs]


def wrapped(story: Story, draw: Draw) -> str:
    """A page builder's page: every paragraph in three widgets, the title outside of what holds the text."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = _paragraphs(
        story, "<div class='el-widget'><div class='el-widget-container'><div class='txt'><p>{}</p></div></div></div>\n"
    )
    teaser = f"<div class='el-widget'><div class='el-posts'>{draw.cards(2, blurbs=True)}</div></div>"
    return (
        f"<!doctype html><html lang='en'>{draw.head(story, outlet)}<body class='single right-sidebar no-comments'>"
        f"<div class='el-nav'>{draw.links('menu', 20)}</div><div class='el-widget'><h1>"
        f"{escape(story.headline, quote=False)}</h1></div><div class='el-widget'>{_byline(draw, story)}</div>"
        f"<div class='content-with-sidebar'><div class='el-column'>{''.join(_put_in(body, [teaser], draw))}</div>"
        f"<div class='el-column'>{draw.cards(8, blurbs=True)}</div></div><div>{draw.links('foot', 12)}</div>"
        f"{draw.scripts(9)}</body></html>"
    )


def logo(story: Story, draw: Draw) -> str:
    """The outlet's name is the first-level heading, the title of the article a second-level one; lists inside the text."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = _paragraphs(story, "<p>{}</p>\n")
    return (
        f"<!doctype html><html lang='en'><head><title>{escape(story.headline)} - {outlet}</title></head><body><h1>"
        f"<a href='/'>{outlet}</a></h1><ul class='m'>{draw.links('menu', 18)}</ul><div class='teaserbox'>"
        f"{draw.cards(4, blurbs=True)}</div><div id='story'><h2>{escape(story.headline, quote=False)}</h2><p class='by'>"
        f"{_byline(draw, story)}</p>{''.join(body)}</div><h2>Comments</h2>{draw.comments(6)}<h2>Latest</h2>"
        f"{draw.cards(10, blurbs=True)}{draw.links('foot', 14)}</body></html>"
    )


def endless(story: Story, draw: Draw) -> str:
    """The next stories follow below, with the beginning of each and its own heading."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = _paragraphs(story, "<p>{}</p>\n")
    following = "".join(
        f"<article class='next'><h1>{draw.one('heads')}</h1><p>By {draw.one('reporters')}</p><p>{draw.one('blurbs')}</p>"
        f"<p>{draw.one('live')}</p><a href='/n'>Continue reading</a></article>"
        for _ in range(3)
    )
    return (
        f"<!doctype html><html lang='en'>{draw.head(story, outlet)}<body><header>{draw.links('menu', 16)}</header><main>"
        f"<article class='subscriber-content'><h1>{escape(story.headline, quote=False)}</h1><div>{_byline(draw, story)}"
        f"</div><div class='paywall'>{''.join(body)}</div></article>{following}</main><footer>{draw.links('foot', 14)}"
        f"</footer>{draw.scripts(10)}</body></html>"
    )


def lined(story: Story, draw: Draw) -> str:
    """Text in one element with line breaks, a box of facts inside it, posts embedded as quotations, no heading marked."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    text = "<br />\n<br />\n".join(escape(text, quote=False) for text in story.paragraphs)
    post = (
        f"<blockquote class='twitter-tweet'><p>{draw.one('comments')}</p>&mdash; {draw.one('commenters')} (@{draw.key()})"
        "</blockquote>"
    )
    return (
        f"<!doctype html><html lang='en'>{draw.head(story, outlet)}<body><div class='wrap'><div class='logo'>{outlet}</div>"
        f"<div class='m'>{draw.links('menu', 22, tag='span')}</div><div class='title'>"
        f"{escape(story.headline, quote=False)}</div><div class='sub'>{_byline(draw, story)}</div><div class='text'>{text}"
        f"</div>{post}<div class='box'><b>Also in this section</b>{draw.cards(6, blurbs=True)}</div><div class='f'>"
        f"{draw.links('foot', 12, tag='span')}</div></div>{draw.scripts(5)}</body></html>"
    )


def pictures(story: Story, draw: Draw) -> str:
    """Pictures between the paragraphs with captions and credits in plain div elements, subheadlines, a slide show."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    rows = []
    for number, row in enumerate(_paragraphs(story, "<div class='par'><p>{}</p></div>\n")):
        rows.append(row)
        if number % 2 == 1:
            rows.append(
                f"<div class='image'><img src='i{number}.jpg'><div class='image__caption'>{draw.one('captions')}</div>"
                f"<div class='image__credit'>{draw.one('credits')}</div></div>\n"
            )
    slides = "".join(
        f"<div class='slide'><img src='s{n}.jpg'><p class='slide-text'>{text}</p></div>"
        for n, text in enumerate(draw.some("captions", 4))
    )
    return (
        f"<!doctype html><html lang='en'>{draw.head(story, outlet)}<body><div class='hd'>{draw.links('menu', 24)}</div><div "
        f"class='show'>{slides}</div><div class='art'><h1>{escape(story.headline, quote=False)}</h1><div class='who'>"
        f"{_byline(draw, story)}</div>{''.join(rows)}</div><div class='more-stories'>{draw.cards(9, blurbs=True)}</div>"
        f"<div class='ft'>{draw.links('foot', 16)}</div>{draw.scripts(8)}</body></html>"
    )


def sections(story: Story, draw: Draw) -> str:
    """A section for every paragraph, a large first letter, links inside the text, a list of links in the middle."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    rows = []
    for number, text in enumerate(story.paragraphs):
        words = escape(text, quote=False).split(" ")
        if number == 0:
            words[0] = f"<span class='dropcap'>{words[0][:1]}</span>{words[0][1:]}"
        elif len(words) > 8:
            words[3] = f"<a href='/t/{draw.key()}'>{words[3]}"
            words[5] = f"{words[5]}</a>"
        rows.append(f"<section data-id='{draw.key()}'><p>{' '.join(words)}</p></section>\n")
    listed = f"<section><h3>Related</h3><ul>{draw.links('heads', 3)}</ul></section>"
    return (
        f"<!doctype html><html lang='en'>{draw.head(story, outlet)}<body><div>{draw.links('menu', 30)}</div><main><h1>"
        f"{escape(story.headline, quote=False)}</h1><p>{_byline(draw, story)}</p>{''.join(_put_in(rows, [listed], draw))}"
        f"</main><div class='grid'>{draw.cards(14, blurbs=True)}</div><div>{draw.links('foot', 20)}</div></body></html>"
    )


def printed(story: Story, draw: Draw) -> str:
    """A version for the printer: no furniture but where the page came from."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = "".join(_paragraphs(story, "<p>{}</p>\n"))
    return (
        f"<html><head><title>Print: {escape(story.headline)}</title></head><body onload='window.print()'><p><b>{outlet}</b>"
        f"</p><h2>{escape(story.headline, quote=False)}</h2><p>{_byline(draw, story)}</p>{body}<hr><p>Find this article at:"
        f"<br>https://paper.example/{draw.key()}</p><p>Copyright 2024 {outlet}. All rights reserved.</p></body></html>"
    )


def posts(story: Story, draw: Draw) -> str:
    """The article is the first of the posts of a thread, and what readers write has the same elements."""
    outlet = draw.random.choice(FURNITURE["outlets"])
    body = "".join(_paragraphs(story, "<p>{}</p>\n"))
    answers = "".join(
        f"<div class='post'><div class='post-author'>{draw.one('commenters')}</div><div class='post-date'>{n + 1} hours ago"
        f"</div><div class='post-body'><p>{draw.one('comments')}</p></div><a href='#r{n}'>Reply</a></div>"
        for n in range(7)
    )
    return (
        f"<!doctype html><html lang='en'><head><title>{escape(story.headline)} :: {outlet}</title></head><body><div id='hd'>"
        f"{draw.links('menu', 12)}</div><h1>{escape(story.headline, quote=False)}</h1><div class='post'><div class="
        f"'post-author'>{draw.one('reporters')}</div><div class='post-date'>{story.day}</div><div class='post-body'>{body}"
        f"</div></div>{answers}<div>{draw.links('foot', 10)}</div></body></html>"
    )


_ALL: tuple[Callable[[Story, Draw], str], ...] = (
    *(semantic, soup, table, blog, newspaper, ticker, malformed, walled),
    *(wrapped, logo, endless, lined),
    *(pictures, sections, printed, posts),
)
LAYOUTS = {layout.__name__: layout for layout in _ALL}
"""The layouts by name; each of the last two fours was written after Bede had been mended on those before."""


def lay_out(story: Story, layout: str) -> str:
    """The HTML of a story in a layout, the same each time."""
    return LAYOUTS[layout](story, Draw(f"{layout}/{story.headline}"))
