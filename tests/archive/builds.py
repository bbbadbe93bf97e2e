"""The same articles as six well-known kinds of template show them: what a redesign changes, and an edit does not."""

import html
import re
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["TEMPLATES", "Post", "render"]

SITE = "The Olm Gazette"
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}


@dataclass(frozen=True)
class Post:
    """:ivar body: HTML, the paragraphs, headings, lists, code, figures of the text"""

    slug: str
    title: str
    date: datetime
    author: str
    body: str
    language: str = "en"
    others: tuple[str, ...] = field(default=())

    @property
    def words(self):
        return len(re.sub("<[^>]+>", " ", self.body).split())


def day(post, form="{month} {day}, {year}"):
    return form.format(
        month=_MONTHS[post.language][post.date.month - 1], day=post.date.day, year=post.date.year
    )


def page(post, head, main):
    return f'<!DOCTYPE html><html lang="{post.language}"><head><meta charset="utf-8">{head}</head><body>{main}</body></html>'


def nav(*names):
    return "".join(f'<a href="/{n.lower()}/">{n}</a> ' for n in names)


def headings(body, mark):
    """Each heading with an anchor of its own."""
    return re.sub(
        r"<h([2-4])>(.*?)</h\1>",
        lambda m: f'<h{m[1]} id="{_id(m[2])}">{mark(_id(m[2]), m[2])}</h{m[1]}>',
        body,
        flags=re.S,
    )


def _id(text):
    return re.sub(r"\W+", "-", re.sub("<[^>]+>", "", text).lower()).strip("-")


def contents(post):
    found = re.findall(r"<h([2-4])>(.*?)</h\1>", post.body, flags=re.S)
    return "".join(f'<li><a href="#{_id(t)}">{t}</a></li>' for _, t in found)


def plain(post, other):
    """Jekyll's minima: little around the text; a list of links below."""
    head = f"<title>{post.title} | {SITE}</title><link rel=canonical href='/{post.slug}/'>"
    more = "".join(f'<li><a href="/{o.slug}/">{o.title}</a></li>' for o in other)
    return page(
        post,
        head,
        f'<header class="site-header"><a class="site-title" href="/">{SITE}</a><nav>{nav("About", "Archive")}</nav></header>'
        f'<main class="page-content"><article class="post h-entry"><header class="post-header">'
        f'<h1 class="post-title p-name">{post.title}</h1><p class="post-meta"><time class="dt-published"'
        f' datetime="{post.date:%Y-%m-%dT%H:%M:%S}+00:00">{day(post)}</time> • <span class="p-author">{post.author}</span></p></header>'
        f'<div class="post-content e-content">{post.body}</div></article>'
        f"<h3>More posts</h3><ul>{more}</ul></main>"
        f'<footer class="site-footer">© 2026 {SITE}</footer>',
    )


