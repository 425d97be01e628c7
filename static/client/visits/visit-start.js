/** <visit-start>: on the way and at the door: tell the household, take the position once if wished, begin. */
import { LitElement, html, nothing } from "../../vendor/lit.js";
import { placePin } from "../citizens/commands.js";
import { banner } from "../citizens/fields.js";
import { addressOf } from "../citizens/queries.js";
import { icon } from "../core/icon.js";
import { Live } from "../core/live.js";
import { once } from "../core/once.js";
import { e164 } from "../core/phone.js";
import { here } from "../core/position.js";
import { goInstead } from "../core/router.js";
import { person } from "../core/session.js";
import { t } from "../core/texts.js";
import { nameScreen } from "../core/title.js";
import { hotline } from "../core/words.js";
import { startVisit } from "./commands.js";
import { wholeVisit } from "./queries.js";
import { phoneOf, reachButtons } from "./visit-card.js";
import { visitWord } from "./visit-page.js";
import { givenName } from "./words.js";

/** @typedef {import("./queries.js").Whole} Whole */

/** A position that is less sure than this lies somewhere in the alley. */
const ROUGH_M = 60;

export class VisitStart extends LitElement {
  static properties = { visitId: {}, gate: { state: true }, asking: { state: true }, busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.visitId = "";
    /** What came of "this is the house". */
    this.gate = "";
    this.asking = false;
    this.busy = false;
    this.problem = "";
    /** @type {Live<Whole | null>} */
    this.known = new Live(this, () => wholeVisit(this.visitId), null);
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    const { citizen } = { ...this.known.value };
    if (citizen) nameScreen(this, t("Đến nhà {name}", { name: givenName(citizen.full_name) }));
  }

  render() {
    const { value } = this.known;
    if (!value) return nothing;
    const { visit, citizen, place } = value;
    const notes = visit.access_notes || citizen?.access_notes;
    return html`${notes ? banner("warn", html`<strong>${t("Lưu ý khi vào nhà")}:</strong> ${notes}`) : nothing}
      <p class="lead">${citizen ? addressOf(citizen, place) : place?.name}<br /><small>${citizen?.directions}</small></p>
      <h2>${t("Đang trên đường")}</h2>
      <div class="button-row">${this.#message(citizen)} ${reachButtons(citizen)}</div>
      <h2>${t("Trước cửa")}</h2>
      ${visitWord(value)}
      <p>${t("Chào, nói tên, cơ quan và đưa thẻ công chức.")}</p>
      ${this.#gate(citizen)}
      <p role="alert">${this.problem}</p>
      <div class="action-bar">
        <button class="button button-primary" type="button" ?disabled=${this.busy} @click=${this.#start}>${t("Tôi đang ở cửa, bắt đầu")}</button>
      </div>`;
  }

  /** A message from the officer's own telephone needs no internet. @param {any} citizen */
  #message(citizen) {
    const number = e164(phoneOf(citizen) ?? "");
    if (!number) return nothing;
    // The household reads Vietnamese, whatever language the officer's phone speaks.
    const words = `${person().name}, cán bộ phường, đang trên đường đến nhà. Cần hỏi, gọi ${hotline()}.`;
    return html`<a class="button button-quiet" href="sms:${number}?body=${encodeURIComponent(words)}">${icon("send")} ${t("Nhắn: đang đến")}</a>`;
  }

  /** One tap where nobody has pinned the house yet; another position goes by "the house's position", with a reason. @param {any} citizen */
  #gate(citizen) {
    const isPinned = citizen?.position_source === "pin";
    return html`<p role="status">${this.gate}</p>
      ${!citizen || isPinned
        ? nothing
        : html`<p>
            <button class="button button-quiet" type="button" ?disabled=${this.asking} @click=${this.#rightHouse}>${icon("pin")} ${t("Đúng nhà rồi")}</button><br />
            <small class="muted">${t("Ghi vị trí cổng một lần, không theo dõi. Giúp lần sau tìm nhà nhanh hơn.")}</small>
          </p>`}`;
  }

  #rightHouse = once(async () => {
    this.asking = true;
    this.gate = t("Đang hỏi vị trí…");
    try {
      this.gate = await this.#pin(await here());
    } catch (fault) {
      console.error("the gate could not be saved", fault);
      this.gate = t("Chưa lưu được. Hãy bấm lại.");
    } finally {
      this.asking = false;
    }
  });

  /** @param {import("../core/types.js").Position | null} position @returns {Promise<string>} what came of it */
  async #pin(position) {
    const { citizen } = { ...this.known.value };
    if (!citizen || !position) return t("Không lấy được vị trí. Hãy ra chỗ thoáng và cho phép dùng vị trí.");
    if (position.accuracy_m > ROUGH_M) return t("Vị trí còn sai số {n} m. Hãy ra chỗ thoáng rồi bấm lại.", { n: position.accuracy_m });
    await placePin(citizen.id, position);
    return t("Đã ghi cổng nhà, sai số khoảng {n} m.", { n: position.accuracy_m });
  }

  #start = once(async () => {
    this.busy = true;
    try {
      await startVisit(this.visitId);
      return () => goInstead(`/visits/${this.visitId}/tasks`);
    } catch (fault) {
      console.error("the start could not be saved", fault);
      this.problem = t("Chưa lưu được. Hãy bấm lại.");
      return undefined;
    } finally {
      this.busy = false;
    }
  });
}

customElements.define("visit-start", VisitStart);
