// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// Event weighs the assertions of one event, and lists the contradictions inside it. Foreign assertions only count
// against it.
func (w World) Event(as []Assertion, links []Link) (recoupe.Event, []recoupe.Contradiction) {
	as, links = sorted(w.fair(as), links)
	negated := normalise(as)
	c := circumstancesOf(as)
	e := recoupe.Event{ID: ID(as), Type: commonType(as)}
	b := &bench{w: w, on: first(as)}
	groups := w.group(as, links)
	inside := w.within(as, groups)
	for _, g := range groups {
		o := w.origin(as, g, c)
		e.Origins = append(e.Origins, o)
		b.seat(as, g, o)
	}
	v := b.judge()
	e.State, e.Support, e.Missing, e.Credibility = v.state, v.support, v.missing, v.credibility
	e.Named = len(b.for_)
	for _, a := range as {
		// Of a claim that several speakers make together there are several assertions, one behind the other.
		if !a.Foreign && (len(e.Claims) == 0 || e.Claims[len(e.Claims)-1] != a.Ref) {
			e.Claims = append(e.Claims, a.Ref)
		}
	}
	e.Publications = publications(as)
	e.Places, e.Time = places(as), interval(as)
	e.Figures = w.figures(as, groups, e.Origins)
	e.Modifiers = append(hedges(as, b), v.modifiers...)
	if negated {
		e.Modifiers = append(e.Modifiers, "negated")
	}
	if slices.ContainsFunc(links, func(l Link) bool { return drifted(as, l) }) {
		e.Modifiers = append(e.Modifiers, "drift")
	}
	if e.Drifts = driftsOf(as); len(e.Drifts) > 0 {
		e.Modifiers = append(e.Modifiers, "copy_error")
	}
	e.Modifiers = append(e.Modifiers, checks(as)...)
	if inconsistent(e.Figures) {
		e.Modifiers = append(e.Modifiers, "figures_inconsistent")
	}
	b.partial(&e, as)
	slices.Sort(e.Modifiers)
	e.Modifiers = slices.Compact(e.Modifiers)
	return e, inside
}

// fair drops what another event says against this one where its speaker says both: nobody contradicts himself
// across events, he speaks of two things.
func (w World) fair(as []Assertion) []Assertion {
	return slices.DeleteFunc(slices.Clone(as), func(f Assertion) bool {
		return f.Foreign && slices.ContainsFunc(as, func(a Assertion) bool {
			return !a.Foreign && !a.Opposite && a.Withdrawn == "" && (a.Voice.ID == f.Voice.ID || w.Register.SameBody(a.Voice.ID, f.Voice.ID, a.Said))
		})
	})
}

// sorted brings the assertions in order and the links after them.
func sorted(as []Assertion, links []Link) ([]Assertion, []Link) {
	index := make([]int, len(as))
	for i := range index {
		index[i] = i
	}
	slices.SortFunc(index, func(i, j int) int { return cmp.Or(flag(as[i].Foreign)-flag(as[j].Foreign), order(&as[i], &as[j])) })
	out, back := make([]Assertion, len(as)), make([]int, len(as))
	for to, from := range index {
		out[to], back[from] = as[from], to
	}
	ls := make([]Link, len(links))
	for i, l := range links {
		ls[i] = Link{back[l.A], back[l.B], l.Rule, l.Why}
	}
	slices.SortFunc(ls, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.Rule, b.Rule))
	})
	return out, ls
}

// normalise turns an event around of which only the opposite is asserted: "not taken" is then what is confirmed.
func normalise(as []Assertion) bool {
	for i := range as {
		if !as[i].Foreign && !as[i].Opposite {
			return false
		}
	}
	for i := range as {
		if !as[i].Foreign {
			as[i].Opposite = !as[i].Opposite
		}
	}
	return len(as) > 0
}

// ID names an event after the claim that opened it: its dispatch and where the word stands that carries it.
// It does not depend on later claims, and survives a new numbering of claims.
func ID(as []Assertion) string {
	a := as[0]
	at := recoupe.Hull(a.Claim.Trigger.Spans)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", a.Ref.Dispatch, a.Claim.Event, at.Start))
	return "e" + hex.EncodeToString(sum[:6])
}

func first(as []Assertion) time.Time {
	for _, a := range as {
		if !a.Said.IsZero() {
			return a.Said
		}
	}
	return time.Time{}
}

// commonType is the type of most claims, the first of those that are as frequent.
func commonType(as []Assertion) string {
	n := map[string]int{}
	best := ""
	for _, a := range as {
		if !a.Foreign {
			n[a.Claim.Event]++
		}
	}
	for _, a := range as {
		if t := a.Claim.Event; !a.Foreign && n[t] > n[best] {
			best = t
		}
	}
	return best
}

// seat puts an origin on its bench.
func (b *bench) seat(as []Assertion, g group, o recoupe.Origin) {
	foreign := as[g.members[0]].Foreign
	if !foreign && !g.opposite {
		b.ever++
		if !o.Withdrawn {
			b.live++
		}
	}
	switch {
	case o.Withdrawn:
	case !g.opposite && !foreign && o.Named:
		b.for_ = append(b.for_, o)
	case g.opposite && o.Named:
		b.against = append(b.against, contrary{Origin: o, alternative: foreign, late: early(as, g)})
	case g.opposite:
		b.unnamed = true
	}
}

