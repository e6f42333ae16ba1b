// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package eval measures the program on material that is not part of it.
//
// In: the folder of the material and the stages. Out: lines for
// docs/evaluation.md. It is never part of a reading, trains nothing, and says
// so where material is missing.
package eval

import (
	"io"
	"slices"

	"recoupe"
)

// Part is one measurement.
type Part struct {
	Name string
	Run  func(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading) error
}

// million is the part that takes hours and runs only where it is asked for by name.
const million = "million"

// Wanted reports whether a part is among the names asked for; no names are all but the one that takes hours.
func (p Part) Wanted(names []string) bool {
	return len(names) == 0 && p.Name != million || slices.Contains(names, p.Name)
}

// Parts lists all measurements in the order of the flow.
func Parts() []Part {
	return []Part{
		{"lang", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Lang(w, shared)
		}},
		{"seed", func(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading) error {
			_, err := Seed(w, shared, read)
			return err
		}},
		{"polnear", func(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading) error {
			return Polnear(w, shared, read)
		}},
		{"conditional", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Conditional(w, shared)
		}},
		{"selon", func(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading) error {
			return Selon(w, shared, read)
		}},
		{"annodis", func(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading) error {
			return Annodis(w, shared, read)
		}},
		eventPart("offsets", Offsets),
		{"where", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Where(w, shared)
		}},
		{"when", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			_, err := When(w, shared)
			return err
		}},
		{"figures", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Figures(w, shared)
		}},
		eventPart("muc4", MUC4),
		eventPart("case2021", Case2021),
		eventPart("plv", PLV),
		eventPart("petrarch", Petrarch),
		eventPart("hrds", HRDs),
		{"reprint", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Reprints(w, shared)
		}},
		{"linking", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Linking(w, shared)
		}},
		{"weave", Weaving},
		{"scale", func(w io.Writer, _ string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Scale(w, scaleSizes)
		}},
		{"folder", func(w io.Writer, _ string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Folder(w, folderSizes)
		}},
		{million, func(w io.Writer, _ string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Scale(w, slices.Concat(scaleSizes, largeSizes))
		}},
		{"language", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Language(w, shared)
		}},
		{"names", func(w io.Writer, shared string, _ func(recoupe.Dispatch) recoupe.Reading) error {
			return Names(w, shared)
		}},
	}
}

// eventPart is a measurement that reads dispatches and says what it found.
func eventPart(name string, run func(w io.Writer, shared string, read Reader) error) Part {
	return Part{name, func(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading) error {
		return run(w, shared, read)
	}}
}
