// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"strconv"
	"strings"
)

// distance reads "à environ 10 km", "some 15 miles", "à une vingtaine de
// kilomètres", "à moins de 5 km", "three hours" that ends right before token j.
func (r *run) distance(l *line, j int) *relation {
	if j < 1 {
		return nil
	}
	rel := &relation{name: "distance_from"}
	if n := r.g.value("dual", l.toks[j-1].low); n != "" {
		rel.lo, rel.written = j-1, n
		var hours bool
		if n, hours = strings.CutSuffix(n, "h"); hours {
			rel.name, rel.hours = "travel_time", true
		}
		rel.km, _ = number(n)
	} else if !r.measure(l, j, rel) {
		return nil
	}
	for again := true; again && rel.lo > 0; {
		again = false
		for _, class := range []string{"about", "less", "more"} {
			if lo, ok := r.phraseBefore(l, rel.lo, class); ok {
				rel.lo, again = lo, true
				if class == "about" {
					rel.about = true
				} else {
					rel.bound = class
				}
			}
		}
	}
	r.distancePrefix(l, rel)
	return rel
}

// distancePrefix takes in "à", "at", على بعد, and notes a verb after which the
// mover stands at the distance or beyond it: "repoussés à 10 km de".
func (r *run) distancePrefix(l *line, rel *relation) {
	for rel.lo > 0 {
		if low := l.toks[rel.lo-1].low; !r.g.is("distance", low) {
			break
		}
		rel.lo--
	}
	for k := rel.lo - 1; k >= 0 && k >= rel.lo-6; k-- {
		if r.g.is("beyond", l.toks[k].low) || r.g.is("beyond", l.toks[k].lemma) {
			rel.beyond = true
		}
	}
}

// phraseBefore finds a phrase of a class that ends right before token j, the linker
// after it ("moins de") included.
func (r *run) phraseBefore(l *line, j int, class string) (int, bool) {
	k := j
	if k > 0 && r.g.linker(l.toks[k-1].low) {
		k--
	}
	best, found := r.longestOf(l, j, class)
	if lo, ok := r.longestOf(l, k, class); ok && lo < best {
		return lo, true
	}
	return best, found
}

// measure reads the number and unit that end right before token j.
func (r *run) measure(l *line, j int, rel *relation) bool {
	unit := r.g.value("unit", l.toks[j-1].low)
	if unit == "" {
		return false
	}
	k := j - 2
	if k > 0 && (r.g.linker(l.toks[k].low) || l.toks[k].low == "-") {
		k--
	}
	if k < 0 {
		return false
	}
	n, ok := number(l.toks[k].low)
	rel.written, rel.lo = l.toks[k].form, k
	if !ok {
		if n, ok = r.numberWord(l, k, rel); !ok {
			return false
		}
	}
	if f, hours := strings.CutSuffix(unit, "h"); hours {
		rel.name, rel.hours, rel.km = "travel_time", true, n
		if f == "1/60" {
			rel.km = n / 60
		}
		return true
	}
	f, err := strconv.ParseFloat(unit, 64)
	rel.km = n * f
	return err == nil
}

// numberWord reads "vingt", "une vingtaine de", "a dozen": the latter are about.
func (r *run) numberWord(l *line, k int, rel *relation) (float64, bool) {
	word := l.toks[k].low
	value := r.g.value("num", word)
	if d := r.g.value("dozen", word); d != "" {
		value, rel.about = d, true
		if k > 0 && r.g.value("num", l.toks[k-1].low) != "" || k > 0 && l.toks[k-1].low == "a" {
			rel.lo--
		}
	}
	rel.written = value
	return number(value)
}
