/** Argon2id, which makes a guess at a PIN slow. */
export { argon2id } from "hash-wasm";
