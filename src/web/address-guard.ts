import { BlockList, isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** The well-known prefix of NAT64 (RFC 6052), in whose addresses an IPv4 address is embedded at the end. */
const nat64 = ipaddr.parseCIDR("64:ff9b::/96") as [ipaddr.IPv6, number];
/** Networks use it among themselves (RFC 8215), and embed addresses wherever they like: none of it is public. */
const localNat64 = ipaddr.parseCIDR("64:ff9b:1::/48") as [ipaddr.IPv6, number];
/** Of a public range, and yet the inside of a cloud: what Azure tells its virtual machines about themselves. */
const cloudServices: ReadonlySet<string> = new Set(["168.63.129.16"]);

/**
 * Whether an address is one of the public internet: not private, loopback, link-local, shared (RFC 6598), multicast,
 * reserved, unspecified or for documentation (IANA's special-purpose registries), in any notation of IPv6 that carries an
 * IPv4 address either.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return parsed.kind() === "ipv4" ? isPublicV4(parsed as ipaddr.IPv4) : isPublicV6(parsed as ipaddr.IPv6);
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast" && !cloudServices.has(address.toString());
}

function isPublicV6(address: ipaddr.IPv6): boolean {
  if (address.match(...localNat64)) return false;
  const embedded = embeddedV4(address);
  if (embedded !== null) return isPublicV4(embedded);
  // Only 2000::/3 is assigned to the internet (RFC 4291, section 2.4); what is cut out of it has a range of its own.
  return address.range() === "unicast" && ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}

/** The IPv4 address that an IPv6 address stands for; null when it stands for itself. */
function embeddedV4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const bytes = address.toByteArray();
  if (address.match(...nat64)) return v4Of(bytes.slice(12));
  const [first] = address.parts;
  // 6to4 (RFC 3056) carries it after the prefix, Teredo (RFC 4380) inverted at the end.
  if (first === 0x2002) return v4Of(bytes.slice(2, 6));
  if (first === 0x2001 && address.parts[1] === 0) return v4Of(bytes.slice(12).map((byte) => byte ^ 0xff));
  // "IPv4-compatible" addresses (RFC 4291, section 2.5.5.1) are obsolete, and still understood by some systems.
  if (bytes.slice(0, 12).every((byte) => byte === 0)) return v4Of(bytes.slice(12));
  return null;
}

function v4Of(bytes: readonly number[]): ipaddr.IPv4 {
  return new ipaddr.IPv4([...bytes]);
}

const usualPorts: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);

/**
 * What a server may fetch: the public internet at the usual ports, and what its administrator allows beside: names,
 * addresses and ranges, each with or without a port (`wiki.example.com`, `10.0.0.0/8`, `localhost:8081`).
 */
export class AddressGuard {
  private readonly hosts = new Map<string, Set<number | null>>();
  private readonly ranges: { readonly list: BlockList; readonly port: number | null }[] = [];

  /**
   * @param ports Those that may be asked of everybody.
   * @throws RangeError for an entry that is none of the forms.
   */
  constructor(
    allowed: readonly string[] = [],
    private readonly ports: ReadonlySet<number> = usualPorts,
  ) {
    for (const entry of allowed) this.allow(entry);
  }

  /** Whether a port of a host may be asked at all. */
  allowsPort(host: string, port: number): boolean {
    return this.ports.has(port) || this.isAllowedName(host, port) || this.isAllowedAddress(host, port);
  }

  /** Whether an address that a host's name led to may be connected to. */
  allowsAddress(host: string, address: string, port: number): boolean {
    return isPublicAddress(address) || this.isAllowedName(host, port) || this.isAllowedAddress(address, port);
  }

  private isAllowedName(host: string, port: number): boolean {
    const ports = this.hosts.get(host);
    return ports !== undefined && (ports.has(null) || ports.has(port));
  }

  private isAllowedAddress(address: string, port: number): boolean {
    const family = isIP(address);
    if (family === 0) return false;
    return this.ranges.some(
      (range) =>
        (range.port === null || range.port === port) && range.list.check(address, family === 4 ? "ipv4" : "ipv6"),
    );
  }

  private allow(entry: string): void {
    const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(entry);
    const plain = /^([^:/]+)(?::(\d{1,5}))?$/.exec(entry);
    const [, host = entry, digits] = bracketed ?? plain ?? [];
    const port = digits === undefined ? null : Number(digits);
    const [address = "", length] = host.split("/");
    const family = isIP(address);
    if (family !== 0) {
      const list = new BlockList();
      const bits = length === undefined ? (family === 4 ? 32 : 128) : Number(length);
      list.addSubnet(address, bits, family === 4 ? "ipv4" : "ipv6");
      this.ranges.push({ list, port });
      return;
    }
    if (!/^[a-z0-9.-]+$/i.test(host)) throw new RangeError(`${entry} is neither a host nor a range of addresses`);
    const name = host.toLowerCase();
    this.hosts.set(name, (this.hosts.get(name) ?? new Set()).add(port));
  }
}
