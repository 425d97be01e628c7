/**
 * What each command takes: written by `make types` from the commands of the server; not edited by hand.
 */

/**
 * A person holds exactly one; `public` and `system` have no account.
 */
export type Role = "public" | "leader" | "officer" | "postal" | "coordinator" | "director" | "admin" | "system";
/**
 * What a home visit can do: finish the act, collect papers and bring the result, or explain.
 */
export type AtHome = "settle" | "collect" | "guide";
export type PaperKind = "hand_in" | "show" | "note";
/**
 * How a dossier reaches the office; the numbers are those of the national exchange.
 */
export type Channel = 1 | 2 | 3;
/**
 * The half of a day that is worked when the other one is not.
 */
export type WorkedHalf = "morning" | "afternoon";
/**
 * Groups that the law or the ward serves first. The paper is seen, never copied.
 */
export type PriorityGroup =
  | "elderly"
  | "disabled-very-severe"
  | "disabled-severe"
  | "disabled-mild"
  | "merit"
  | "merit-family"
  | "heroic-mother"
  | "social-protection"
  | "poor"
  | "near-poor"
  | "bedridden";
/**
 * The ten states of the national exchange; their numbers travel, their words are in words.py.
 */
export type Status = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
/**
 * Where the opinion was given: the nearer the officer, the less it is worth.
 */
export type Place = "officer-phone" | "own-phone" | "paper";
/**
 * What came of a call.
 */
export type Outcome = "told" | "no-answer" | "wrong-number" | "asked-relative";
/**
 * The two who sign.
 */
export type Side = "centre" | "post";
/**
 * Half of a working day; lunch lies between, so no rule has to know about it.
 */
export type Half = "morning" | "afternoon";
/**
 * What happened at the door.
 */
export type VisitsOutcome = "met" | "nobody-home" | "refused" | "postponed" | "died" | "hospital";
/**
 * What a plan does with one home, compared with the board as it was.
 */
export type Change = "new" | "moved" | "retimed" | "stays" | "pinned" | "dropped" | "left-out" | "reserved";
/**
 * What not every officer is able or authorised to do.
 */
export type Skill = "sign-language" | "muong" | "dao" | "certify" | "civil-status" | "care";

