// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package fetch

import (
	"fmt"
	"net/netip"
	"strings"
	"syscall"

	"recoupe"
)

// forbidden are the ranges that are not the public internet: IANA's special
// purpose registries for IPv4 and IPv6, among them cloud metadata (link local),
// shared address space (carrier NAT) and what wraps an IPv4 address in IPv6.
var forbidden = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
	"192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"168.63.129.16/32",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
	"5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

func prefixes(ss ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(ss))
	for i, s := range ss {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// guard returns the check that runs on every connection, after the name was resolved.
func guard(loopback bool) func(network, address string, _ syscall.RawConn) error {
	return func(network, address string, _ syscall.RawConn) error {
		if !strings.HasPrefix(network, "tcp") {
			return fmt.Errorf("network %s is not used: %w", network, recoupe.ErrForbidden)
		}
		ap, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("address %s: %w", address, recoupe.ErrForbidden)
		}
		ip := ap.Addr().Unmap().WithZone("")
		if loopback && ip.IsLoopback() {
			return nil
		}
		if !public(ip) {
			return fmt.Errorf("the address leads to %s, which is not on the public internet: %w", ip, recoupe.ErrForbidden)
		}
		return nil
	}
}

// public reports whether ip is an address of the public internet.
func public(ip netip.Addr) bool {
	if !ip.IsValid() || ip.IsUnspecified() || ip.IsLoopback() || !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, p := range forbidden {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}
