/** `ChosenProcedure`: the procedure that a draft names, asked again when another is chosen; `ready` once it is the right one. */
import { findProcedureVersion } from "../catalogue/queries.js";
import { Live } from "../core/live.js";

/** @typedef {import("../core/types.js").Row} Row */

export class ChosenProcedure {
  #draft;
  #live;
  #wanted = "";

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {{ready: boolean, values: Record<string, any>}} draft
   */
  constructor(host, draft) {
    this.#draft = draft;
    /** @type {Live<{id: string, row?: Row}>} */
    this.#live = new Live(host, () => this.#ask(), { id: "" });
    host.addController(this);
  }

  /** The draft is read after the first question was asked, and may change. */
  hostUpdated() {
    const { procedure_id } = this.#draft.values;
    if (!this.#draft.ready || procedure_id === this.#wanted) return;
    this.#wanted = procedure_id;
    this.#live.again();
  }

  /** @returns {Promise<{id: string, row?: Row}>} */
  async #ask() {
    const id = this.#wanted;
    return { id, row: id ? await findProcedureVersion(id) : undefined };
  }

  /** Until then a screen would show the wrong thing for a moment. */
  get ready() {
    return this.#draft.ready && this.#live.ready && this.#live.value.id === this.#draft.values.procedure_id;
  }

  /** Undefined when none is chosen, or the phone does not hold that version. */
  get row() {
    return this.#live.value.row;
  }
}