export interface CommandArgs {
  /**
   * Add this member of staff.
   */
  "accounts.add_user": {
    badge?: string;
    full_name: string;
    neighbourhood_ids?: string[];
    password_hash: string;
    phone?: string | null;
    post_office_id?: string | null;
    role: Role;
    user_id: string;
    username: string;
  };
  /**
   * This is what we call the phone.
   */
  "accounts.name_device": {
    enrolment_id: string;
    name: string;
  };
  /**
   * This phone is lost or stolen: cut it off, and start the clock.
   */
  "accounts.report_lost_phone": {
    discovered_at: string;
    enrolment_id: string;
    lost_id: string;
    reason: string;
  };
  /**
   * The suspended phone may work again.
   */
  "accounts.resume_device": {
    enrolment_id: string;
    reason: string;
  };
  /**
   * This phone works for us no more; what it still holds it may deliver.
   */
  "accounts.revoke_device": {
    enrolment_id: string;
    reason: string;
  };
  /**
   * This account ends today, or works again.
   */
  "accounts.set_active": {
    is_active: boolean;
    reason: string;
    user_id: string;
  };
  /**
   * This leader looks after these neighbourhoods.
   */
  "accounts.set_areas": {
    neighbourhood_ids: string[];
    user_id: string;
  };
  /**
   * This person has a new password.
   */
  "accounts.set_password": {
    password_hash: string;
    user_id: string;
  };
  /**
   * Phones of this ward may protect what they keep in these ways.
   */
  "accounts.set_vault_modes": {
    modes: ("H" | "S" | "P")[];
    vault_modes_id: string;
  };
  /**
   * The authority was told, or there is a reason why it need not be.
   */
  "accounts.settle_breach": {
    lost_id: string;
    outcome: "sent" | "not-needed";
    reason: string;
    sent_at?: string | null;
    sent_to?: string;
  };
  /**
   * Let this phone rest until somebody has looked into it; nothing on it is lost.
   */
  "accounts.suspend_device": {
    enrolment_id: string;
    reason: string;
  };
  /**
   * The phone was handed back: let it deliver what it owes, then erase itself.
   */
  "accounts.wipe_device": {
    enrolment_id: string;
    reason: string;
  };
  /**
   * This is what an official source says about the procedure now.
   */
  "catalogue.import_procedure": {
    facts: ProcedureFacts;
    procedure_id: string;
  };
  /**
   * Citizens may ask for this procedure from now on.
   */
  "catalogue.offer": {
    procedure_id: string;
  };
  /**
   * This procedure is no longer taken; dossiers that used it keep it.
   */
  "catalogue.retire": {
    procedure_id: string;
  };
  /**
   * The office is closed, or open, on this day, whatever the national calendar says.
   */
  "catalogue.set_calendar_day": {
    day_id: string;
    is_working: boolean;
    name: string;
    on: string;
    source?: string;
    worked_half?: WorkedHalf | null;
  };
  /**
   * Our ward counts by this value, and this is who confirmed it by which text.
   */
  "catalogue.set_legal_value": {
    confirmed_by?: string;
    is_confirmed?: boolean;
    key: string;
    legal_value_id: string;
    source?: string;
    value: string;
  };
  /**
   * These details of the citizen are wrong; this is right.
   */
  "citizens.correct": {
    citizen_id: string;
    fields: {
      [k: string]: FieldChange;
    };
    reason: string;
  };
  /**
   * What I recorded about this citizen was wrong; this is right, and this is why.
   */
  "citizens.correct_fact": {
    command_id: string;
    identity_number?: string | null;
    position?: RightPosition | null;
    reason: string;
  };
  /**
   * The home lies about here, as far as an address can say.
   */
  "citizens.locate": {
    accuracy_m: number;
    address: string;
    citizen_id: string;
    lat: number;
    lon: number;
    source: "geocoder" | "same-address";
  };
  /**
   * I am standing at the house: it is here.
   */
  "citizens.place_pin": {
    accuracy_m: number;
    citizen_id: string;
    lat: number;
    lon: number;
  };
  /**
   * I saw the card; this is its number.
   */
  "citizens.record_identity": {
    birth_date?: string | null;
    citizen_id: string;
    full_name_on_card?: string | null;
    identity_number?: string | null;
    old_identity_number?: string | null;
    sex?: ("male" | "female") | null;
    source: string;
  };
  /**
   * This person is on the ward's list; the leader can find them when they need us.
   *
   * The ward keeps that list by law, so no consent is asked here (Law 91/2025/QH15, Art. 19).
   */
  "citizens.register": {
    citizen_id: string;
    person: Person;
  };
  /**
   * These photos belong to the dossier too.
   */
  "dossiers.add_files": {
    dossier_id: string;
    /**
     * @minItems 1
     * @maxItems 200
     */
    files: FileUseShape[];
  };
  /**
   * We shall be late: the reason, our apology, and one new date.
   */
  "dossiers.apologise": {
    dossier_id: string;
    new_due_on: string;
    reason: string;
  };
  /**
   * The citizen has to pay this before we go on.
   */
  "dossiers.ask_payment": {
    amount: number;
    dossier_id: string;
    what_for: string;
  };
  /**
   * The citizen must add these papers: the whole list at once, with a reason for each.
   */
  "dossiers.ask_supplement": {
    dossier_id: string;
    /**
     * @minItems 1
     * @maxItems 40
     */
    papers: MissingPaper[];
    reason?: string;
    second_reason?: string;
  };
  /**
   * The result is there: these papers, and their scan.
   */
  "dossiers.attach_result": {
    code?: string | null;
    decided_by?: string | null;
    dossier_id: string;
    /**
     * @maxItems 40
     */
    files?: string[];
    /**
     * @minItems 1
     * @maxItems 40
     */
    papers: PaperCount[];
    result_id: string;
  };
  /**
   * The dossier is now in this state.
   */
  "dossiers.change_status": {
    dossier_id: string;
    reason?: string;
    status: Status;
  };
  /**
   * The result goes back this way.
   */
  "dossiers.choose_delivery": {
    address?: string | null;
    dossier_id: string;
    way: "home" | "post" | "counter";
  };
  /**
   * This person compared our layout of the form with this text; it agrees, or it does not.
   */
  "dossiers.confirm_layout": {
    confirmed_by?: string;
    form_layout_id: string;
    is_confirmed?: boolean;
    law_form: "01" | "02" | "03" | "04" | "05" | "06" | "07";
    layout: string;
    source?: string;
  };
  /**
   * The transfer has arrived: I have seen it in the account.
   */
  "dossiers.confirm_payment": {
    dossier_id: string;
  };
  /**
   * What was recorded is wrong: this is right, and this is why.
   */
  "dossiers.correct_fact": {
    command_id: string;
    dossier_id: string;
    fields: {
      [k: string]: Replacement;
    };
    reason: string;
  };
  /**
   * I take this list of dossiers out as a spreadsheet.
   */
  "dossiers.export_list": {
    /**
     * @minItems 1
     * @maxItems 200
     */
    dossier_ids: string[];
  };
  /**
   * I take these dossiers out as packets for the provincial system.
   */
  "dossiers.export_packets": {
    /**
     * @minItems 1
     * @maxItems 200
     */
    dossier_ids: string[];
  };
  /**
   * This officer brought the cash of that weekend, and we counted it together.
   */
  "dossiers.hand_in_cash": {
    amount: number;
    hand_in_id: string;
    handed_by: string;
    note?: string;
    officer_id: string;
    weekend: string;
  };
  /**
   * I gave the result to this person, at their home or at the counter, and we both signed for it.
   */
  "dossiers.hand_over": {
    dossier_id: string;
    given_signature?: string | null;
    note?: string;
    /**
     * @maxItems 50
     */
    papers_returned?: string[];
    result_id: string;
    signature?: HandSignature | null;
    to: Receiver;
  };
  /**
   * I gave the citizen this numbered receipt, with these words and dates.
   */
  "dossiers.issue_receipt": {
    counted_from: string;
    dossier_id: string;
    due_on?: string | null;
    number: string;
    qr?: string | null;
    rule_version: string;
    shown: string;
    shown_sha256: string;
    taken_at: string;
  };
  /**
   * This dossier has this official code in the provincial system.
   */
  "dossiers.link_code": {
    dossier_id: string;
    official_code: string;
    replaces?: string | null;
  };
  /**
   * I am printing this form of this dossier.
   */
  "dossiers.print_form": {
    copy_id: string;
    document_no?: string;
    dossier_id: string;
    law_form: "01" | "02" | "03" | "04" | "05" | "06";
    sheet?: "A5" | "A4";
  };
  /**
   * I am taking out a copy of this stretch of the register.
   */
  "dossiers.print_register": {
    month?: number;
    print_id: string;
    year: number;
  };
  /**
   * The missing papers are here; the citizen was told these dates.
   */
  "dossiers.receive_supplement": {
    counted_from?: string | null;
    dossier_id: string;
    due_on?: string | null;
    note?: string;
    received_at: string;
    rule_version?: string | null;
  };
  /**
   * I took this dossier at the citizen's home: these papers, these people.
   */
  "dossiers.record": {
    case_key?: string | null;
    citizen_id: string;
    /**
     * @maxItems 80
     */
    components?: Component[];
    copies?: number;
    delivery?: Delivery;
    dossier_id: string;
    note?: string;
    procedure_code: string;
    procedure_version_id: string;
    roles: Roles;
    visit_id?: string | null;
  };
  /**
   * We do not take this dossier: for this reason, by this article.
   */
  "dossiers.refuse": {
    dossier_id: string;
    ground: string;
    reason: string;
  };
  /**
   * This original is lost or damaged: this is what happened.
   */
  "dossiers.report_paper": {
    how: string;
    incident_id: string;
    paper_id: string;
    what: "lost" | "damaged";
  };
  /**
   * Fees may be transferred to this account, or to none any more.
   */
  "dossiers.set_fee_account": {
    account_name: string;
    account_number: string;
    bank_bin: string;
    bank_name: string;
    fee_account_id: string;
    is_used?: boolean;
  };
  /**
   * I did the act at this place, at this hour and minute, and gave the result to this person at once.
   */
  "dossiers.settle": {
    code?: string | null;
    decided_by: string;
    done_at: string;
    done_in: string;
    dossier_id: string;
    note?: string;
    /**
     * @minItems 1
     * @maxItems 40
     */
    papers: PaperCount[];
    result_id: string;
    to: Receiver;
  };
  /**
   * It was found, or made anew: who lost it, what they paid, how we apologised.
   */
  "dossiers.settle_paper": {
    apology: string;
    cost?: number;
    outcome: "found" | "reissued" | "repaired";
    paper_id: string;
    responsible: string;
  };
  /**
   * These people signed what they were shown.
   */
  "dossiers.sign": {
    dossier_id: string;
    shown?: string | null;
    /**
     * @minItems 1
     * @maxItems 10
     */
    signatures: Signature[];
  };
  /**
   * We stop working on it: for this reason, by this article.
   */
  "dossiers.stop": {
    dossier_id: string;
    ground: string;
    reason: string;
  };
  /**
   * I took this fee, or none because the person is exempt.
   */
  "dossiers.take_fee": {
    amount: number;
    dossier_id: string;
    exempt?: boolean;
    exempt_reason?: string | null;
    postage?: number;
    slip?: string | null;
    way: "cash" | "transfer" | "none";
  };
  /**
   * This original went from one hand to another: so many, in this condition.
   *
   * `signatures` are those of who gave and who took, in this order; a single one is that of who took.
   */
  "dossiers.transfer_custody": {
    condition?: string;
    count?: number;
    dossier_id: string;
    from: Holder;
    given_by: string;
    paper?: NewPaper | null;
    paper_id: string;
    seal?: string | null;
    /**
     * @maxItems 10
     */
    signatures?: string[];
    taken_by: string;
    to: Holder;
    transfer_id: string;
  };
  /**
   * The citizen takes the dossier back; this person said so.
   */
  "dossiers.withdraw": {
    asked_by: string;
    dossier_id: string;
    reason?: string;
  };
  /**
   * This is how the visit was for us.
   */
  "feedback.rate": {
    /**
     * Who answered.
     */
    answered_by?: "self" | "relative";
    answers?: {
      [k: string]: boolean;
    };
    comment?: string;
    dossier_id?: string | null;
    opinion_id: string;
    /**
     * @maxItems 3
     */
    reasons?: (
      "polite" | "clear" | "quick" | "late" | "unclear" | "impolite" | "asked-money" | "asked-papers" | "came-twice"
    )[];
    score: number;
    visit_id?: string | null;
    where: Place;
  };
  /**
   * The bytes with this hash are in the store; whoever waited for them has them.
   */
  "files.keep": {
    file_id: string;
    media_type: string;
    sha256: string;
    size: number;
  };
  /**
   * Bytes named two days ago have not come: somebody should ask after them.
   */
  "files.report_overdue": {};
  /**
   * A phone has sent three times bytes that do not have the hash it named.
   */
  "files.report_wrong_bytes": {
    enrolment_id: string;
    sha256: string;
  };
  /**
   * The picture was drawn anew for pages, or cannot be shown for this reason.
   */
  "files.show": {
    file_id: string;
    refused?: string | null;
  };
  /**
   * I pressed the wrong button; this came of the call, or I never rang, and this is why I correct it.
   */
  "notices.correct_call": {
    call_id: string;
    reason: string;
    said: Said;
    seen: Said;
  };
  /**
   * I rang them, and this came of it.
   */
  "notices.record_call": {
    call_id?: string | null;
    citizen_id: string;
    note?: string;
    outcome: Outcome;
    visit_id?: string | null;
  };
  /**
   * The ward has this neighbourhood; its middle is about here.
   */
  "places.add_neighbourhood": {
    lat: number;
    lon: number;
    name: string;
    neighbourhood_id: string;
    old_ward_code: string;
    old_ward_name: string;
    radius_m?: number;
  };
  /**
   * This post office carries the ward's dossiers and results.
   */
  "places.add_post_office": {
    address?: string;
    name: string;
    phone?: string;
    post_office_id: string;
  };
  /**
   * This ward works with the system from now on.
   */
  "places.add_ward": {
    centre_address?: string;
    centre_name: string;
    code: string;
    hotline: string;
    lat: number;
    lon: number;
    name: string;
    province: string;
    province_code: string;
    ward_id: string;
  };
  /**
   * Our agency writes itself like this on forms.
   */
  "places.set_letterhead": {
    agency: string;
    dateline: string;
    office: string;
    phone?: string;
  };
  /**
   * Let phones reckon the way between homes as the plan does today.
   */
  "places.tell_ways": {};
  /**
   * What was reported from the round is wrong: this is right, and this is why.
   */
  "postal.correct_fact": {
    command_id: string;
    fields: {
      [k: string]: Replacement;
    };
    item_id: string;
    reason: string;
  };
  /**
   * I gave the envelope to this person, and we both signed for it.
   */
  "postal.deliver": {
    given_signature?: string | null;
    identity_last4?: string | null;
    item_id: string;
    relation?: string;
    signature_file?: string | null;
    to_name: string;
  };
  /**
   * Send these results by post: here is the list for both sides to count and sign.
   */
  "postal.make_manifest": {
    /**
     * @maxItems 200
     */
    items: Listed[];
    manifest_id: string;
    post_office_id: string;
  };
  /**
   * The post's slip on this envelope bears this number.
   */
  "postal.number_item": {
    code: string;
    item_id: string;
  };
  /**
   * I have this envelope in hand, under this slip number.
   */
  "postal.pick_up": {
    code?: string | null;
    item_id: string;
  };
  /**
   * I was there and could not hand it over.
   */
  "postal.record_attempt": {
    attempt_id: string;
    item_id: string;
    next_not_before?: string | null;
    reason: string;
    slip_no?: string | null;
  };
  /**
   * The envelope is back at the centre, with so many papers in it: who gave it, who took it, both signed.
   */
  "postal.return": {
    bundle?: Bundle | null;
    condition?: string;
    count: number;
    given_by?: string | null;
    given_signature?: string | null;
    item_id: string;
    reason: string;
    seal?: string | null;
    taken_by?: string | null;
    taken_signature?: string | null;
  };
  /**
   * I have counted so many envelopes and sign for my side.
   */
  "postal.sign_manifest": {
    count: number;
    manifest_id: string;
    name: string;
    side: Side;
    signature_file?: string | null;
  };
  /**
   * We will come; find a place for this request.
   */
  "requests.accept": {
    note?: string;
    request_id: string;
  };
  /**
   * Nobody needs to come any more.
   */
  "requests.cancel": {
    reason?: string;
    request_id: string;
  };
  /**
   * I wrote down wrongly what they need; this is right, and this is why.
   */
  "requests.correct_fact": {
    command_id: string;
    need: Need;
    reason: string;
    request_id: string;
    seen: Need;
  };
  /**
   * We cannot come for this, and this is why.
   */
  "requests.decline": {
    reason: string;
    request_id: string;
  };
  /**
   * This is the same wish as that other request.
   */
  "requests.merge": {
    into_id: string;
    request_id: string;
  };
  /**
   * This person needs us to come home.
   */
  "requests.register": {
    citizen_id: string;
    consent: ConsentGiven;
    for_whom: "self" | "relative" | "other";
    hardship?: ("age" | "disability" | "illness" | "alone" | "other") | null;
    link_token?: string | null;
    need_text?: string;
    note?: string;
    person?: Person | null;
    procedure_code?: string | null;
    request_id: string;
    requester?: Requester | null;
    tracking_code: string;
    visit_word: string;
    wish?: HalfDay | null;
  };
  /**
   * My phone has lost these commands; do not wait for them.
   */
  "sync.declare_gap": {
    from: number;
    reason: string;
    to: number;
  };
  /**
   * These have waited three days for something that has not come.
   */
  "sync.escalate_held": {};
  /**
   * Give my phone numbers that I can hand out without a network.
   */
  "sync.lease_numbers": {
    count: number;
    kind: "receipt" | "tracking";
    lease_id: string;
    medium?: "device" | "paper";
    user_id?: string | null;
    year?: number | null;
  };
  /**
   * Two phones have sent other work under the same number: one is a copy of the other.
   */
  "sync.report_fork": {
    device_id: string;
    last_seq: number;
    seq: number;
  };
  /**
   * Phones that work no more have left with work that never arrived.
   */
  "sync.report_unsent": {};
  /**
   * I have looked at this, and this is what shall happen.
   */
  "sync.resolve_review": {
    args?: {
      [k: string]: unknown;
    } | null;
    reason?: string;
    resolution: "apply_as_is" | "apply_edited" | "discard";
    review_id: string;
  };
  /**
   * Close the blocks of years that are over and of phones that work no more.
   */
  "sync.settle_numbers": {};
  /**
   * This block is lost: nothing more may be issued from it.
   */
  "sync.void_numbers": {
    lease_id: string;
    reason: string;
  };
  /**
   * A backup was brought back; what came after it must be offered again.
   */
  "upkeep.record_restore": {
    backup_taken_at: string;
    came_from?: string;
    ended_generations: string[];
    generation: string;
    /**
     * @maxItems 100000
     */
    lost_files?: string[];
    serials_seen?: {
      [k: string]: number;
    };
  };
  /**
   * These officers go out together.
   */
  "visits.add_team": {
    /**
     * @maxItems 20
     */
    member_ids: string[];
    name: string;
    team_id: string;
  };
  /**
   * Do it as this plan says.
   */
  "visits.apply_plan": {
    leaving?: string[];
    plan_id: string;
  };
  /**
   * Nobody goes out on these half-days; every household gets another one and is told.
   */
  "visits.call_off": {
    /**
     * @minItems 1
     * @maxItems 8
     */
    half_days: HalfDayOff[];
    reason: string;
  };
  /**
   * Stop: I do not need this plan any more.
   */
  "visits.cancel_plan": {
    plan_id: string;
  };
  /**
   * The team has another name or other members from now on.
   */
  "visits.change_team": {
    /**
     * @maxItems 20
     */
    member_ids: string[];
    name: string;
    team_id: string;
  };
  /**
   * This half-day suits us instead.
   */
  "visits.choose_half_day": {
    date: string;
    half: Half;
    request_id: string;
  };
  /**
   * This is what happened at the door.
   */
  "visits.close": {
    leave_in_peace?: boolean;
    next_try?: NextTry | null;
    note?: string;
    outcome: VisitsOutcome;
    reason?: string | null;
    visit_id: string;
  };
  /**
   * The household knows when we come and has agreed.
   */
  "visits.confirm": {
    told_by: string;
    visit_id: string;
    window?: {
      [k: string]: string;
    } | null;
  };
  /**
   * My report was wrong; this is how it was, and why I correct it.
   */
  "visits.correct_fact": {
    command_id: string;
    leave_in_peace?: boolean;
    next_try?: NextTry | null;
    note?: string | null;
    outcome?: VisitsOutcome | null;
    outcome_reason?: string | null;
    reason: string;
    visit_id: string;
  };
  /**
   * The engine has answered, or could not.
   */
  "visits.finish_plan": {
    built_on?: {
      [k: string]: string;
    };
    lines?: PlanLineTold[];
    made_with?: {
      [k: string]: string;
    };
    notes?: {
      [k: string]: unknown;
    };
    outcome: "done" | "broken";
    plan_id: string;
    problem?: string;
  };
  /**
   * Keep this half-day for me while I fill in the form.
   */
  "visits.hold": {
    date: string;
    half: Half;
    procedure_code?: string | null;
    request_id: string;
  };
  /**
   * Two weeks have passed: the officers' phones need no longer hold this visit.
   */
  "visits.leave_window": {
    visit_id: string;
  };
  /**
   * Move this visit to another team, half-day or place in the route.
   */
  "visits.move": {
    date: string;
    half: Half;
    order?: number | null;
    team_id: string;
    visit_id: string;
  };
  /**
   * Let no plan move this visit.
   */
  "visits.pin": {
    visit_id: string;
  };
  /**
   * Put this request on that team's half-day.
   */
  "visits.plan": {
    citizen_id: string;
    date: string;
    half: Half;
    minutes?: number | null;
    order?: number | null;
    /**
     * @minItems 1
     * @maxItems 10
     */
    purposes: (CollectDossier | ReturnResult)[];
    request_id?: string | null;
    team_id: string;
    visit_id: string;
    visit_word?: string;
  };
  /**
   * Propose who is visited when on this weekend, by whom and in which order.
   */
  "visits.propose_plan": {
    /**
     * How long the engine may think: a second to look at, or as long as a good plan takes.
     */
    effort?: "preview" | "full";
    plan_id: string;
    seed?: number;
    weekend: string;
  };
  /**
   * Let another team make this visit, at the time that the household was told.
   */
  "visits.reassign": {
    reason?: string;
    team_id: string;
    visit_id: string;
  };
  /**
   * What this household was offered may be taken by now, or more may be free.
   */
  "visits.renew_offers": {
    request_id: string;
  };
  /**
   * I go to these houses in this order.
   */
  "visits.reorder": {
    date: string;
    half: Half;
    /**
     * @minItems 1
     * @maxItems 50
     */
    visit_ids: string[];
  };
  /**
   * I go on in this order, at about these times; to those houses nobody comes today.
   */
  "visits.reroute": {
    cause: "late" | "no-show" | "urgent" | "ill";
    date: string;
    half: Half;
    /**
     * @maxItems 50
     */
    left_out?: string[];
    reason: string;
    /**
     * @maxItems 50
     */
    stops: Reckoned[];
  };
  /**
   * This person lives after all, or is home from hospital: we may ring and come again.
   */
  "visits.resume_messages": {
    citizen_id: string;
    note: string;
  };
  /**
   * Whoever goes for this procedure, or to this person, must be able to do this.
   */
  "visits.set_needs": {
    citizen_id?: string | null;
    needs_id: string;
    procedure_code?: string | null;
    /**
     * @maxItems 6
     */
    skills?: Skill[];
    two_officers?: boolean;
  };
  /**
   * The team works so many minutes on this half-day; none means that it stays home.
   */
  "visits.set_shift": {
    capacity_minutes: number;
    date: string;
    half: Half;
    shift_id: string;
    team_id: string;
  };
  /**
   * This officer is able to do this, and nothing else of the list.
   */
  "visits.set_skills": {
    officer_id: string;
    /**
     * @maxItems 6
     */
    skills: Skill[];
  };
  /**
   * From now on this counts so many points.
   */
  "visits.set_weights": {
    aged: number;
    aged_from: number;
    base: number;
    bedridden: number;
    disability: number;
    each_weekend: number;
    very_old: number;
    very_old_from: number;
    weights_id: string;
  };
  /**
   * I am at the door.
   */
  "visits.start": {
    visit_id: string;
  };
  /**
   * Somebody there has died or lies in hospital: let nobody ring, write or come.
   */
  "visits.stop_messages": {
    citizen_id: string;
    note: string;
    why: "died" | "hospital";
  };
  /**
   * Let this officer go instead of that one today, and fetch the papers that the other holds.
   */
  "visits.take_over": {
    date: string;
    from_officer_id: string;
    reason: string;
    to_officer_id: string;
  };
  /**
   * Put everything back as it was before this plan.
   */
  "visits.undo_plan": {
    plan_id: string;
  };
  /**
   * A plan may move this visit, even if the household was told: they will be told again.
   */
  "visits.unpin": {
    visit_id: string;
  };
  /**
   * Take this visit out of the plan; the request waits on the list again.
   */
  "visits.unplan": {
    by_family?: boolean;
    reason: string;
    visit_id: string;
  };
}
/**
 * Everything the catalogue knows about one procedure at one time.
 */
