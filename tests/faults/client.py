"""The phone's faults: three of reading and writing, and what a hurried change could do to the store."""

from tests.faults.fault import Fault

CORE = "static/client/core"
SYNC, SAVE, TROUBLE, UPLOADS, VAULT = (
    (f"tests/client/core/{name}.test.js",) for name in ("sync", "save", "trouble", "uploads", "vault")
)

CLIENT_FAULTS = [
    Fault(
        name="echo-elided-on-a-wrong-prediction",
        promise="phone = server",
        file=f"{CORE}/feed.js",
        edits={"  return body && (await sha256(canonical(body))) === sha ? body : null;\n": "  return body;\n"},
        proof=SYNC,
    ),
    Fault(
        name="restore-keeps-cursors",
        promise="phones converge after a restore",
        file=f"{CORE}/vault/sequence.js",
        edits={"for (const table of [db.packs, db.boxes, db.cursors])": "for (const table of [db.packs, db.boxes])"},
        proof=TROUBLE,
    ),
    Fault(
        name="file-freed-early",
        promise="saved bytes are on the phone or in a backup",
        file=f"{CORE}/vault/file-bytes.js",
        edits={".and((file) => (file.stored_at ?? Infinity) < limit)": ""},
        proof=UPLOADS,
    ),
    Fault(
        name="fold-twice",
        promise="an answered command is laid over until its row is here, and no longer",
        file=f"{CORE}/preview.js",
        edits={
            "  if (base && isCaughtUp(row, one.kind, base)) return;\n": "",
            "    if (!hasLanded(row, cursorAt)) layOver(rows, kind, row);\n": "    layOver(rows, kind, row);\n",
        },
        proof=SYNC,
    ),
    Fault(
        name="saved-without-strict",
        promise="saved means on the disk",
        file=f"{CORE}/vault/open.js",
        edits={'chromeTransactionDurability: "strict"': 'chromeTransactionDurability: "relaxed"'},
        proof=SAVE,
    ),
    Fault(
        name="saved-before-it-is-written",
        promise="the screen says saved after the transaction, not before",
        file=f"{CORE}/vault/saving.js",
        edits={"  const isSaved = await writing(": "  const isSaved = writing("},
        proof=SAVE,
    ),
    Fault(
        name="refused-row-dropped",
        promise="refused is not gone",
        file=f"{CORE}/vault/answers.js",
        edits={
            "    await db.commands.bulkPut([...rows.values()]);\n": (
                '    const gone = [...rows.values()].filter((row) => row.state === "conflict");\n'
                "    await db.commands.bulkPut([...rows.values()]);\n"
                "    await db.commands.bulkDelete(gone.map((row) => row.id));\n"
            )
        },
        proof=SYNC,
    ),
    Fault(
        name="portal-believed",
        promise="a 200 that is not ours is network trouble",
        file=f"{CORE}/feed.js",
        edits={
            '  if (!Array.isArray(page.put) || !page.generation) throw new NetworkTrouble("not a page");\n': "",
        },
        proof=TROUBLE,
    ),
    Fault(
        name="cursor-ahead-of-rows",
        promise="a torn pull resumes where it was",
        file=f"{CORE}/vault/pages.js",
        edits={
            "  const ready = await boxedPlans(await planned(put, del));\n": (
                "  await store().cursors.put({ ward, cursor: cursor + 1 });\n"
                "  const ready = await boxedPlans(await planned(put, del));\n"
            ),
            "    await db.cursors.put({ ward, cursor });\n": "",
        },
        proof=SYNC,
    ),
    Fault(
        name="saved-readable",
        promise="what a person may read lies in the box alone",
        file=f"{CORE}/vault/saving.js",
        edits={"  return { ...plain, ...(told && { told }),": "  return { ...plain, ...secret, ...(told && { told }),"},
        proof=VAULT,
    ),
    Fault(
        name="sent-box-not-offered",
        promise="what the server lacks and the phone has is offered again",
        file=f"{CORE}/vault/sequence.js",
        edits={'    for (const row of rows) await db.commands.update(row.id, { state: "waiting" });\n': ""},
        proof=TROUBLE,
    ),
]
