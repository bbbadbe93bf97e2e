"""python -m crawler.demo [--port N] [--state 1|2]: the magazine alone, to look at through an HTTP proxy setting."""

import argparse
import json
import threading
from contextlib import suppress

from crawler.demo import serve
from crawler.demo.truth import rows


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m crawler.demo", description="Serves the bundled magazine."
    )
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument(
        "--state", type=int, choices=[1, 2], default=1, help="2: one article edited, one withdrawn"
    )
    parser.add_argument(
        "--truth", action="store_true", help="print what is true of every page, as truth.jsonl"
    )
    options = parser.parse_args()
    if options.truth:
        for row in rows():
            print(json.dumps(row, ensure_ascii=False))
        return
    with serve(options.state, options.port) as magazine, suppress(KeyboardInterrupt):
        print(f"http_proxy={magazine.proxy} curl {magazine.url}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
