// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"sync"

	"recoupe/gazetteer"
)

// placesKept bounds the number of remembered answers of InGazetteer.
const placesKept = 20_000

// InGazetteer returns whether a gazetteer knows a place by exactly this name; it remembers answers.
func InGazetteer(g *gazetteer.Gazetteer) func(string) bool {
	var mu sync.Mutex
	known := map[string]bool{}
	return func(s string) bool {
		mu.Lock()
		yes, ok := known[s]
		mu.Unlock()
		if ok {
			return yes
		}
		m := g.Match(s)
		yes = len(m) > 0 && m[0].How == "exact"
		mu.Lock()
		defer mu.Unlock()
		if len(known) >= placesKept {
			clear(known)
		}
		known[s] = yes
		return yes
	}
}
