"""PouchDB with its own server: the first sync of a ward's dossiers, and edits that wait on the phone."""

import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

SCRIPT = Path(__file__).with_name("server.mjs")
FIRST_SYNC = """async () => {
  window.local = new PouchDB("local");
  const began = performance.now();
  const done = await local.replicate.from(`${location.origin}/db/ward`, { batch_size: 1000 });
  return { seconds: (performance.now() - began) / 1000, rows: done.docs_written };
}"""
PUSH = """async (count) => {
  const { rows } = await local.allDocs({ include_docs: true, limit: count });
  const edited = rows.map(({ doc }) => ({ ...doc, note: "sửa ở nhà dân" }));
  const began = performance.now();
  await local.bulkDocs(edited);
  const done = await local.replicate.to(`${location.origin}/db/ward`, { batch_size: 1000 });
  return { seconds: (performance.now() - began) / 1000, rows: done.docs_written };
}"""


@contextmanager
def pouchdb_page(browser, bodies, folder):
    """Give a page on which PouchDB stands before a server that holds these dossiers."""
    docs = Path(folder) / "docs.jsonl"
    docs.write_text("".join(json.dumps({"_id": str(body["id"]), **body}) + "\n" for body in bodies), encoding="utf-8")
    node = shutil.which("node") or "node"
    process = subprocess.Popen([node, SCRIPT, docs], stdout=subprocess.PIPE, text=True)
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"http://localhost:{int(process.stdout.readline())}/")
        yield page
    finally:
        context.close()
        process.terminate()
        process.wait(timeout=30)


def first_sync(page):
    """Return seconds and rows of the first replication to an empty phone."""
    return page.evaluate(FIRST_SYNC)


def push(page, count):
    """Return seconds and rows of `count` edits saved and replicated to the server."""
    return page.evaluate(PUSH, count)