export interface ProcedureFacts {
  at_home: HomeVisit;
  authority?: string;
  cases?: Case[];
  channels?: ChannelFacts[];
  code: string;
  confidence?: Confidence;
  /**
   * How full the list of papers is; a fuller list is never replaced by a thinner one.
   */
  detail?: "summary" | "full" | "plain";
  exemptions?: string[];
  exemptions_en?: string[];
  field?: string;
  name: string;
  plain_name?: string;
  plain_name_en?: string;
  popular?: number | null;
  result?: string;
  source: string;
  valid_from?: string | null;
  valid_to?: string | null;
}
/**
 * Whether it can be done at home, why, and the article that says so.
 */
export interface HomeVisit {
  article?: string;
  minutes?: number | null;
  /**
   * How far one value may be relied on.
   */
  minutes_trust?: "confirmed" | "assumed" | "memory" | "unknown";
  reason?: string;
  reason_en?: string;
  way: AtHome;
}
/**
 * A “trường hợp”: the papers of one situation. The nameless case holds for everybody.
 */
export interface Case {
  key: string;
  name?: string;
  name_en?: string;
  papers?: Paper[];
}
/**
 * One line of the paper list. `key` names it inside its procedure: photos and ticks point at it.
 */
export interface Paper {
  copies?: number;
  key: string;
  kind: PaperKind;
  name: string;
  name_en?: string;
  originals?: number;
}
export interface ChannelFacts {
  channel: Channel;
  fee?: Fee;
  limit?: TimeLimit;
  note?: string;
}
/**
 * A fee as printed; the amount is in đồng, None when nobody has said it.
 */
