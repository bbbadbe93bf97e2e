"""Telling someone, once, that a site began to need attention, and once that it is well again.

`NOTIFY` is a command (the message on its standard input), `mailto:` an address (by SMTP, with Scrapy's MAIL_*
settings) or the http(s) address of a webhook (a JSON object; its `text` is what Slack, Mattermost and the like show).
"""

import json
import smtplib
import subprocess
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from urllib.error import URLError

from crawler.health import Notice

__all__ = ["News", "NotifyError", "news", "send"]

SECONDS = 30


class NotifyError(Exception):
    """The message could not be sent; says why in a line."""


@dataclass(frozen=True, slots=True)
class News:
    """What has changed for the sites since someone was last told."""

    began: tuple[Notice, ...] = ()
    ended: tuple[Notice, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.began or self.ended)

    @property
    def subject(self) -> str:
        """
        >>> News(began=(Notice("down", "escda: the site did not answer"),)).subject
        'Kiosque: escda: the site did not answer'
        """
        first, *others = self.began or self.ended
        more = f" (and {len(others)} more)" if others else ""
        return f"Kiosque: {'' if self.began else 'well again: '}{first.message}{more}"

    @property
    def text(self) -> str:
        lines = [notice.message for notice in self.began]
        return "\n".join(lines + [f"Well again: {notice.message}" for notice in self.ended]) + "\n"


def news(told: Sequence[Notice], now: Sequence[Notice]) -> News:
    """What to tell, given what was told and what is so now; only what needs attention is told.

    >>> news([Notice("down", "a: no answer")], [Notice("quiet", "a: no news")])  # doctest: +ELLIPSIS
    News(began=(Notice(code='quiet', ...),), ended=(Notice(code='down', ...),))
    """
    before, after = ({_name(n): n for n in some if n.level == "attention"} for some in (told, now))
    return News(
        tuple(notice for name, notice in after.items() if name not in before),
        tuple(notice for name, notice in before.items() if name not in after),
    )


def _name(notice: Notice) -> tuple[str, str, Any]:
    return notice.message.partition(":")[0], notice.code, notice.values.get("field")


def send(target: str, message: News, mail: Mapping[str, Any]) -> None:
    """Tell it.

    :param target: the NOTIFY setting
    :param mail: MAIL_HOST, MAIL_PORT, MAIL_FROM, MAIL_USER, MAIL_PASS, MAIL_TLS, MAIL_SSL
    :raises NotifyError: it did not arrive
    """
    try:
        if target.startswith(("http://", "https://")):
            _post(target, message)
        elif target.startswith("mailto:") or ("@" in target and " " not in target and "/" not in target):
            _mail(target.removeprefix("mailto:"), message, mail)
        else:
            _run(target, message)
    except (OSError, URLError, smtplib.SMTPException, subprocess.SubprocessError, ValueError) as error:
        raise NotifyError(f"NOTIFY={target}: the message was not sent: {error}") from error


def _post(url: str, message: News) -> None:
    data = {
        "text": f"{message.subject}\n{message.text}",
        "subject": message.subject,
        "began": [notice.as_json() for notice in message.began],
        "ended": [notice.as_json() for notice in message.ended],
    }
    request = urllib.request.Request(
        url, json.dumps(data).encode(), {"Content-Type": "application/json", "User-Agent": "Kiosque"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS):
        pass


def _mail(address: str, message: News, mail: Mapping[str, Any]) -> None:
    letter = EmailMessage()
    letter["Subject"], letter["To"], letter["From"] = message.subject, address, str(mail["MAIL_FROM"])
    letter.set_content(message.text)
    server = smtplib.SMTP_SSL if mail.get("MAIL_SSL") else smtplib.SMTP
    with server(str(mail["MAIL_HOST"]), int(mail["MAIL_PORT"]), timeout=SECONDS) as smtp:
        if mail.get("MAIL_TLS"):
            smtp.starttls()
        if mail.get("MAIL_USER"):
            smtp.login(str(mail["MAIL_USER"]), str(mail.get("MAIL_PASS") or ""))
        smtp.send_message(letter)


def _run(command: str, message: News) -> None:
    done = subprocess.run(
        command,
        shell=True,
        input=f"{message.subject}\n\n{message.text}",
        text=True,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise ValueError(f"the command ended with {done.returncode}: {why}")
