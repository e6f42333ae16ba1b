// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"embed"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"recoupe/reprint"
)

// reprintLabels are our own judgements of pairs, by the ids of texts that may not be copied here.
//
//go:embed reprint_labels.tsv
var reprintLabels embed.FS

// Reprints finds the copies among all texts of the material and compares with our labels of candidate pairs.
func Reprints(w io.Writer, shared string) error {
	x := reprint.New(reprint.Defaults())
	n := 0
	for _, set := range []struct {
		pattern string
		add     func(string) error
	}{
		{"airwars_texts.*.jsonl.gz", func(name string) error {
			return decodeLines(name, func(t airwarsText) {
				n++
				x.Add(reprint.Doc{ID: t.Doc, Publisher: t.Publisher, Text: t.Text, Published: t.printed()})
			})
		}},
		{"gva_texts.*.jsonl.gz", func(name string) error {
			return decodeLines(name, func(t gvaText) {
				n++
				x.Add(reprint.Doc{ID: t.Doc, Publisher: hostOf(t.URL), Text: t.Text, Published: t.printed()})
			})
		}},
	} {
		names, _ := filepath.Glob(filepath.Join(shared, "data/linking", set.pattern))
		for _, name := range names {
			if err := set.add(name); err != nil {
				return err
			}
		}
	}
	labels, err := pairLabels()
	if err != nil {
		return err
	}
	tp, fp, fn, tn := 0, 0, 0, 0
	for _, l := range labels {
		if !x.Has(l.a) || !x.Has(l.b) {
			continue
		}
		switch found := reuses(x, l.a, l.b); {
		case found && l.settled == copiedLabel:
			tp++
		case found:
			fp++
		case l.settled == copiedLabel:
			fn++
		default:
			tn++
		}
	}
	if tp+fn == 0 {
		fmt.Fprintln(w, "\nReprints: the material is not here.")
		return nil
	}
	g := Grade{float64(tp) / float64(max(1, tp+fp)), float64(tp) / float64(tp+fn)}
	fmt.Fprintf(w, "\n### Reprints: candidate pairs with our labels, among %d texts\n\n| pairs | copied | found P / R / F | bar |\n|---|---|---|---|\n| %d | %d | %s | .90 |\n", n, tp+fp+fn+tn, tp+fn, g)
	k, alike := kappa(labels)
	fmt.Fprintf(w, "\nThe two readers agree on %d of %d pairs, kappa **%.3f**.\n", alike, len(labels), k)
	return nil
}

func reuses(x *reprint.Index, a, b string) bool {
	for _, u := range x.Of(a) {
		if u.A == b || u.B == b {
			return true
		}
	}
	return false
}

// copiedLabel says that one text of a pair has a passage of the other, or both of a third.
const copiedLabel = "copied"

// pairLabel is a pair of texts with what two readers said of it, and what was settled.
type pairLabel struct{ a, b, first, second, settled string }

// pairLabels reads the labels: two ids and three judgements.
func pairLabels() ([]pairLabel, error) {
	raw, err := reprintLabels.ReadFile("reprint_labels.tsv")
	if err != nil {
		return nil, err
	}
	var out []pairLabel
	for line := range strings.Lines(string(raw)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) == 5 && f[0] != "doc_a" && f[0][0] != '#' {
			out = append(out, pairLabel{f[0], f[1], f[2], f[3], f[4]})
		}
	}
	return out, nil
}

// kappa is how far two readers agree beyond chance (Cohen 1960), with the number of pairs on which they do.
func kappa(labels []pairLabel) (k float64, alike int) {
	var first, second float64
	for _, l := range labels {
		if l.first == l.second {
			alike++
		}
		if l.first == copiedLabel {
			first++
		}
		if l.second == copiedLabel {
			second++
		}
	}
	n := float64(len(labels))
	chance := first/n*second/n + (1-first/n)*(1-second/n)
	return (float64(alike)/n - chance) / (1 - chance), alike
}

// hostOf is the host of the page behind an address of a web archive.
func hostOf(address string) string {
	if at := strings.LastIndex(address, "http"); at > 0 {
		address = address[at:]
	}
	_, rest, _ := strings.Cut(address, "//")
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, ":")
	return strings.TrimPrefix(host, "www.")
}
