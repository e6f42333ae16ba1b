// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
)

// judged scores yes or no against hand labels: over all items, and over those
// of which the annotator was sure.
type judged struct{ all, sure ratio }

// add counts one item whose row has a number, a label and "1" where the
// annotator was unsure; yes is the label that should be predicted. A miss is
// told in a comment.
func (j *judged) add(w io.Writer, row map[string]string, predicted bool, yes, what string) {
	gold := row["label"] == yes
	j.all.count(predicted, gold)
	if row["unsure"] != "1" {
		j.sure.count(predicted, gold)
	}
	if predicted != gold {
		fmt.Fprintf(w, "<!-- %s %s: read as %s %v -->\n", row["n"], row["label"], what, predicted)
	}
}

// print writes both figures beside the bar.
func (j *judged) print(w io.Writer, name string, least float64) {
	printBars(w, []bar{{name, j.all.f1(), least, j.all.detail()}, {name + ", sure items", j.sure.f1(), least, j.sure.detail()}})
}
