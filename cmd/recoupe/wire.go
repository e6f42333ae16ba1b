// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"os"
	"sync"

	"recoupe/actor"
	"recoupe/gazetteer"
	"recoupe/name"
	"recoupe/place"
	"recoupe/read"
	"recoupe/weave"
)

// newFinder returns the finder over the embedded gazetteer and the user's packs.
// Where those cannot be opened the embedded one serves alone; "recoupe gazetteer
// list" says why. A broken embedded table is a broken build.
var newFinder = sync.OnceValue(func() place.Finder {
	f, err := packsFlag{Packs: os.Getenv("RECOUPE_PACKS")}.finder()
	if err == nil {
		return f
	}
	g, err := gazetteer.Default()
	if err != nil {
		panic(err)
	}
	return place.Finder{Gazetteer: g}
})

// finder opens the gazetteer with the user's packs, and with those of the data folder if one is said.
func (p packsFlag) finder() (place.Finder, error) {
	dir, err := packsFlag{Packs: p.Packs}.folder()
	if err != nil {
		dir = "" // no user folder: the embedded table
	}
	own := ""
	if p.Data != "" {
		own = packsIn(p.Data)
	}
	g, err := gazetteer.Open(dir, own)
	return place.Finder{Gazetteer: g}, err
}

// newReader wires the stages; big tables are opened side by side.
func newReader() *read.Reader {
	var wg sync.WaitGroup
	wg.Go(func() { newFinder() })
	wg.Go(func() { languagePack("fr") })
	register := actor.Default()
	wg.Wait()
	return &read.Reader{Pack: languagePack, Names: nameFinder, Places: newFinder(), Register: register}
}

// nameFinder returns the name finder of a language, nil where there is no model of it.
func nameFinder(code string) *name.Finder { return nameFinders()(code) }

var nameFinders = sync.OnceValue(func() func(string) *name.Finder {
	return name.Finders(nameModel, newFinder().Gazetteer, actor.Default())
})

// weaveOptions is what weaving needs to know about the world.
func weaveOptions() weave.Options { return weave.Options{Register: actor.Default()} }