// early says that the contrary words were spoken before the event can have begun.
func early(as []Assertion, g group) bool {
	var begun time.Time
	for _, a := range as {
		if !a.Foreign && !a.Opposite && a.Claim.Time != nil && !a.Claim.Time.Start.IsZero() && (begun.IsZero() || a.Claim.Time.Start.Before(begun)) {
			begun = a.Claim.Time.Start
		}
	}
	if begun.IsZero() {
		return false
	}
	return !slices.ContainsFunc(g.members, func(m int) bool { return as[m].Said.IsZero() || !as[m].Said.Before(begun) })
}

func publications(as []Assertion) int {
	live, all := map[string]bool{}, map[string]bool{}
	for _, a := range as {
		if a.Foreign {
			continue
		}
		all[a.Document] = true
		if a.Withdrawn == "" {
			live[a.Document] = true
		}
	}
	if len(live) == 0 {
		return len(all)
	}
	return len(live)
}

// hedges: all or some of the supporting words of named origins are not vouched for.
func hedges(as []Assertion, b *bench) []string {
	n, hedged := 0, 0
	for _, a := range as {
		if a.Foreign || a.Opposite || a.Withdrawn != "" {
			continue
		}
		n++
		if a.Hedged {
			hedged++
		}
	}
	switch {
	case hedged == 0:
		return nil
	case hedged == n:
		return []string{"hedged"}
	}
	return []string{"partly_hedged"}
}

// partial marks an event that is confirmed while its exact place is given by one origin alone.
func (b *bench) partial(e *recoupe.Event, as []Assertion) {
	if e.Support != recoupe.Corroborated && e.Support != recoupe.OneSided {
		return
	}
	var by []string
	for _, o := range b.for_ {
		refs := slices.Concat(o.Claims, refsOf(o.Collapsed))
		if slices.ContainsFunc(as, func(a Assertion) bool { return !a.Foreign && slices.Contains(refs, a.Ref) && exact(a.Claim) }) {
			by = append(by, o.Name)
		}
	}
	if len(by) == 1 {
		e.Modifiers = append(e.Modifiers, "partial")
		e.Missing = append(e.Missing, "the exact place is given by "+by[0]+" alone")
	}
}

// drifted: a copy names another speaker, is surer, or gives other numbers than the text that it copies.
func drifted(as []Assertion, l Link) bool {
	a, b := &as[l.A], &as[l.B]
	if l.Rule != "O2" {
		return false
	}
	if a.Voice.ID != b.Voice.ID && (!a.Voice.Own || !b.Voice.Own) || a.Hedged != b.Hedged {
		return true
	}
	return !slices.EqualFunc(a.Claim.Figures, b.Claim.Figures, func(x, y recoupe.Figure) bool {
		return equal(x.Low, y.Low) && equal(x.High, y.High)
	})
}

func equal(x, y *float64) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }

func refsOf(cs []recoupe.Collapse) []recoupe.ClaimRef {
	out := make([]recoupe.ClaimRef, len(cs))
	for i, c := range cs {
		out[i] = c.Claim
	}
	return out
}

// exact says that a claim has a place of its own.
func exact(c *recoupe.Claim) bool {
	return slices.ContainsFunc(c.Places, func(p recoupe.Place) bool { return p.Role == "" && p.ID != "" })
}

// places lists the different places of an event in the order in which they were given.
func places(as []Assertion) []recoupe.Place {
	var out []recoupe.Place
	seen := map[string]bool{}
	for _, a := range as {
		if a.Foreign {
			continue
		}
		for _, p := range a.Claim.Places {
			if k := placeKey(p); p.Role == "" && !seen[k] {
				seen[k] = true
				out = append(out, p)
			}
		}
	}
	return out
}

func placeKey(p recoupe.Place) string {
	id := p.ID
	if id == "" {
		id = p.Text
	}
	d := ""
	if p.Distance != nil {
		d = fmt.Sprint(*p.Distance)
	}
	return fmt.Sprint(id, p.Relation, strings.Join(p.Directions, ","), d, p.Count)
}

// interval is the common part of the stated times, or their hull where there is none.
func interval(as []Assertion) *recoupe.Interval {
	var common, hull *recoupe.Interval
	for _, a := range as {
		t := a.Claim.Time
		if a.Foreign || t == nil || t.Start.IsZero() || t.End.IsZero() {
			continue
		}
		if hull == nil {
			x, y := *t, *t
			common, hull = &x, &y
			continue
		}
		if t.Start.Before(hull.Start) {
			hull.Start = t.Start
		}
		if t.End.After(hull.End) {
			hull.End = t.End
		}
		if common != nil {
			if t.Start.After(common.Start) {
				common.Start, common.Mention = t.Start, t.Mention
			}
			if t.End.Before(common.End) {
				common.End, common.Mention = t.End, t.Mention
			}
			if !common.Start.Before(common.End) {
				common = nil
			}
		}
	}
	if common != nil {
		return common
	}
	if hull != nil {
		hull.Flags = append(slices.Clone(hull.Flags), "hull")
	}
	return hull
}