export interface Fee {
  amount?: number | null;
  per?: string;
  text?: string;
  /**
   * How far one value may be relied on.
   */
  trust?: "confirmed" | "assumed" | "memory" | "unknown";
}
/**
 * A time limit as printed, and as a computer may use it when the unit is known.
 */
export interface TimeLimit {
  n?: number | null;
  text?: string;
  /**
   * How far one value may be relied on.
   */
  trust?: "confirmed" | "assumed" | "memory" | "unknown";
  unit?: "working_days" | "calendar_days" | "half_days" | "hours" | "same_day" | "unknown";
}
/**
 * How far each part of the row is trusted, shown to staff beside the value.
 */
export interface Confidence {
  /**
   * How far one value may be relied on.
   */
  at_home?: "confirmed" | "assumed" | "memory" | "unknown";
  /**
   * How far one value may be relied on.
   */
  code?: "confirmed" | "assumed" | "memory" | "unknown";
  /**
   * How far one value may be relied on.
   */
  name?: "confirmed" | "assumed" | "memory" | "unknown";
  /**
   * How far one value may be relied on.
   */
  papers?: "confirmed" | "assumed" | "memory" | "unknown";
  remark?: string;
}
/**
 * What the person saw, and what it should say.
 */
export interface FieldChange {
  from?: unknown;
  to?: unknown;
}
/**
 * Where the house really is.
 */
