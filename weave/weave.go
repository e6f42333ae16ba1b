// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package weave runs the stages between dispatches: reprint, link, confirm, ledger.
package weave

import "recoupe"

// Options are what weaving needs to know about the world.
type Options struct{}

// Weave weaves readings.
func Weave(rs []recoupe.Reading, o Options) recoupe.Woven { return recoupe.Woven{} }
