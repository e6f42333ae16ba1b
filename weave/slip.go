// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"recoupe"
	"recoupe/link"
)

// A slip is a word that one copy of a sentence has otherwise than its siblings: Hamas for Hama, 100 km for 10, last
// year's date. The text keeps it; what is woven is what the siblings say, and the event shows both.

// asRead is a claim with a slip as it stands in its text.
type asRead struct {
	Claim  recoupe.Claim
	Item   link.Item
	Drifts []recoupe.Drift
}

// read is a claim as it stands in its text, whatever its siblings say.
func (x *said) read() (*recoupe.Claim, *link.Item) {
	if x.asRead != nil {
		return &x.asRead.Claim, &x.asRead.Item
	}
	return x.claim, &x.Item
}

// slip is one word in the place of another, seen from the copy that may have it wrong.
type slip struct {
	at            int // which word of the claim
	slot          string
	was, became   string
	like          *said // the first sibling that has the other word
	likely        bool  // it looks like a slip of the hand by itself
	here, there   int   // copies that have the one word and the other
	before, after bool  // copies printed before and after have the other
	upstream      bool  // this text took the sentence from one that has the other
}

// together is how far apart copies may be printed of which one corrects the slips of another: what is printed again
// on another day may be another day's news in the same words.
const together = 24 * time.Hour

// siblings are the copies of a claim that can tell a slip in it, in order: by the same speaker or one that is not named,
// of the same sign, printed within a day.
func (w *Weaver) siblings(x *said) []*said {
	var out []*said
	for _, p := range x.pairs {
		if y := w.claim(p.other); alike(x, y) {
			out = append(out, y)
		}
	}
	slices.SortFunc(out, order)
	return out
}

func alike(x, y *said) bool {
	if x.opposite != y.opposite || x.voice.Named && y.voice.Named && x.voice.ID != y.voice.ID {
		return false
	}
	return x.doc.said.IsZero() || y.doc.said.IsZero() || x.doc.said.Sub(y.doc.said).Abs() <= together
}

// slips are the words of a claim that are slips. One that looks like a slip of the hand is one where more copies have
// the other word, or as many and this text was taken from one of them or is the later. Any other word is one only where
// two copies at least have the other and go on having it.
func (w *Weaver) slips(x *said, siblings []*said) []slip {
	c, _ := x.read()
	var out []slip
	for _, y := range siblings {
		d, _ := y.read()
		for _, s := range differences(c, d) {
			k := slices.IndexFunc(out, func(o slip) bool { return o.at == s.at && fold(o.was) == fold(s.was) })
			if k < 0 {
				k, s.like, s.here = len(out), y, 1
				out = append(out, s)
			}
			out[k].count(x, y)
		}
	}
	for k := range out {
		for _, y := range siblings {
			if d, _ := y.read(); has(d.Text, out[k].at, out[k].became) {
				out[k].here++
			}
		}
	}
	return slices.DeleteFunc(out, func(s slip) bool { return !s.certain(x) })
}

// count takes a sibling in that has the other word.
func (s *slip) count(x, y *said) {
	s.there++
	s.before = s.before || !y.doc.said.After(x.doc.said)
	s.after = s.after || !y.doc.said.Before(x.doc.said)
	s.upstream = s.upstream || slices.ContainsFunc(x.pairs, func(p pair) bool { return p.other == y.No && p.taken })
}

func (s *slip) certain(x *said) bool {
	if !s.likely {
		return s.there > s.here && s.there > 1 && s.before && s.after
	}
	return s.there > s.here || s.there == s.here && (s.upstream || order(s.like, x) < 0 && !took(s.like, x))
}

// took says that y's text took from x's.
func took(y, x *said) bool {
	return slices.ContainsFunc(y.pairs, func(p pair) bool { return p.other == x.No && p.taken })
}

// Claims are compared word by word where they are long enough and almost the same.
const (
	leastWords = 6
	mostOther  = 2
)

// differences are the words of a that b has otherwise and that fill a slot: a town, a distance, a number, a year.
func differences(a, b *recoupe.Claim) []slip {
	if a.Text == b.Text {
		return nil
	}
	xs, ys := strings.Fields(a.Text), strings.Fields(b.Text)
	if len(xs) != len(ys) || len(xs) < leastWords {
		return nil
	}
	var out []slip
	n := 0
	for i := range xs {
		x, y := bare(xs[i]), bare(ys[i])
		if fold(x) == fold(y) {
			continue
		}
		if n++; n > mostOther {
			return nil
		}
		if slot, likely := slotOf(a, b, x, y); slot != "" {
			out = append(out, slip{at: i, slot: slot, was: y, became: x, likely: likely})
		}
	}
	return out
}

func has(text string, at int, word string) bool {
	ws := strings.Fields(text)
	return at < len(ws) && fold(bare(ws[at])) == fold(word)
}

// bare takes the marks off a word.
func bare(w string) string {
	return strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// slotOf says what the word y fills in the claim b that a has x for, and whether x looks like a slip of the hand.
func slotOf(a, b *recoupe.Claim, x, y string) (slot string, likely bool) {
	m, n := digits(x), digits(y)
	switch {
	case (m == "") != (n == ""):
		return "", false
	case m != "":
		return number(a, b, m, n, y)
	}
	i := slices.IndexFunc(b.Places, func(p recoupe.Place) bool { return p.Role == "" && speaks(p.Text, y) })
	if i < 0 || slices.ContainsFunc(a.Places, func(p recoupe.Place) bool { return p.ID != "" && p.ID == b.Places[i].ID }) {
		return "", false
	}
	return "place", misspelt(fold(x), fold(y))
}

// number tells a year of the same day, a distance from the same place, and another count.
func number(a, b *recoupe.Claim, m, n, y string) (slot string, likely bool) {
	if s, t := a.Time, b.Time; s != nil && t != nil && len(m) == 4 && speaks(t.Text, y) && !s.Start.Equal(t.Start) && sameDay(s.Start, t.Start) {
		return "time", true
	}
	far := func(p recoupe.Place) bool { return p.Distance != nil && speaks(p.Text, y) }
	if i := slices.IndexFunc(b.Places, far); i >= 0 && slices.ContainsFunc(a.Places, func(p recoupe.Place) bool { return p.Distance != nil && p.ID == b.Places[i].ID }) {
		return "distance", mistyped(m, n)
	}
	if slices.ContainsFunc(b.Figures, func(f recoupe.Figure) bool { return speaks(f.Text, y) }) && len(a.Figures) == len(b.Figures) {
		return "figure", mistyped(m, n)
	}
	return "", false
}

// sameDay: one day of two years.
func sameDay(a, b time.Time) bool {
	return !a.IsZero() && a.Year() != b.Year() && a.Month() == b.Month() && a.Day() == b.Day()
}

// speaks says that a word stands in a phrase.
func speaks(phrase, word string) bool {
	return slices.ContainsFunc(strings.Fields(phrase), func(w string) bool { return fold(bare(w)) == fold(word) })
}
