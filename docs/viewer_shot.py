"""Photograph the page for the README: ``python docs/viewer_shot.py docs/images/viewer.png`` (needs the extra dev)."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROUNDS = 7
ROOT = Path(__file__).parents[1]


def main(picture: str) -> None:
    """Play seven rounds on the real page, look at Spain, wait for the estimate, and take the picture."""
    command = [sys.executable, str(ROOT / "run.py"), "view", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as tools:
        address = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
        assert address, "the server said nothing"
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address[0])
        for round_ in range(1, ROUNDS + 1):
            page.locator("[data-test=step-round]").click()
            page.locator("[data-test=round]", has_text=f"Round {round_} of").wait_for()
        page.locator(".estimate-panel:not(.stale) [data-runs]").wait_for(timeout=150_000)
        page.wait_for_timeout(1000)
        page.screenshot(path=picture)
        browser.close()
        server.terminate()


if __name__ == "__main__":
    main(sys.argv[1])