export interface RightPosition {
  accuracy_m: number;
  lat: number;
  lon: number;
}
/**
 * A person as told at the registration: what is needed for a visit, and no identity number.
 */
export interface Person {
  access_notes?: string;
  address?: string;
  birth_year: number;
  contacts?: Contact[];
  directions?: string;
  full_name: string;
  neighbourhood_id: string;
  old_address?: string;
  phone?: string | null;
  phone_owner?: string | null;
  position?: HomePosition | null;
  priority_groups?: PriorityGroup[];
  sex?: ("male" | "female") | null;
}
/**
 * Somebody to call about a citizen.
 */
export interface Contact {
  name: string;
  phone: string;
  relation?: string;
}
/**
 * Where the home lies, as the phone of somebody who is there says.
 */
export interface HomePosition {
  accuracy_m: number;
  lat: number;
  lon: number;
}
/**
 * A file's place in the dossier.
 */
export interface FileUseShape {
  component_key?: string | null;
  page?: number | null;
  role: "component" | "signature" | "thumbprint" | "paper" | "result" | "handover" | "gate";
  sha256: string;
}
/**
 * A paper that the citizen must add, why, and its line in the paper list where there is one.
 */
export interface MissingPaper {
  key?: string | null;
  name: string;
  why?: string;
}
/**
 * So many of this paper.
 */
