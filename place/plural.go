// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"slices"

	"recoupe/gazetteer"
)

// partOf is the population from which a town cannot be one of "the villages of" it.
const partOf = 50_000

// plurals gives the names behind or before a class word in the plural their kind:
//
//	les provinces d'Alep, de Hama et d'Idleb; Hama and Idlib provinces
//	des villages de Hama: of the province, since the town is none
func (r *run) plurals(l *line) {
	for k := range l.toks {
		kind := r.g.value("kinds", r.g.stripClitics(l.toks[k].low, "kinds"))
		if kind == "" {
			continue
		}
		list := r.listAfter(l, k)
		if len(list) == 0 {
			list = r.listBefore(l, k)
		}
		for _, m := range list {
			r.pluralKind(m, kind, len(list))
		}
	}
}

// pluralKind settles what one of n names is that a class word in the plural speaks of.
func (r *run) pluralKind(m *mention, kind string, n int) {
	if m.kind != "" || m.fixed || m.role != "" || len(m.cands) == 0 {
		return
	}
	switch kind {
	case "region", "county", "city":
		if n > 1 && r.mayBe(m, kind) {
			m.kind = kind
		}
	default:
		if first := m.cands[0]; first.Kind == "city" && first.Population >= partOf && r.mayBe(m, "region") {
			m.kind = "region"
		}
	}
}

// mayBe reports whether a name has a reading of a kind; a division may be spelled
// otherwise than the town that it is called after, and is then a reading too.
func (r *run) mayBe(m *mention, kind string) bool {
	if slices.ContainsFunc(m.cands, func(c gazetteer.Match) bool { return c.Kind == kind || kind == "city" && agrees(kind, c.Kind) }) {
		return true
	}
	for _, c := range r.match(m.name) {
		if c.Kind == kind && c.Apart < 0.2 && c.Country == m.cands[0].Country {
			m.cands = append(m.cands, c)
			return true
		}
	}
	return false
}

// listAfter is the list of names that begins right behind token k, with what joins them to it between.
func (r *run) listAfter(l *line, k int) []*mention {
	var out []*mention
	at := k + 1
	for at < len(l.toks) && (r.g.linker(l.toks[at].low) || r.g.article(l.toks[at].low) || r.g.is("prep", l.toks[at].low)) {
		at++
	}
	for _, m := range l.named {
		if len(out) == 0 && m.lo == at || len(out) > 0 && r.listedWith(l, out[len(out)-1], m) {
			out = append(out, m)
		} else if len(out) > 0 {
			break
		}
	}
	return out
}

// listBefore is the list of names that ends right before token k.
func (r *run) listBefore(l *line, k int) []*mention {
	var out []*mention
	for i := len(l.named) - 1; i >= 0; i-- {
		m := l.named[i]
		if len(out) == 0 && m.hi == k-1 || len(out) > 0 && r.listedWith(l, m, out[len(out)-1]) {
			out = append(out, m)
		} else if len(out) > 0 {
			break
		}
	}
	if r.g.lang != "en" || len(out) < 2 {
		return nil
	}
	return out
}
