// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"sync"

	"recoupe/actor"
	"recoupe/gazetteer"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/read"
	"recoupe/weave"
)

// newFinder returns the finder over the embedded gazetteer; a broken table is a broken build.
var newFinder = sync.OnceValue(func() place.Finder {
	g, err := gazetteer.Default()
	if err != nil {
		panic(err)
	}
	return place.Finder{Gazetteer: g}
})

// newReader wires the stages; big tables are opened side by side.
func newReader() *read.Reader {
	var wg sync.WaitGroup
	wg.Go(func() { newFinder() })
	wg.Go(func() { packs.Get("fr") })
	register := actor.Default()
	wg.Wait()
	return &read.Reader{Pack: packs.Get, Places: newFinder(), Register: register}
}

// weaveOptions is what weaving needs to know about the world.
func weaveOptions() weave.Options { return weave.Options{Register: actor.Default()} }