export interface PaperCount {
  count?: number;
  name: string;
}
/**
 * What the corrector read there, and what it should be.
 */
export interface Replacement {
  from: string | number | boolean | null;
  to: string | number | boolean | null;
}
/**
 * The receiver's sign: on the pad, by thumb, or on a slip that was photographed.
 */
export interface HandSignature {
  file?: string | null;
  name: string;
  way: "pad" | "thumbprint" | "relative" | "witness";
}
/**
 * Who took the result, and by what right.
 */
export interface Receiver {
  authorisation?: string | null;
  identity_last4?: string | null;
  name: string;
  relation?: string;
}
/**
 * One line of the paper list, and what was found for it.
 */
export interface Component {
  count?: number;
  files?: string[];
  form?: ("original" | "copy") | null;
  key: string;
  kind: "hand_in" | "show" | "note";
  name: string;
  note?: string;
  state: "received" | "seen" | "missing" | "reused" | "not-needed";
}
/**
 * How the result goes back.
 */
export interface Delivery {
  address?: string | null;
  way?: ("home" | "post" | "counter") | null;
}
/**
 * Whose matter it is, who hands it in, who helps, who is to have the result, who decided: often five persons.
 */
export interface Roles {
  decider?: DossiersPerson | null;
  helper?: DossiersPerson | null;
  owner: DossiersPerson;
  receiver?: DossiersPerson | null;
  submitter: DossiersPerson;
}
/**
 * Somebody's part in a dossier: as little of them as the paper needs.
 */