def papermod(post, other):
    """Hugo's PaperMod: reading time, a table of contents, '#' anchors, share buttons, neighbours, JSON-LD."""
    minutes = post.words // 200 + 1
    body = headings(
        post.body, lambda i, t: f'{t}<a hidden class="anchor" aria-hidden="true" href="#{i}">#</a>'
    )
    body = re.sub(
        r"<pre><code[^>]*>(.*?)</code></pre>",
        lambda m: (
            '<div class="highlight"><pre tabindex="0" class="chroma"><code>'
            + "".join(
                f'<span class="line"><span class="cl">{line}\n</span></span>' for line in m[1].split("\n")
            )
            + '</code></pre><button class="copy-code">copy</button></div>'
        ),
        body,
        flags=re.S,
    )
    head = (
        f"<title>{post.title} | {SITE}</title><meta property='og:title' content=\"{html.escape(post.title)}\">"
        f'<meta property="article:published_time" content="{post.date:%Y-%m-%dT%H:%M:%S}Z">'
        f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"BlogPosting",'
        f'"headline":"{post.title}","datePublished":"{post.date:%Y-%m-%dT%H:%M:%S}Z","author":{{"@type":"Person","name":"{post.author}"}}}}</script>'
    )
    shares = "".join(
        f'<li><a href="https://{s}.example/share?u=x" aria-label="share on {s}"><svg></svg></a></li>'
        for s in ("x", "linkedin", "reddit")
    )
    return page(
        post,
        head,
        f'<header class="header"><nav class="nav"><div class="logo"><a href="/">{SITE}</a></div><ul><li>{nav("Posts", "Tags", "Search")}</li></ul></nav></header>'
        f'<main class="main"><article class="post-single"><header class="post-header"><div class="breadcrumbs"><a href="/">Home</a>&nbsp;»&nbsp;<a href="/posts/">Posts</a></div>'
        f'<h1 class="post-title entry-hint-parent">{post.title}</h1><div class="post-meta"><span title="{post.date} +0000 UTC">{day(post)}</span>&nbsp;·&nbsp;{minutes} min&nbsp;·&nbsp;{post.words} words&nbsp;·&nbsp;{post.author}</div></header>'
        f'<div class="toc"><details><summary><span class="details">Table of Contents</span></summary><div class="inner"><ul>{contents(post)}</ul></div></details></div>'
        f'<div class="post-content">{body}</div><footer class="post-footer"><ul class="post-tags"><li><a href="/tags/mill/">mill</a></li></ul>'
        f'<nav class="paginav"><a class="prev" href="/{other[0].slug}/"><span class="title">« Prev</span><br><span>{other[0].title}</span></a>'
        f'<a class="next" href="/{other[1].slug}/"><span class="title">Next »</span><br><span>{other[1].title}</span></a></nav>'
        f'<ul class="share-buttons">{shares}</ul></footer></article></main><footer class="footer"><span>© 2026 <a href="/">{SITE}</a></span> <span>Powered by <a href="https://gohugo.io/">Hugo</a></span></footer>',
    )


def wordpress(post, other):
    """WordPress: curly quotes, figures, share and like boxes, related posts, the author's box, comments, a sidebar."""
    texts = re.split(r"(<pre.*?</pre>|<[^>]+>)", post.body, flags=re.S)
    body = "".join(
        t if t.startswith("<") else re.sub(r"(\w)'(\w)", r"\1’\2", re.sub(r'"([^"]+)"', "“\\1”", t))
        for t in texts
    )
    body = re.sub(
        r'<img src="([^"]+)" alt="([^"]*)">',
        r'<figure class="wp-block-image size-large"><img loading="lazy" src="data:image/gif;base64,R0lGOD" data-src="https://i0.wp.com\1?resize=1024"'
        r' srcset="\1 1024w" alt="\2"><noscript><img src="\1" alt="\2"></noscript></figure>',
        body,
    )
    related = "".join(
        f'<div class="jp-relatedposts-post"><h4><a href="/{o.slug}/">{o.title}</a></h4><p>{day(o)}</p><p>In "News"</p></div>'
        for o in other[:3]
    )
    recent = "".join(f'<li><a href="/{o.slug}/">{o.title}</a></li>' for o in other)
    comment = "<li class='comment'><div class='comment-author vcard'><b class='fn'>Reader</b> <span class='says'>says:</span></div><div class='comment-metadata'><time>3 hours ago</time></div><div class='comment-content'><p>Thank you, I had waited for somebody to write this down at last.</p></div></li>"
    return page(
        post,
        f"<title>{post.title} – {SITE}</title><meta property='og:title' content=\"{html.escape(post.title)} – {SITE}\"><meta name='generator' content='WordPress 6.4'>"
        f"<meta property='article:published_time' content='{post.date:%Y-%m-%dT%H:%M:%S}+00:00'>",
        f'<header id="masthead" class="site-header"><p class="site-title"><a href="/">{SITE}</a></p><nav class="main-navigation"><ul class="menu"><li>{nav("Home", "News", "Contact")}</li></ul></nav></header>'
        f'<div id="content" class="site-content"><main id="main" class="site-main"><article class="post type-post hentry"><header class="entry-header"><span class="cat-links"><a href="/category/news/" rel="category tag">News</a></span><h1 class="entry-title">{post.title}</h1>'
        f'<div class="entry-meta"><span class="posted-on">Posted on <a href="/{post.slug}/" rel="bookmark"><time class="entry-date published" datetime="{post.date:%Y-%m-%dT%H:%M:%S}+00:00">{day(post)}</time></a></span> <span class="byline">by <span class="author vcard"><a class="url fn n" href="/author/x/">{post.author}</a></span></span> <span class="comments-link"><a href="#respond">Leave a comment</a></span></div></header>'
        f'<div class="entry-content">{body}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div><div class="jetpack-likes-widget-wrapper"><h3 class="sd-title">Like this:</h3><span>Like</span> <span>Loading...</span></div><div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3>{related}</div></div>'
        f'<footer class="entry-footer"><span class="tags-links">Tagged <a rel="tag" href="/tag/mill/">mill</a></span></footer><div class="author-info"><h2>Published by {post.author}</h2><p>{post.author} writes about the valley and its rivers. <a>View all posts</a></p></div></article>'
        f'<nav class="post-navigation"><div class="nav-links"><div class="nav-previous"><a href="/{other[0].slug}/" rel="prev">Previous Post: {other[0].title}</a></div></div></nav>'
        f'<div id="comments" class="comments-area"><h2 class="comments-title">1 comment</h2><ol>{comment}</ol><div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div></div></main><aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{recent}</ul></section></aside></div><footer id="colophon">Proudly powered by WordPress</footer>',
    )


