// The page's half of sealing.py: SHA-256, and what its hashes open.

const ROUNDS_TABLE = (() => {
  // The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of eight square roots.
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }
  const bits = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  return { k: primes.map((prime) => bits(Math.cbrt(prime))), h: primes.slice(0, 8).map((prime) => bits(Math.sqrt(prime))) };
})();

function sha256(bytes) {
  const { k, h } = ROUNDS_TABLE;
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = Int32Array.from(h);
  const w = new Int32Array(64);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, last] = state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (last + s1 + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [last, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, last].forEach((value, i) => { state[i] = (state[i] + value) | 0; });
  }
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((value, i) => out.setInt32(4 * i, value));
  return new Uint8Array(out.buffer);
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
const keyOf = (salt, label) => sha256(new TextEncoder().encode(`${salt}|${label}`));
const markOf = (salt, label) => hex(keyOf(salt, `mark|${label}`)).slice(0, 16);

function slowKey(salt, rounds) {
  let key = keyOf(salt, "give-up");
  for (let i = 0; i < rounds; i += 1) key = sha256(key);
  return key;
}

function unseal(key, sealed) {
  const bytes = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
  const input = new Uint8Array(36);
  input.set(key);
  for (let block = 0; block * 32 < bytes.length; block += 1) {
    new DataView(input.buffer).setUint32(32, block);
    const stream = sha256(input);
    for (let i = 0; i < 32 && block * 32 + i < bytes.length; i += 1) bytes[block * 32 + i] ^= stream[i];
  }
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}