export interface DossiersPerson {
  authorisation?: string | null;
  birth_year?: number | null;
  identity_last4?: string | null;
  name: string;
  phone?: string | null;
  relation?: string | null;
  right?: ("relative" | "authorised" | "guardian") | null;
}
/**
 * Who signed what: `over_sha256` is the hash of the text that was shown.
 */
export interface Signature {
  at: string;
  file?: string | null;
  name: string;
  over_sha256: string;
  read_back?: boolean | null;
  relation?: string | null;
  way: "pad" | "thumbprint" | "relative" | "witness";
  who: "citizen" | "officer" | "relative" | "witness";
}
/**
 * Who has a paper in hand. An officer and a post office are one particular; the centre is one.
 */
export interface Holder {
  id?: string | null;
  kind: "citizen" | "officer" | "centre" | "post";
  name: string;
}
/**
 * The name of a paper that leaves its owner's hands for the first time.
 */
export interface NewPaper {
  name: string;
}
/**
 * What a call is said to have come to.
 */
export interface Said {
  note?: string;
  outcome: Outcome | "not-called";
}
/**
 * One line of the list: this dossier's result in this envelope, under this slip number if it has one.
 */
export interface Listed {
  code?: string | null;
  dossier_id: string;
  item_id: string;
}
/**
 * What comes back together, and how many envelopes each side counted for itself.
 */
