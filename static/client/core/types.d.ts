/** The words the phone's modules share. Wire fields keep their wire names (docs/protocol.md). */
import type { CommandArgs } from "./commands.js";

export type Role = "leader" | "officer" | "postal" | "coordinator" | "director" | "admin";

export interface Person {
  id: string;
  name: string;
  role: Role;
  ward: string;
}

export interface EntityRef {
  kind: string;
  id: string;
}

export interface FileRef {
  sha256: string;
  size: number;
  type: string;
  role: string;
}

export interface Position {
  lat: number;
  lon: number;
  accuracy_m: number;
}

export interface Words {
  vi: string;
  en: string;
}

/** What stands inside a signed body. */
export interface Command {
  id: string;
  type: string;
  v: number;
  device_id: string;
  actor: string;
  ward: string;
  entity?: EntityRef;
  base?: { generation: string; version: number };
  after?: string[];
  expect?: Record<string, unknown>;
  at: string;
  mono: number;
  boot: string;
  args: Record<string, any>;
  files?: FileRef[];
  position?: Position;
}

/** The server's public key that work is sealed to (docs/sealing.md). */
export interface SealingKey {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
  kid: string;
}

/** Bytes that only the server can open; base64url text but `kid`. */
export interface Sealed {
  kid: string;
  epk: string;
  iv: string;
  ct: string;
}

export type Settled = "applied" | "held" | "conflict" | "rejected" | "parked" | "late";
export type CommandState = "waiting" | "sending" | Settled;

export interface Acknowledged extends EntityRef {
  version: number;
  seq: number;
}

/** A command as the phone keeps it: first in the outbox, later in the sent box. */
export interface CommandRow {
  id: string;
  ward: string;
  /** The enrolment whose sequence `seq` counts in; after enrolling anew it differs from the body's device_id. */
  device: string;
  seq: number;
  /** Local order of saving; never renumbered. */
  order: number;
  state: CommandState;
  /** 1 while it may be laid over the stored rows. */
  live: 0 | 1;
  body: string;
  sig: string;
  wish: boolean;
  /** `kind:id` of every row it creates or changes. */
  changes: string[];
  files: string[];
  saved_at: number;
  tries: number;
  code?: string;
  /** The server's words for the refusal. */
  message?: Words;
  flags?: string[];
  review?: string;
  /** Half-days that had room when a wish for another was refused. */
  next_free?: { date: string; half: string }[];
  acked?: Acknowledged[];
  settled_at?: number;
  decided_at?: string;
  /** The server's receipt: how its line in the audit chain begins. */
  mark?: string;
  /** When a person at the centre decided about it. */
  resolved_at?: string;
  /** What they decided, and why. */
  decision?: Decision;
  /** When the person has read the refusal. */
  read_at?: number;
  /** The content cannot be read here any more; its sealed copy still goes. */
  isUnreadable?: boolean;
}

/** What a person at the centre decided about a command. */
export interface Decision {
  resolution: "apply_as_is" | "apply_edited" | "discard";
  reason: string;
}

/** A saved command in the journal. */
export interface JournalLine {
  id: string;
  device: string;
  seq: number;
  at: number;
  sealed: Sealed;
}

/** A record encrypted under data key number `k`. */
export interface Box {
  k: number;
  iv: string;
  ct: ArrayBuffer;
}

/** A command as it lies on the disk: what a person may read is in `box`. */
export type StoredCommand = Omit<CommandRow, "body" | "sig" | "wish" | "changes" | "files" | "message" | "decision" | "isUnreadable"> & {
  box?: Box;
  told?: Box;
  why?: Box;
  sealed?: Sealed;
  /** Marks of the rows it changes, for the index. */
  touched?: string[];
};

/** Up to a hundred rows of one kind and ward; their box lies beside, under the same number. */
export interface Pack {
  n?: number;
  kind: string;
  ward: string;
  ids: string[];
  iv: string;
}

/** H: a key of the phone's own (WebAuthn PRF). S: a share that the server releases. P: the PIN alone. */
export type VaultMode = "H" | "S" | "P";

export interface Wrap {
  key: number;
  mode: VaultMode;
  salt: string;
  cost: { memorySize: number; iterations: number; parallelism: number };
  iv: string;
  ct: ArrayBuffer;
  credential?: string;
  prf_salt?: string;
  share?: string;
}

