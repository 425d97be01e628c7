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
SAVE = """async (docs) => {
  const began = performance.now();
  for (const doc of docs) await local.put(doc);
  return (performance.now() - began) / 1000;
}"""
EDITED = """async (count) => {
  const { rows } = await local.allDocs({ include_docs: true, limit: count });
  return rows.map(({ doc }) => ({ ...doc, note: "sửa ở nhà dân" }));
}"""
PUSH = """async () => {
  const began = performance.now();
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


def push_edits(page, count):
    """Return seconds of saving `count` edited dossiers one by one, and of replicating them to the server."""
    return _push(page, page.evaluate(EDITED, count))


def push_new(page, bodies):
    """Return the same for documents that the server does not know."""
    return _push(page, [{"_id": body["request_id"], **body} for body in bodies])


def _push(page, docs):
    saving, took = page.evaluate(SAVE, docs), page.evaluate(PUSH)
    assert took["rows"] == len(docs), took
    return {"saving": saving, "seconds": took["seconds"]}
