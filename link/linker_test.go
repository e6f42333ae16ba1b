// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

// random makes items of two towns over four days.
func random(seed uint64, n int) []Item {
	g := rand.New(rand.NewPCG(seed, 1))
	var out []Item
	for i := range n {
		it := base(nil)
		it.Ref = recoupe.ClaimRef{Dispatch: fmt.Sprintf("d%02d", i), Claim: "c1"}
		it.Said = noon.Add(time.Duration(g.IntN(96)) * time.Hour)
		it.From, it.To = it.Said.Add(-24*time.Hour), it.Said
		if g.IntN(3) == 0 {
			it.From, it.To, it.Stated = it.Said.Add(-6*time.Hour), it.Said.Add(-3*time.Hour), true
		}
		it.Type = []string{"VIO.CLASH", "VIO.SHELLING", "VIO.AIRSTRIKE"}[g.IntN(3)]
		switch g.IntN(5) {
		case 0:
			it.Spots = nil
		case 1:
			it.Spots = []Spot{{ID: "W", Point: recoupe.LonLat{36.2, 35.1}, Km: 12}}
		case 2:
			it.Spots = []Spot{{ID: "R", Point: recoupe.LonLat{36.2, 35.1}, Km: 80, Wide: true}}
		}
		it.Parties = [][]string{{"a", "b"}, {"a"}, nil, {"c"}}[g.IntN(4)]
		out = append(out, it)
	}
	return out
}

// memory keeps nodes in memory; days are put away now and then.
type memory struct {
	*Linker
	nodes []*Node
	by    map[recoupe.ClaimRef]*Node
	days  map[int64][]byte
}

func newMemory() *memory {
	m := &memory{nodes: []*Node{nil}, by: map[recoupe.ClaimRef]*Node{}, days: map[int64][]byte{}}
	m.Linker = New(m)
	return m
}

func (m *memory) Node(no uint32) *Node { return m.nodes[no] }

func (m *memory) Page(key int64) []byte { return m.days[key] }

func (m *memory) Bound(*Node) {}

func (m *memory) add(it Item) {
	n := NewNode(uint32(len(m.nodes)), it, Bonds{})
	m.nodes = append(m.nodes, n)
	m.by[it.Ref] = n
	m.Add(n)
	if len(m.nodes)%20 > 0 {
		return
	}
	m.PutAway(math.MaxUint64, 1000, func(key int64, body []byte) { m.days[key] = body })
}

func (m *memory) remove(ref recoupe.ClaimRef) { m.Remove(m.by[ref]); delete(m.by, ref) }

// groups are the events by their openers.
func (m *memory) groups() map[recoupe.ClaimRef][]recoupe.ClaimRef {
	out := map[recoupe.ClaimRef][]recoupe.ClaimRef{}
	for ref, n := range m.by {
		if n.Root == n.No {
			for _, no := range n.Members {
				out[ref] = append(out[ref], m.nodes[no].Ref)
			}
		}
	}
	return out
}

// TestLinkerOrder: items that come in any order, and items that went again, leave the same events.
func TestLinkerOrder(t *testing.T) {
	for seed := range uint64(20) {
		items := random(seed, 50)
		want := newMemory()
		for _, it := range items {
			want.add(it)
		}
		g := rand.New(rand.NewPCG(seed, 2))
		for range 3 {
			l := newMemory()
			for _, it := range random(seed+100, 12) { // some that go again
				it.Ref.Dispatch = "gone " + it.Ref.Dispatch
				l.add(it)
			}
			order := g.Perm(len(items))
			for _, i := range order {
				l.add(items[i])
			}
			for _, it := range random(seed+100, 12) {
				l.remove(recoupe.ClaimRef{Dispatch: "gone " + it.Ref.Dispatch, Claim: "c1"})
			}
			if d := cmp.Diff(want.groups(), l.groups()); d != "" {
				t.Fatalf("seed %d: (-want +got)\n%s", seed, d)
			}
		}
	}
}

// TestAsunder: what the cheap test parts, the score refuses; and it parts most of what is refused for place or time.
func TestAsunder(t *testing.T) {
	parted, refused := 0, 0
	for seed := range uint64(20) {
		items := random(seed, 40)
		g := rand.New(rand.NewPCG(seed, 4))
		for i := range items {
			for k := range items[i].Spots {
				items[i].Spots[k].Point[0] += g.Float64() * 0.6
			}
		}
		for i := range items {
			for j := range i {
				a, b := NewNode(1, items[i], Bonds{}), NewNode(2, items[j], Bonds{})
				s := Compare(&items[i], &items[j])
				if asunder(a, b) && !s.Refused {
					t.Fatalf("%+v and %+v are parted, but score %v", items[i], items[j], s)
				}
				if s.Why == "places apart" || s.Why == "times apart" {
					refused++
					if asunder(a, b) {
						parted++
					}
				}
			}
		}
	}
	if 10*parted < 9*refused {
		t.Errorf("%d of %d parted", parted, refused)
	}
}

