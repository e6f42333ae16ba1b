// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

// attributes finds whose deed or weapon a noun names: an adjective of a country
// or a noun of a side right before a noun of the class "deed".
//
//	"An Israeli air strike killed": the Israeli army
//	"Government shelling hit the market": the army of the country that the text is about
//
// Such a mention is nobody that a pronoun or a definite noun takes up.
func (v *view) attributes() {
	if !v.parsed || len(v.f.w.deed) == 0 {
		return
	}
	for j := range v.runs {
		k := v.word[j]
		if k < 0 || v.taken[j] || !v.ofDeed(k) || v.runAt(v.runs[j].span.Start) != j {
			continue
		}
		m := v.mention(j, j)
		if v.attribute(&m, j) {
			m.Rule = "attribute"
			v.found = append(v.found, m)
		}
	}
}

// attribute says who the adjective or noun at run j stands for.
func (v *view) attribute(m *Mention, j int) bool {
	if c, n := v.f.demonym(v.runs, j); c != "" && n == 1 {
		return v.generic(m, c, "army")
	}
	for _, key := range v.keysAt(j) {
		for n := range v.f.w.heads[key] {
			h := &v.f.w.heads[key][n]
			switch {
			case len(h.keys) != 1 || h.is("police"):
			case h.is("rebels") || v.f.w.side[key] == "rebels":
				return v.generic(m, v.f.theatre, "rebels")
			case h.is("army") && h.kind == "armed_force" && !h.is("part"), h.is("gov") && h.kind == "government":
				return v.generic(m, v.f.theatre, "army")
			}
		}
	}
	return false
}

// ofDeed: word k stands before and describes a noun of a deed, or one that describes it.
func (v *view) ofDeed(k int) bool {
	for n := 0; n < 2; n++ {
		w := &v.s.Words[k]
		h := w.Head - 1
		if h <= k || w.Base() != "amod" && w.Base() != "compound" && w.Base() != "nmod" || w.Deprel == "nmod:poss" {
			return false
		}
		if v.f.w.deed[plainKey(v.s.Words[h].Lemma)] {
			return true
		}
		k = h
	}
	return false
}

// plainKey is the key of a single word, "" where it has several.
func plainKey(word string) string {
	if ks := keys(word); len(ks) == 1 {
		return ks[0]
	}
	return ""
}
