// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"sync"

	"recoupe/gazetteer"
)

// placesKept bounds the number of remembered answers of InGazetteer.
const placesKept = 20_000

// Rank is what a gazetteer knows of a name.
type Rank int

// A name is that of no place, of some place, or of one that news of the whole
// world names: a country, a division, a town of some size.
const (
	NoPlace Rank = iota
	SomePlace
	KnownPlace
)

// knownFrom is the population from which a town is a known place.
const knownFrom = 20_000

// InGazetteer returns what a gazetteer knows of exactly this name; it remembers answers.
func InGazetteer(g *gazetteer.Gazetteer) func(string) Rank {
	var mu sync.Mutex
	known := map[string]Rank{}
	return func(s string) Rank {
		mu.Lock()
		r, ok := known[s]
		mu.Unlock()
		if ok {
			return r
		}
		r = rank(g.Match(s))
		mu.Lock()
		defer mu.Unlock()
		if len(known) >= placesKept {
			clear(known)
		}
		known[s] = r
		return r
	}
}

// rank looks for the best known of the places that have the very name; the first decides whether there are any.
func rank(found []gazetteer.Match) Rank {
	if len(found) == 0 || found[0].How != "exact" {
		return NoPlace
	}
	for _, m := range found {
		if m.How == "exact" && (m.Kind == "country" || m.Kind == "region" || m.Population >= knownFrom) {
			return KnownPlace
		}
	}
	return SomePlace
}
