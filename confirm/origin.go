// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import (
	"cmp"
	"fmt"
	"slices"

	"recoupe"
)

// group is an origin while it is put together: the assertions that depend on one speaker.
type group struct {
	members  []int // in order
	opposite bool
	name     Voice
	links    map[int]Link // member → why it collapsed
}

// group collects assertions into origins: union-find over the edges of the
// rules. Assertions of opposite sign never share one, but for those of the same
// speaker: there the later word stands (revision), and the earlier is kept.
func (w World) group(as []Assertion, links []Link) []group {
	f := newForest(len(as))
	w.voices(as, f)
	for _, l := range links {
		if as[l.A].Opposite == as[l.B].Opposite && as[l.A].Foreign == as[l.B].Foreign {
			f.join(l)
		}
	}
	var out []group
	for _, ms := range f.sets() {
		out = append(out, newGroup(as, ms, f))
	}
	slices.SortStableFunc(out, func(a, b group) int {
		return cmp.Or(flag(allWithdrawn(as, a.members))-flag(allWithdrawn(as, b.members)), flag(b.name.Named)-flag(a.name.Named), flag(a.opposite)-flag(b.opposite), order(&as[a.members[0]], &as[b.members[0]]))
	})
	return out
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// voices joins what depends on one speaker by the voices alone: O1 the same speaker, O3 unspecified agencies, O4
// one body, O5 anonymous voices.
func (w World) voices(as []Assertion, f *forest) {
	type key struct {
		id       string
		opposite bool
	}
	first := map[key]int{}
	var kept []int // the first assertion of every voice and sign
	for i := range as {
		v := &as[i].Voice
		k := key{v.ID, as[i].Opposite}
		if v.Anonymous {
			k.id = anonymous
		}
		j, ok := first[k]
		if !ok {
			first[k] = i
			kept = append(kept, i)
			continue
		}
		f.join(sameVoice(as, j, i))
	}
	for n, i := range kept {
		for _, j := range kept[:n] {
			if l, ok := w.oneSpeaker(as, j, i); ok {
				f.join(l)
			}
		}
	}
	w.besideNamed(as, f)
}

// anonymous is the key of all voices of which only the kind is given.
const anonymous = "?"

func sameVoice(as []Assertion, i, j int) Link {
	switch v := &as[i].Voice; {
	case v.Anonymous:
		return Link{i, j, "O5", "anonymous sources are not counted apart"}
	case v.Agencies:
		return Link{i, j, "O3", "unspecified agencies"}
	case v.Own:
		return Link{i, j, "O1", "same publisher in its own voice"}
	default:
		return Link{i, j, "O1", "same source: " + v.Name}
	}
}

// oneSpeaker joins two named voices: one speaker that says both, or two organs of one body that say the same.
func (w World) oneSpeaker(as []Assertion, i, j int) (Link, bool) {
	a, b := &as[i], &as[j]
	switch {
	case !a.Voice.Named || !b.Voice.Named:
		return Link{}, false
	case a.Voice.ID == b.Voice.ID:
		return sameVoice(as, i, j), true
	case a.Opposite == b.Opposite && w.Register.SameBody(a.Voice.ID, b.Voice.ID, a.Said):
		return Link{i, j, "O4", fmt.Sprintf("same institution: %s, %s", a.Voice.Name, b.Voice.Name)}, true
	}
	return Link{}, false
}

// besideNamed joins an anonymous voice to a named one of its side in the same text.
func (w World) besideNamed(as []Assertion, f *forest) {
	for i := range as {
		if !as[i].Voice.Anonymous {
			continue
		}
		for j := range as {
			b := &as[j]
			if b.Voice.Named && b.Document == as[i].Document && b.Opposite == as[i].Opposite && as[i].Voice.Camp != "" && as[i].Voice.Camp == w.camp(b.Voice.ID, b.Said) {
				f.join(Link{min(i, j), max(i, j), "O5", "anonymous source beside a named one of its side in the same text"})
			}
		}
	}
}

// newGroup names a set: by its earliest nameable speaker. The sign is that of its latest live word.
func newGroup(as []Assertion, ms []int, f *forest) group {
	slices.SortFunc(ms, func(i, j int) int { return order(&as[i], &as[j]) })
	g := group{members: ms, links: map[int]Link{}, name: as[ms[0]].Voice}
	for _, m := range ms {
		if as[m].Voice.Named {
			g.name = as[m].Voice
			break
		}
	}
	for _, m := range ms {
		if as[m].Withdrawn == "" || allWithdrawn(as, ms) {
			g.opposite = as[m].Opposite
		}
		if l, ok := f.why[m]; ok {
			g.links[m] = l
		}
	}
	return g
}

func allWithdrawn(as []Assertion, ms []int) bool {
	return !slices.ContainsFunc(ms, func(m int) bool { return as[m].Withdrawn == "" })
}

// origin writes a group in the program's words. Claims are the speaker's words that stand by themselves:
// the first, and later ones of it that no copy explains; the rest collapsed, each with its rule.
func (w World) origin(as []Assertion, g group, c circumstances) recoupe.Origin {
	o := recoupe.Origin{Name: g.name.Name, Named: g.name.Named, Against: g.opposite, Withdrawn: allWithdrawn(as, g.members)}
	if g.name.Named {
		o.Source = g.name.ID
	}
	for n, m := range g.members {
		a := &as[m]
		if l, ok := g.links[m]; ok && n > 0 {
			o.Collapsed = append(o.Collapsed, recoupe.Collapse{Claim: a.Ref, Rule: l.Rule, Why: l.Why})
		} else {
			o.Claims = append(o.Claims, a.Ref)
		}
		if a.Said.IsZero() {
			continue
		}
		if o.First.IsZero() || a.Said.Before(o.First) {
			o.First = a.Said
		}
		if a.Said.After(o.Last) {
			o.Last = a.Said
		}
	}
	if !g.name.Named {
		o.Role, o.Access = "unknown", "relayed"
		return o
	}
	on := as[g.members[0]].Said
	o.Role = w.Register.RoleTowards(g.name.ID, c.camps, on)
	if g.name.Reporter && o.Role == "unknown" {
		o.Role = "press"
	}
	o.Interest = c.interest(w, g.name.ID, on)
	o.Access = w.access(as, g, c, o.Role)
	return o
}

// access: a side speaks of its own acts first-hand, pictures are first-hand for what is seen, monitors compile, others relay.
func (w World) access(as []Assertion, g group, c circumstances, role string) string {
	camp := w.camp(g.name.ID, as[g.members[0]].Said)
	switch {
	case slices.ContainsFunc(g.members, func(m int) bool { return as[m].Voice.Shows || as[m].Voice.Reporter }):
		return "first_hand"
	case camp != "" && slices.Contains(c.acting, camp):
		return "first_hand"
	case role == "monitor":
		return "compiled"
	}
	return "relayed"
}

// forest is union-find that keeps for every joined element the edge that joined it.
type forest struct {
	up  []int
	why map[int]Link
}

func newForest(n int) *forest {
	f := &forest{up: make([]int, n), why: map[int]Link{}}
	for i := range f.up {
		f.up[i] = i
	}
	return f
}

func (f *forest) find(i int) int {
	for f.up[i] != i {
		f.up[i] = f.up[f.up[i]]
		i = f.up[i]
	}
	return i
}

func (f *forest) join(l Link) {
	later := max(l.A, l.B)
	if _, ok := f.why[later]; !ok {
		f.why[later] = l
	}
	a, b := f.find(l.A), f.find(l.B)
	f.up[max(a, b)] = min(a, b)
}

func (f *forest) sets() [][]int {
	at := map[int]int{}
	var out [][]int
	for i := range f.up {
		r := f.find(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}
