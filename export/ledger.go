// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package export

import (
	"bufio"
	"io"

	"recoupe"
)

// Holds are rows of the ledger as the contract writes them. Offsets count in the texts of the readings.
func Holds(hs []recoupe.Hold, readings []recoupe.Reading) []Hold {
	texts := map[string]*Offsets{}
	for _, r := range readings {
		texts[r.Dispatch.ID] = NewOffsets(r.Dispatch.Text)
	}
	out := []Hold{}
	for _, h := range hs {
		out = append(out, hold(h, texts))
	}
	return out
}

// WriteHolds prints rows of the ledger for people, one a line.
func WriteHolds(w io.Writer, st Style, hs []recoupe.Hold) error {
	b := bufio.NewWriter(w)
	for _, h := range hs {
		st.hold(b, h)
	}
	return b.Flush()
}