export interface Bundle {
  counted_by_centre: number;
  counted_by_post: number;
  /**
   * @minItems 1
   * @maxItems 200
   */
  item_ids: string[];
}
/**
 * What somebody asks for, and why they cannot come: what a registration may get wrong about it.
 */
export interface Need {
  hardship?: ("age" | "disability" | "illness" | "alone" | "other") | null;
  need_text?: string;
  procedure_code?: string | null;
}
/**
 * The person, a relative or the leader for them agreed to this version of the text.
 */
export interface ConsentGiven {
  by: "self" | "relative" | "leader";
  given: true;
  text_version: string;
}
/**
 * Who asked, and how and when to call them back.
 */
export interface Requester {
  best_time?: string;
  name?: string;
  phone?: string | null;
  relation?: string;
  zalo?: boolean;
}
/**
 * A day and half-day that would suit; either may be open.
 */
export interface HalfDay {
  date?: string | null;
  half?: ("morning" | "afternoon") | null;
}
/**
 * A half-day on which nobody goes out.
 */
export interface HalfDayOff {
  date: string;
  half: Half;
}
/**
 * The half-day that was agreed at the door.
 */
export interface NextTry {
  date: string;
  half: Half;
}
/**
 * One home in a plan: where it stands in it, and why.
 */
export interface PlanLineTold {
  begins?: string;
  change: Change;
  date?: string | null;
  ends?: string;
  half?: Half | null;
  minutes?: number;
  order?: number;
  parts?: {
    [k: string]: number;
  };
  request_id?: string | null;
  spare_id?: string | null;
  team_id?: string | null;
  travel_minutes?: number;
  visit_id?: string | null;
  why?: {
    [k: string]: unknown;
  };
}
/**
 * Take a dossier in; without a procedure the officer finds out at the door.
 */
export interface CollectDossier {
  kind?: "collect";
  need_text?: string | null;
  procedure_code?: string | null;
}
/**
 * Bring the result of this dossier.
 */
export interface ReturnResult {
  dossier_id: string;
  kind?: "return";
}
/**
 * When a visit will begin, as the phone reckons.
 */
export interface Reckoned {
  begins: string;
  visit_id: string;
}
