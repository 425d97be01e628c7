"""Valid HTML: what html-validate finds in many pages, judged by one run of the tool (.htmlvalidate.json)."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOOL = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = ROOT / ".htmlvalidate.json"
FOUND, CLEAN = 1, 0


def invalid_html(pages: dict[str, str], folder: Path) -> list[str]:
    """Return what is wrong, each with the page's name and the line, after writing the pages into this folder."""
    folder.mkdir()
    for number, (name, html) in enumerate(pages.items()):
        (folder / f"{number:04}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:80]}.html").write_text(html)
    command = ["node", str(TOOL), "--config", str(RULES), "--formatter", "json", str(folder / "*.html")]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.returncode in {FOUND, CLEAN}, answer.stderr
    return [
        f"{Path(page['filePath']).name}:{fault['line']}: {fault['message']} [{fault['ruleId']}]"
        for page in json.loads(answer.stdout)
        for fault in page["messages"]
    ]
