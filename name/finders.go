// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"sync"

	"recoupe/actor"
	"recoupe/gazetteer"
)

// Finders returns the finders of all languages: each is made when it is first
// asked for, with the model of its language, the places of a gazetteer and the
// names of a register. A language without a model has none (nil).
func Finders(model func(lang string) *Model, g *gazetteer.Gazetteer, register *actor.Register) func(lang string) *Finder {
	var mu sync.Mutex
	made := map[string]*Finder{}
	place := InGazetteer(g)
	return func(lang string) *Finder {
		mu.Lock()
		defer mu.Unlock()
		if f, ok := made[lang]; ok {
			return f
		}
		var f *Finder
		if m := model(lang); m != nil {
			f = NewFinder(lang, m, place).WithRegister(register.All())
		}
		made[lang] = f
		return f
	}
}