def docusaurus(post, other):
    """Docusaurus: hash links of zero width, token spans, an edit link, pagination, a table of contents beside."""
    body = headings(
        post.body,
        lambda i, t: (
            f'{t}<a class="hash-link" href="#{i}" title="Direct link to {i}" aria-label="Direct link to {i}">\u200b</a>'
        ),
    )
    body = re.sub(
        r"<pre><code[^>]*>(.*?)</code></pre>",
        lambda m: (
            '<div class="language-js codeBlockContainer theme-code-block"><div class="codeBlockContent"><pre class="prism-code"><code class="codeBlockLines">'
            + "".join(
                f'<span class="token-line"><span class="token plain">{line}</span><br></span>'
                for line in m[1].split("\n")
            )
            + '</code></pre><div class="buttonGroup"><button type="button" aria-label="Copy code to clipboard">Copy</button></div></div></div>'
        ),
        body,
        flags=re.S,
    )
    return page(
        post,
        f'<title data-rh="true">{post.title} | {SITE}</title><meta data-rh="true" property="og:title" content="{html.escape(post.title)} | {SITE}">'
        f'<meta data-rh="true" property="article:published_time" content="{post.date:%Y-%m-%dT%H:%M:%S}.000Z">',
        f'<div id="__docusaurus"><div role="region"><a class="skipToContent" href="#main">Skip to main content</a></div><nav class="navbar navbar--fixed-top"><div class="navbar__inner"><a class="navbar__brand" href="/"><b>{SITE}</b></a>{nav("Docs", "Blog")}</div></nav>'
        f'<div class="container"><div class="row"><aside class="col col--3"><nav aria-label="Blog recent posts navigation"><div>Recent posts</div><ul>{"".join(f"<li><a href=/{o.slug}/>{o.title}</a></li>" for o in other)}</ul></nav></aside><main class="col col--7"><article itemprop="blogPost"><header><h1 class="title" itemprop="headline">{post.title}</h1>'
        f'<div class="container"><time datetime="{post.date:%Y-%m-%dT%H:%M:%S}.000Z" itemprop="datePublished">{day(post)}</time> · {post.words // 200 + 1} min read</div><div class="avatar"><a href="/authors/x"><span itemprop="name">{post.author}</span></a><small class="avatar__subtitle" itemprop="description">Staff writer</small></div></header><div class="markdown" itemprop="articleBody">{body}</div>'
        f'<footer class="row docusaurus-mt-lg"><div class="col"><b>Tags:</b><ul><li><a href="/tags/mill">mill</a></li></ul></div><div><a href="https://git.example/edit" class="theme-edit-this-page">Edit this page</a></div></footer></article>'
        f'<nav class="pagination-nav" aria-label="Blog post page navigation"><a class="pagination-nav__link pagination-nav__link--next" href="/{other[0].slug}/"><div class="pagination-nav__sublabel">Older Post</div><div class="pagination-nav__label">{other[0].title}</div></a></nav></main><div class="col col--2"><div class="tableOfContents"><ul>{contents(post)}</ul></div></div></div></div><footer class="footer">Copyright © 2026 {SITE}</footer></div>',
    )