// byTheRule links items as the rule says, all at once: each in its turn joins the best of the events before it.
func byTheRule(items []Item) map[recoupe.ClaimRef]recoupe.ClaimRef {
	items = slices.Clone(items)
	slices.SortFunc(items, func(a, b Item) int { return compare(&a, &b) })
	root := make([]int, len(items))
	out := map[recoupe.ClaimRef]recoupe.ClaimRef{}
	for i := range items {
		sum, count, refused := map[int]float64{}, map[int]float64{}, map[int]bool{}
		for j := range i {
			if !compared(&items[i], &items[j]) {
				continue
			}
			r := root[j]
			s := Compare(&items[i], &items[j])
			sum[r] += s.Total
			count[r]++
			refused[r] = refused[r] || s.Refused || Compare(&items[i], &items[r]).Refused
		}
		root[i] = i
		best := Threshold - 2e-9
		for r := range i {
			if count[r] > 0 && !refused[r] && sum[r]/count[r] > best+1e-9 {
				root[i], best = r, sum[r]/count[r]
			}
		}
		out[items[i].Ref] = items[root[i]].Ref
	}
	return out
}

// compared: of one group of types, within two days of each other, in cells that touch or of which one is anywhere.
func compared(a, b *Item) bool {
	if Group(a.Type) != Group(b.Type) {
		return false
	}
	fa, ta := a.days()
	fb, tb := b.days()
	if fa > tb+2 || fb > ta+2 {
		return false
	}
	for _, c := range a.cells() {
		for _, d := range b.cells() {
			dx, dy := int(c[0])-int(d[0]), int(c[1])-int(d[1])
			if c[0] == nowhere || d[0] == nowhere || dx*dx <= 1 && dy*dy <= 1 {
				return true
			}
		}
	}
	return false
}

// TestLinkerRule: items that come one by one, out of order, end up where the rule puts them all at once.
func TestLinkerRule(t *testing.T) {
	for seed := range uint64(40) {
		items := random(seed, 60)
		g := rand.New(rand.NewPCG(seed, 6))
		for i := range items {
			for k := range items[i].Spots {
				by := g.IntN(3)
				items[i].Spots[k].Point[0] += float64(by) * 0.3
				items[i].Spots[k].ID += strings.Repeat("'", by*g.IntN(2))
			}
		}
		m := newMemory()
		for _, i := range g.Perm(len(items)) {
			m.add(items[i])
		}
		got := map[recoupe.ClaimRef]recoupe.ClaimRef{}
		for ref, n := range m.by {
			got[ref] = m.nodes[n.Root].Ref
		}
		if d := cmp.Diff(byTheRule(items), got); d != "" {
			t.Fatalf("seed %d: (-by the rule +one by one)\n%s", seed, d)
		}
	}
}

func TestPart(t *testing.T) {
	a, b := base(nil), base(func(it *Item) { it.Ref.Dispatch, it.Said = "e", noon.Add(time.Minute) })
	l := newMemory()
	l.add(a)
	l.add(b)
	for _, step := range []struct {
		apart bool
		want  int
	}{{true, 2}, {false, 1}} {
		l.Part(l.by[a.Ref], l.by[b.Ref], step.apart)
		if got := len(l.groups()); got != step.want {
			t.Errorf("apart %v: %d events, want %d", step.apart, got, step.want)
		}
	}
}

// BenchmarkPage brings back a page of some 1,700 nodes, as one group of types has on a day of heavy traffic.
func BenchmarkPage(b *testing.B) {
	g := rand.New(rand.NewPCG(1, 7))
	p := &page{blocks: map[block]*bucket{}}
	for no := range uint32(1700) {
		it := base(nil)
		it.Spots = []Spot{{ID: "W", Point: recoupe.LonLat{20 + 8*g.Float64(), 30 + 8*g.Float64()}, Km: 3}}
		n := NewNode(no+1, it, Bonds{})
		for _, k := range n.filed {
			if p.blocks[k] == nil {
				p.blocks[k] = &bucket{}
			}
			p.blocks[k].nos, p.blocks[k].hints = append(p.blocks[k].nos, n.No), append(p.blocks[k].hints, n.hint())
		}
	}
	body := p.pack()
	for b.Loop() {
		(&page{blocks: map[block]*bucket{}}).unpack(body)
	}
	b.ReportMetric(float64(len(body)), "bytes")
}
