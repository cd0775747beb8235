import { isIPv4, isIPv6 } from "node:net";

/**
 * The part of an address that stands for one caller: an IPv4 address itself, and the first 64 bits of an IPv6 one, since
 * whoever has one of those has all 2^64 of them. IPv4 addresses in IPv6 form count as what they are.
 * @param address undefined: the connection is gone already, and with it its address
 * @returns text that is no address as it is
 */
export function networkOf(address: string | undefined): string {
  const plain = address?.split("%")[0] ?? "unknown";
  if (!isIPv6(plain)) return plain;
  const groups = groupsOf(plain);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [6, 7].flatMap((index) => bytesOf(groups[index] ?? 0)).join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const left = readGroups(head);
  const right = readGroups(tail ?? "");
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function readGroups(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((part) => {
    if (!isIPv4(part)) return [Number.parseInt(part, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = part.split(".").map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function bytesOf(group: number): number[] {
  return [group >> 8, group & 255];
}
