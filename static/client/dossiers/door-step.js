/** DoorStep: what each screen of an unfinished dossier stands on: whose door, the draft they all share, what is wrong. */
import { LitElement } from "../../vendor/lit.js";
import { Live } from "../core/live.js";
import { DossierDraft } from "./draft.js";
import { NO_DOOR, atTheDoor } from "./queries.js";

export class DoorStep extends LitElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { visitId: {}, faults: { state: true } };

  constructor() {
    super();
    this.visitId = "";
    /** @type {import("../citizens/fields.js").Faults} */
    this.faults = {};
    this.door = new Live(this, () => atTheDoor(this.visitId), NO_DOOR);
    this.draft = new DossierDraft(this, () => this.visitId, () => this.door.value.citizen?.full_name ?? "");
  }

  createRenderRoot() {
    return this;
  }
}
