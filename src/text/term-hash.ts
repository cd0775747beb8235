/**
 * A term as a signed 32-bit number, the same on every machine: MurmurHash3 (x86, 32 bits; Austin Appleby, public
 * domain) over the UTF-16 code units, each as one block. Two of a million terms share a number with a chance of one in
 * four thousand each, which costs a search at worst a wrong candidate.
 */
export function termHash(term: string): number {
  let hash = 0x2f0e_9a1b;
  for (let index = 0; index < term.length; index++) {
    let block = Math.imul(term.charCodeAt(index), 0xcc9e2d51);
    block = (block << 15) | (block >>> 17);
    hash ^= Math.imul(block, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  return avalanche(hash ^ (term.length * 2));
}

/** Spreads every bit of a number over all of its bits: MurmurHash3's last step. */
export function avalanche(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