def pelican(post, other):
    """Pelican and Sphinx: permalinks '¶', a day without its time, category and tags as words, non-breaking spaces."""
    body = headings(
        post.body, lambda i, t: f'{t}<a class="headerlink" href="#{i}" title="Permanent link">¶</a>'
    )
    body = re.sub(r" ([;:!?»])", "\u00a0\\1", body) if post.language == "fr" else body
    written = day(post, "{day} {month} {year}")
    return page(
        post,
        f"<title>{SITE} » {post.title}</title>",
        f'<div id="wrap"><div id="head"><h2><a href="/">{SITE}</a></h2></div><div id="menu">{nav("Index", "Archives", "Feeds")}</div><div id="body"><section id="content"><h1>{post.title}</h1>'
        f'<footer class="post-info"><abbr class="published" title="{post.date:%Y-%m-%d}">Published: {written}</abbr><address class="vcard author">By <a class="url fn" href="/author/x.html">{post.author}</a></address><p>In <a href="/category/news.html">News</a>. tags: <a href="/tag/mill.html">mill</a></p></footer>'
        f'{body}<div class="related"><h3>Similar posts</h3><ul>{"".join(f"<li><a href=/{o.slug}/>{o.title}</a></li>" for o in other[:4])}</ul></div></section></div><div id="extras"><h2>social</h2><ul><li><a>mastodon</a></li></ul></div></div>',
    )


def newspaper(post, other):
    """A newspaper's: kicker, counters, share bars, an inserted teaser and a newsletter box between the paragraphs."""
    parts = re.split(r"(?<=</p>)", post.body)
    middle = max(1, len(parts) // 2)
    insert = (
        f'<aside class="read-also"><span>Read also</span><a href="/{other[0].slug}/">{other[0].title}</a></aside>'
        '<div class="newsletter-box"><p>Get our newsletter every morning in your inbox</p><form><input type="email"><button>Sign up</button></form></div>'
    )
    body = "".join([*parts[:middle], insert, *parts[middle:]])
    cards = "".join(
        f'<div class="card"><a href="/{o.slug}/"><img src="/t.jpg" alt=""><h3>{o.title}</h3></a><p>{re.sub("<[^>]+>", "", o.body)[:90]}…</p></div>'
        for o in other
    )
    return page(
        post,
        f"<title>{post.title} - {SITE}</title><meta property='og:site_name' content='{SITE}'><meta name='author' content='{post.author}'><meta name='date' content='{post.date:%Y-%m-%d}'>",
        f'<div class="top"><a href="/"><img src="/logo.svg" alt="{SITE}"></a>{nav("World", "Valley", "Sport", "Opinion")}</div><main><article class="story"><p class="kicker">Valley</p><h1>{post.title}</h1>'
        f'<div class="byline">By <a rel="author" href="/team/x">{post.author}</a></div><div class="dates"><time datetime="{post.date:%Y-%m-%d}">Published {day(post)}</time> <span class="updated">Updated 3 hours ago</span> <span class="views">12,345 views</span> <span>{post.words // 200 + 1} minute read</span></div>'
        f'<div class="share">Share <a>Facebook</a> <a>WhatsApp</a> <a>Copy link</a></div><div class="story-body">{body}</div><div class="share">Share this article</div><div class="most-read"><h2>Most read</h2>{cards}</div></article></main><footer><p>All rights reserved. {SITE}, 1 Mill Lane, Olm.</p></footer>',
    )


TEMPLATES = (plain, papermod, wordpress, docusaurus, pelican, newspaper)


def render(template, post, posts):
    """The page of a post as a template shows it, beside the others."""
    return template(post, [other for other in posts if other is not post][:6]).encode()