export interface KeyLink {
  from: number;
  to: number;
  iv: string;
  ct: ArrayBuffer;
}

export interface VaultHeader {
  /** The key that new boxes get. */
  current: number;
  /** Boxes under lower numbers went with a forgotten PIN. */
  first: number;
  wraps: Wrap[];
  /** While everything is encrypted anew, each key opens the other. */
  links: KeyLink[];
  /** Nothing plain of the time before encryption is left. */
  isCarried: boolean;
  /** Wraps of forgotten PINs, as long as something unsent without a sealed copy lies under them. */
  lost?: Wrap[];
}

export interface Snapshot extends EntityRef {
  version: number;
  seq: number;
  ward: string;
  body: Record<string, any>;
}

/** A stored row as views read it: the server's fields, plus what this phone knows about it. */
export type Row = Record<string, any> & { id: string; $version: number; $waiting: number };

export type FileState = "draft" | "waiting" | "stored" | "thumb";

export interface FileRow extends FileRef {
  state: FileState;
  command_id?: string;
  thumb?: ArrayBuffer;
  upload_url?: string;
  sent_bytes?: number;
  stored_at?: number;
  kept_at: number;
  /** The server has lost the key and nobody here can seal it anew: handed over as it lies. */
  unopened?: boolean;
}

/** A file as it lies on the disk; its bytes are chunks under its own key. */
export type StoredFile = Omit<FileRow, "role" | "thumb"> & { box: Box; thumb?: Box; sealed_key?: Sealed };

export interface Draft {
  key: string;
  values: Record<string, any>;
  /** How the list of unfinished screens names it, and where it goes on. */
  title: string;
  path: string;
  saved_at: number;
}

/** The part of an enrolment that lies in the vault. `jwk` is null for keys of the time before. */
export interface EnrolmentSecret {
  jwk: JsonWebKey | null;
  read_token: string;
  person: Person;
}

/** `key`, `read_token` and `person` are there while the vault is open. */
export interface Enrolment {
  device_id: string;
  key: CryptoKey;
  send_token: string;
  read_token: string;
  person: Person;
  sealing_key?: SealingKey;
  /** Which ways of locking the ward allowed when this phone enrolled. */
  vault_modes?: VaultMode[];
  protocol: [number, number];
  enrolled_at: number;
}

/** What of an enrolment is readable while its vault is locked. */
export type PlainEnrolment = Omit<Enrolment, "key" | "read_token" | "person">;

export interface Hello {
  server_time: string;
  generation: string;
  backed_up_at: string | null;
  protocol: [number, number];
  app_min: string;
  device: { status: string; last_seq: number };
  lease_until: string;
  scope_epoch: number;
  heads: Record<string, number>;
  sealing_kid?: string;
  limits: { batch: number; bytes: number; page: number };
}

export interface PushResult {
  id: string;
  seq: number;
  status: Settled;
  dup?: boolean;
  code?: string;
  /** Of a wish for a half-day that was full: those that had room then. */
  details?: { next_free?: { date: string; half: string }[] };
  message?: Words;
  flags?: string[];
  review?: string;
  entities?: Acknowledged[];
}

export interface Receipt {
  r: number;
  id: string;
  seq: number | null;
  status: Settled;
  code?: string | null;
  message?: Words;
  flags?: string[];
  review?: string;
  entities?: Acknowledged[];
  decided_at?: string | null;
  mark?: string;
  /** Only for the token that reads. */
  decision?: Decision;
}

export interface PulledRow extends EntityRef {
  version: number;
  seq: number;
  sha: string;
  body: Record<string, any> | null;
}

export interface PullPage {
  generation: string;
  scope_epoch: number;
  cursor: number;
  until: number;
  more: boolean;
  head: number;
  put: PulledRow[];
  del: (EntityRef & { seq: number; why: "void" | "scope" })[];
}

/** A value as forms give it: which words are allowed is the server's to say, which fields there are is checked here. */
type Loose<T> = T extends string
  ? string
  : T extends boolean
    ? boolean
    : T extends object
      ? { [Name in keyof T]: Loose<T[Name]> }
      : T;

/** What a command takes, by its wire name. */
export type Args<T extends keyof CommandArgs> = Loose<CommandArgs[T]>;
