// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"recoupe"
)

//go:embed schemes.txt
var schemesFile string

// scheme is what a type is called elsewhere.
type scheme struct {
	plover, cameo, caseLabel string
	rank                     int
}

// schemes reads the adapter table; a broken table is a broken build.
var schemes = sync.OnceValue(func() map[string]scheme {
	out := map[string]scheme{}
	for line := range strings.Lines(schemesFile) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		rank, err := strconv.Atoi(f[len(f)-1])
		if err != nil || len(f) != 5 {
			panic("schemes.txt: " + line)
		}
		out[f[0]] = scheme{plover: f[1], cameo: f[2], caseLabel: f[3], rank: rank}
	}
	return out
})

// schemeOf returns the row of a claim: of its type and mode, else of its type.
func schemeOf(c *recoupe.Claim) (scheme, bool) {
	if s, ok := schemes()[c.Event+"/"+c.Mode]; ok && c.Mode != "" {
		return s, true
	}
	s, ok := schemes()[c.Event]
	return s, ok
}
