"""Security headers: what a page of ours, or of Datasette, may load, run and be framed by; forms nobody can read."""

import base64
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

__all__ = ["CAPTURE_POLICY", "policy", "wrapper"]

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]

#: A captured page: it cannot run, call out, navigate or read anything.
CAPTURE_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
    " base-uri 'none'; frame-ancestors 'self'"
)

_COMMON = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"SAMEORIGIN",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"x-dns-prefetch-control": b"off",
}


def policy(scripts: str = "") -> str:
    """The Content-Security-Policy of our pages (CSP level 3), and of Datasette's with its own scripts."""
    return (
        f"default-src 'none'; script-src 'self'{scripts}; style-src 'self'{_styles(scripts)}; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none';"
        " object-src 'none'; frame-ancestors 'self'"
    )


def _styles(scripts: str) -> str:
    """Datasette's own templates have style attributes; ours have none."""
    return " 'unsafe-inline'" if scripts else ""


def wrapper(datasette: Any) -> Callable[[App], App]:
    """ASGI middleware that adds what an answer does not say itself."""
    stock = policy(_hashes_of_inline_scripts()).encode()

    def wrap(app: App) -> App:
        async def guarded(scope: Scope, receive: Any, send: Send) -> None:
            started = False

            async def send_guarded(message: dict[str, Any]) -> None:
                nonlocal started
                if message["type"] == "http.response.start":
                    started = True
                    message = {**message, "headers": _with_guards(message.get("headers") or [], stock)}
                await send(message)

            try:
                await app(scope, receive, send_guarded if scope["type"] == "http" else send)
            except Exception:
                # Datasette answers for its pages' errors itself: what comes here is of those who read the form before.
                if started or scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
                    raise
                logging.getLogger(__name__).info("a form that cannot be read", exc_info=True)
                await _say_unreadable(send_guarded)

        return guarded

    return wrap


async def _say_unreadable(send: Send) -> None:
    body = b"What was sent cannot be read. Pages are asked for with GET.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _with_guards(headers: list[Any], stock: bytes) -> list[tuple[bytes, bytes]]:
    given = {bytes(name).lower() for name, _ in headers}
    added = [(name, value) for name, value in _COMMON.items() if name not in given]
    if b"content-security-policy" not in given:
        added.append((b"content-security-policy", stock))
    return [(bytes(name), bytes(value)) for name, value in headers] + added


def _hashes_of_inline_scripts() -> str:
    """Datasette's templates have a few scripts in them: these, word for word, may run and no others."""
    import datasette

    hashes = set()
    for template in (Path(datasette.__file__).parent / "templates").glob("*.html"):
        for script in re.findall(r"<script>(.*?)</script>", template.read_text("utf-8"), re.DOTALL):
            for text in (script.replace("{{ datasette_allow_facet }}", value) for value in ("true", "false")):
                if "{{" not in text and "{%" not in text:
                    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
                    hashes.add(f" 'sha256-{digest}'")
    return "".join(sorted(hashes))
