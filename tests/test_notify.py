"""Someone is told once, by a command, an e-mail or a webhook: each with a real one at the other end."""

import http.server
import json
import socket
import threading
from email import message_from_string

import pytest

from crawler.health import Notice
from crawler.notify import News, NotifyError, news, send

DOWN = Notice("down", "escda: the site did not answer: it refuses connections")
QUIET = Notice("quiet", "blog: no new article for 45 days")
NOTE = Notice("layout", "escda: the pages' layout changed", "note")
MAIL = {"MAIL_HOST": "127.0.0.1", "MAIL_FROM": "kiosque@example.org", "MAIL_USER": None}


def test_only_what_began_or_ended_is_told_and_only_what_needs_attention():
    assert not news([DOWN], [DOWN, NOTE])
    assert news([], [DOWN, QUIET, NOTE]) == News(began=(DOWN, QUIET))
    assert news([DOWN, QUIET], [QUIET]) == News(ended=(DOWN,))
    assert news([], [DOWN, QUIET]).subject == f"Kiosque: {DOWN.message} (and 1 more)"
    assert news([DOWN], []).text == f"Well again: {DOWN.message}\n"


def test_a_command_reads_the_message(tmp_path):
    send(f"cat > '{tmp_path}/told.txt'", News(began=(DOWN,)), {})
    assert (tmp_path / "told.txt").read_text() == f"Kiosque: {DOWN.message}\n\n{DOWN.message}\n"


def test_a_webhook_gets_json():
    got = []

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        send(f"http://127.0.0.1:{server.server_address[1]}/hook", News(began=(DOWN,)), {})
    assert got[0]["text"] == f"Kiosque: {DOWN.message}\n{DOWN.message}\n"
    assert got[0]["began"][0]["code"] == "down"


def test_an_email_is_sent():
    """A server that speaks as much of RFC 5321 as one letter needs."""
    listener = socket.create_server(("127.0.0.1", 0))
    letter = []

    def serve():
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb", buffering=0) as talk:
            talk.write(b"220 here\r\n")
            while line := talk.readline():
                if line.upper().startswith(b"DATA"):
                    talk.write(b"354 go on\r\n")
                    while (part := talk.readline()) != b".\r\n":
                        letter.append(part.decode())
                talk.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    port = listener.getsockname()[1]
    send("mailto:me@example.org", News(began=(DOWN,)), {**MAIL, "MAIL_PORT": port})
    thread.join(5)
    listener.close()
    mail = message_from_string("".join(letter))
    assert (mail["To"], mail["Subject"].replace("\n", "")) == ("me@example.org", f"Kiosque: {DOWN.message}")
    assert DOWN.message in mail.get_payload()


@pytest.mark.parametrize(
    "target", ["exit 3", "http://127.0.0.1:9/hook", "mailto:me@example.org", "no-such-command-anywhere"]
)
def test_what_does_not_arrive_is_told_in_a_line(target):
    with pytest.raises(NotifyError, match="the message was not sent") as caught:
        send(target, News(began=(DOWN,)), {**MAIL, "MAIL_PORT": 9})
    assert "\n" not in str(caught.value)
