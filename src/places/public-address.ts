import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Networks that are nobody's place (IANA's special-purpose registries for IPv4 and IPv6, RFC 6890): private, loopback, link-local,
 * shared, documentation, benchmarking, multicast and reserved ones.
 */
const NOWHERE = blockListOf([
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
]);

/** The text of a public address as databases look it up, IPv4 in IPv6 as IPv4; null for anything else. */
export function publicAddress(text: string): string | null {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(address) === 0 || address.includes('%')) return null;
  return NOWHERE.check(address, isIPv4(address) ? 'ipv4' : 'ipv6') ? null : address;
}

function blockListOf(networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, isIPv4(network) ? 'ipv4' : 'ipv6');
  return list;
}
