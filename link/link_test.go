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
	"recoupe/lexicon"
)

var noon = time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)

// base is a clash in the invented town V, printed at noon; changed says what else.
func base(changed func(*Item)) Item {
	it := Item{Ref: recoupe.ClaimRef{Dispatch: "d", Claim: "c1"}, Said: noon, Type: "VIO.CLASH", From: noon.Add(-24 * time.Hour), To: noon, Parties: []string{"a", "b"},
		Spots: []Spot{{ID: "V", Point: recoupe.LonLat{36, 35}, Km: 3}}}
	if changed != nil {
		changed(&it)
	}
	return it
}

func TestCompare(t *testing.T) {
	n := func(x float64) *float64 { return &x }
	since := func(count float64, days int, qualifier string) func(*Item) {
		return func(it *Item) {
			it.Type, it.Spots, it.Parties, it.Source, it.Since = "CONS.KILLED", nil, nil, "x", noon.AddDate(0, 0, -days)
			f := recoupe.Figure{Low: n(count), High: n(count), Category: "killed", Unit: "person", Scope: "cumulative", Qualifier: qualifier}
			if qualifier != "" {
				f.High = nil
			}
			it.Figures = []recoupe.Figure{f}
		}
	}
	day := func(d int) func(*Item) {
		return func(it *Item) {
			it.From, it.To, it.Stated = noon.AddDate(0, 0, d).Add(-12*time.Hour), noon.AddDate(0, 0, d).Add(12*time.Hour), true
		}
	}
	both := func(fs ...func(*Item)) func(*Item) {
		return func(it *Item) {
			for _, f := range fs {
				f(it)
			}
		}
	}
	kind := func(s string) func(*Item) { return func(it *Item) { it.Type = s } }
	killed := func(x float64) func(*Item) {
		return func(it *Item) {
			it.Type, it.Figures = "CONS.KILLED", []recoupe.Figure{{Category: "killed", Unit: "person", Low: n(x), High: n(x)}}
		}
	}
	elsewhere := func(it *Item) { it.Spots = []Spot{{ID: "W", Point: recoupe.LonLat{37, 35}, Km: 3}} }
	nearby := func(it *Item) { it.Spots = []Spot{{ID: "W", Point: recoupe.LonLat{36.03, 35}, Km: 3}} }
	set := func(it *Item) {
		it.Type, it.Spots = "CTRL.REGAIN", []Spot{{ID: "V", Point: recoupe.LonLat{36, 35}, Km: 15, Count: 2, Relation: "around"}}
	}
	for _, tt := range []struct {
		name string
		a, b func(*Item)
		one  bool
	}{
		{"the same clash", nil, nil, true},
		{"another kind of event", nil, kind("VIO.IED"), false},
		{"shelling and air strike of one attack", kind("VIO.SHELLING"), kind("VIO.AIRSTRIKE"), true},
		{"two precise places apart", nil, elsewhere, false},
		{"areas that meet", nil, nearby, true},
		{"the same words for another day", day(0), day(2), false},
		{"one day, and the next, which begins where it ends", day(0), day(1), false},
		{"a day, and the moment when it begins", day(0), both(day(0), func(it *Item) { it.To = it.From }), true},
		{"one day, said twice", day(0), day(0), true},
		{"printed three days later, no time given", nil, func(it *Item) { it.From, it.To = noon.AddDate(0, 0, 3).Add(-24*time.Hour), noon.AddDate(0, 0, 3) }, false},
		{"who attacked and who was attacked", both(kind("CTRL.CAPTURE"), func(it *Item) { it.Winner, it.Loser = "a", "b" }), both(kind("CTRL.CAPTURE"), func(it *Item) { it.Winner, it.Loser = "b", "a" }), false},
		{"capture by one, loss by the other", both(kind("CTRL.CAPTURE"), func(it *Item) { it.Winner = "a" }), both(kind("CTRL.LOSS"), func(it *Item) { it.Loser = "b" }), true},
		{"a set of villages and the town that they lie round", set, both(set, func(it *Item) { it.Spots[0].Count, it.Spots[0].Relation = 0, "" }), false},
		{"the same set", set, set, true},
		{"two villages, three villages", set, both(set, func(it *Item) { it.Spots[0].Count = 3 }), false},
		{"one toll", killed(12), killed(12), true},
		{"two tolls", both(killed(300), func(it *Item) { it.Parties = nil }), both(killed(1), func(it *Item) { it.Parties = nil }), false},
		{"at the gates, and not in the town", both(kind("CTRL.ADVANCE"), func(it *Item) { it.Spots[0].Relation = "at_edge_of" }), both(kind("CTRL.ADVANCE"), func(it *Item) { it.Denied = true }), false},
		{"in the town, and not in the town", kind("CTRL.ADVANCE"), both(kind("CTRL.ADVANCE"), func(it *Item) { it.Denied = true }), true},
		{"704 since a day, more than 704 since that day, no place", since(704, 1, ""), since(705, 1, "more_than"), true},
		{"two counts since two days", since(704, 1, ""), since(704, 20, ""), false},
		{"an explicit second one by the same speaker", func(it *Item) { it.Source = "x" }, func(it *Item) { it.Source, it.Again, it.Said = "x", true, noon.Add(time.Hour) }, false},
		{"a launch and what goes on", kind("VIO.OFFENSIVE"), both(kind("VIO.OFFENSIVE"), func(it *Item) { it.Ongoing = true }), false},
		{"two strikes somewhere near one city", both(kind("VIO.AIRSTRIKE"), func(it *Item) { it.Spots[0].Relation, it.Parties, it.Source = "near", nil, "x" }), both(kind("VIO.AIRSTRIKE"), func(it *Item) { it.Spots[0].Relation, it.Source, it.Ref.Dispatch = "near", "y", "e" }), false},
		{"talks of the same parties", func(it *Item) { it.Type, it.Spots = "DIP.CONSULT", nil }, func(it *Item) { it.Type, it.Spots = "DIP.CONSULT", nil }, true},
		{"talks of others", func(it *Item) { it.Type, it.Spots = "DIP.CONSULT", nil }, func(it *Item) { it.Type, it.Spots, it.Parties = "DIP.CONSULT", nil, []string{"c", "d"} }, false},
	} {
		a, b := base(tt.a), base(tt.b)
		x, y := Compare(&a, &b), Compare(&b, &a)
		if got := !x.Refused && x.Total >= Threshold; got != tt.one {
			t.Errorf("%s: one event is %v, want %v: %+v", tt.name, got, tt.one, x)
		}
		if x.Total != y.Total && max(x.Total-y.Total, y.Total-x.Total) > 1e-9 || x.Refused != y.Refused {
			t.Errorf("%s: %v one way, %v the other", tt.name, x, y)
		}
	}
}

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

func (m *memory) Node(no uint32) *Node  { return m.nodes[no] }
func (m *memory) Page(key int64) []byte { return m.days[key] }
func (m *memory) Bound(*Node)           {}

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

// TestKinds: the table of occurrences knows every type that the tables of triggers give.
func TestKinds(t *testing.T) {
	for _, l := range []string{"fr", "en", "ar"} {
		rows, err := lexicon.Table(l + "/triggers.txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if len(r) < 3 || !strings.Contains(r[2], ".") {
				continue
			}
			if kind, _, _ := strings.Cut(r[2], "/"); Group(kind) == "" {
				t.Errorf("%s: %s of %q has no group", l, r[2], r[0])
			}
		}
	}
	if Group("VIO.NONE") != "" {
		t.Error("a type that is not there has a group")
	}
}

func TestAgain(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "another strike hit the bridge", true},
		{"en", "a strike hit the bridge", false},
		{"fr", "l'aviation a de nouveau frappé le pont", true},
		{"fr", "l'aviation a frappé le Pont-Neuf", false},
		{"ar", "غارة أخرى على الجسر", true},
		{"ar", "غارة على الجسر", false},
	} {
		if got := Again(tt.text, tt.lang); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestStories(t *testing.T) {
	filler := []string{"The council met about the harvest festival and the new bus line on Tuesday evening.", "A storm closed the mountain road for two days.", "Swimmers from five clubs met at the lake for the spring race.", "The library opens a reading room for children next month.", "Bakers in the old quarter raised the price of bread again.", "The museum shows coins from a wreck found last summer."}
	texts := []Text{
		{ID: "a", Title: "Teenager wounded at Brindle Park", Body: "A teenager, Orso Vantreuil, was wounded when shots were fired at Brindle Park on Friday night, officers said.", Lang: "en", Printed: noon},
		{ID: "b", Title: "Shots fired in Brindle Park", Body: "Officers are looking for whoever wounded Orso Vantreuil, 17, in Brindle Park late on Friday.", Lang: "en", Printed: noon.AddDate(0, 0, 1)},
		{ID: "c", Title: "Rifle goes off in Quellmark", Body: "A hunter from Quellmark hurt his foot when his rifle went off while he cleaned it.", Lang: "en", Printed: noon.AddDate(0, 0, 1)},
	}
	for i, s := range filler {
		for k := range 40 {
			texts = append(texts, Text{ID: fmt.Sprintf("f%d-%d", i, k), Title: fmt.Sprintf("Item %c", 'p'+i), Body: s + fmt.Sprintf(" Edition %c%c.", 'a'+i, 'a'+k%26), Lang: "en", Printed: noon.AddDate(0, 0, 30*i)})
		}
	}
	got := Stories(texts)
	if !slices.ContainsFunc(got, func(g []int) bool { return slices.Equal(g, []int{0, 1}) }) {
		t.Errorf("a and b are not one story, or not alone: %v", got)
	}
}

func TestDays(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"published 2024-05-06", "2024-05-06"},
		{"on 6/5/2024 in the morning", "2024-05-06"},
		{"May 6, 2024 · Shared", "2024-05-06"},
		{"الاثنين 6 أيار 2024", "2024-05-06"},
		{"le 6 mai 2024", "2024-05-06"},
		{"6 تشرين الثاني 2024", "2024-11-06"},
		{"call 2024-555-0199", "0001-01-01"},
		{"room 13 of 2024", "0001-01-01"},
	} {
		if got := FirstDate(tt.text).Format(time.DateOnly); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestJoinLetters(t *testing.T) {
	for in, want := range map[string]string{"قـ.ـصف": "قصف", "قسـد": "قسد", "plain text": "plain text", "نهايةـ كلمة": "نهاية كلمة"} {
		if got := joinLetters(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestUnglue(t *testing.T) {
	for in, want := range map[string]string{
		"accountMarch 8, 2025": "account March 8, 2025", "بلدة8:38 PM": "بلدة 8:38 PM", "الشحيلAll reactions": "الشحيل All reactions",
		"Shared with Publicقصف": "Shared with Public قصف", "A1 and T72": "A1 and T72", "قصف مدفعي": "قصف مدفعي", "NATO": "NATO",
	} {
		if got := unglue(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestSerials: numbers in addresses, by host and section, and what is none.
func TestSerials(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"https://www.paper.example/en/220936/?fbclid=IwAR0123456789", "220936 paper.example en"},
		{"https://paper.example/news/article/139296/", "139296 paper.example "},
		{"https://paper.example/?p=251506&lang=ar", "251506 paper.example p="},
		{"https://social.example/page/posts/pfbid02kaW4qumPtw4mDRMF4QV2pqNeub1s2ZrJ", "none"},
		{"https://paper.example/a-town-in-the-north", "none"},
		{"not an address 123456", "none"},
		{"", "none"},
	} {
		got := "none"
		if s, ok := serialOf(tt.address); ok {
			got = fmt.Sprintf("%d %s", s.n, s.host)
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.address, got, tt.want)
		}
	}
}

// dayOf is a day since 1970.
func dayOf(s string) int {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return ordinal(d)
}

// TestBelieve: a text without a date is of the day that it names; the weekday says of which year, the number in the
// address narrows it further, and what stands far down counts for little.
func TestBelieve(t *testing.T) {
	var texts []sketch
	add := func(id, address, body, printed string) {
		x := Text{ID: id, Body: body, Address: address}
		if printed != "" {
			x.Printed = time.Unix(int64(dayOf(printed))*86400, 0).UTC()
		}
		s, _ := newSketch(&x)
		texts = append(texts, s)
	}
	at := func(n int) string { return fmt.Sprintf("https://paper.example/news/%d/", n) }
	for i, d := range []string{"2021-09-01", "2021-12-01", "2022-03-01", "2022-06-01", "2022-09-01", "2023-06-01"} {
		add(fmt.Sprint("k", i), at(10000+1000*i), "A known day.", d)
	}
	add("weekday and date", "", "Shells fell on the mill on Saturday, December 11, officials said.", "")
	add("number alone", at(12020), "Shells fell on the mill.", "")
	add("date and number", at(13990), "Shells fell on the mill on August 30.", "")
	add("an older date far down", "", strings.Repeat("word ", 200)+"as on May 5 of that year. Today is Wednesday.", "")
	add("nothing", "", "Shells fell on the mill.", "")
	s := stretchOf(texts)
	s.date(texts)
	for _, tt := range []struct {
		i    int
		day  string
		mass float64 // within two days, at least
	}{{6, "2021-12-11", .7}, {7, "2022-03-03", .4}, {8, "2022-08-30", .7}} {
		p := texts[tt.i].belief
		sum := 0.0
		for d := dayOf(tt.day) - s.first - 2; d <= dayOf(tt.day)-s.first+2; d++ {
			sum += p[d]
		}
		if sum < tt.mass {
			t.Errorf("text %d: %.2f of its days lie near %s, want %.2f", tt.i, sum, tt.day, tt.mass)
		}
	}
	if p := texts[9].belief; slices.Max(p) > .1 {
		t.Errorf("a date far down is believed: %.2f", slices.Max(p))
	}
	if texts[10].belief != nil {
		t.Error("a text that says nothing of its day is thought to")
	}
}

// TestClock: numbers that do not go with the days date nothing.
func TestClock(t *testing.T) {
	s := stretchOf([]sketch{{days: days{printed: dayOf("2022-01-01")}}, {days: days{printed: dayOf("2022-12-31")}}})
	row := func(days ...string) (out []numbered) {
		for i, d := range days {
			p := make([]float64, len(s.monthDay))
			p[dayOf(d)-s.first] = 1
			out = append(out, numbered{int64(1000 + 100*i), p})
		}
		return
	}
	c := s.newClock(row("2022-02-01", "2022-03-01", "2022-09-01", "2022-04-01", "2022-05-01", "2022-06-01"))
	if len(c) != 5 {
		t.Fatalf("%d ticks, want 5: the one out of row is left out", len(c))
	}
	if e := c.at(1050); e.low > dayOf("2022-02-16") || e.high < dayOf("2022-02-16") || e.at < float64(dayOf("2022-02-10")) || e.at > float64(dayOf("2022-02-20")) {
		t.Errorf("a number between two: %+v", e)
	}
	if e := c.at(1_000_000); e.width != 0 {
		t.Errorf("a number far behind all: %+v", e)
	}
	if c := s.newClock(row("2022-09-01", "2022-03-01", "2022-08-01", "2022-02-01", "2022-07-01", "2022-01-20")); c != nil {
		t.Errorf("numbers in no order make a clock: %v", c)
	}
}

// TestTogether: one day speaks for one incident, another against, an unknown one for nothing.
func TestTogether(t *testing.T) {
	s := stretchOf([]sketch{{days: days{printed: dayOf("2022-01-01")}}, {days: days{printed: dayOf("2022-12-31")}}})
	on := func(d string) *spread {
		return newSpread(s.believe(&days{printed: dayOf(d)}, estimate{}))
	}
	same := together(newSpread(smear(on("2022-05-05").p)), on("2022-05-05"))
	next := together(newSpread(smear(on("2022-05-05").p)), on("2022-05-06"))
	far := together(newSpread(smear(on("2022-05-05").p)), on("2022-08-06"))
	if !(same > next && next > 0 && far < 0) || together(nil, on("2022-05-05")) != 0 {
		t.Errorf("same %.2f, next %.2f, far %.2f", same, next, far)
	}
}

func TestPlacesIn(t *testing.T) {
	for _, tt := range []struct{ text, want, first string }{
		{"قصف على قرية كفرعمة غربي حلب", "كفرعمه", "كفرعمه"},
		{"#سرمين قصف #كفر_نوران", "سرمين نوران", "سرمين"},
		{"Shelling hit the village of Ketrin and Tarfa town", "ketrin tarfa", "ketrin"},
		{"Nobody was hurt", "", ""},
	} {
		all, first := placesIn(tt.text)
		for _, w := range strings.Fields(tt.want) {
			if !all[w] {
				t.Errorf("%s: %s is missing in %v", tt.text, w, all)
			}
		}
		if first != tt.first || tt.want == "" && len(all) > 0 {
			t.Errorf("%s: got %v, first %q", tt.text, all, first)
		}
	}
}

// TestAcross: a report in another script shares the names of places and people, by their consonants.
func TestAcross(t *testing.T) {
	if a, b := namesIn("Shelling hit Kafr Ketrin near Sarmada"), namesIn("قصف على كترين قرب سرمدا"); !a["srmd"] || !b["srmd"] {
		t.Errorf("no name in common: %v %v", a, b)
	}
	if scriptOf("قصف on the بلدة") != 'a' || scriptOf("Shelling of بلدة") != 'l' || scriptOf("обстрел села") != 'c' || scriptOf("12") != 'l' {
		t.Error("a script is mistaken")
	}
}

func FuzzSerial(f *testing.F) {
	f.Add("https://paper.example/en/220936/?a=1")
	f.Add("http://[::1]/%zz/99999999999999999999")
	f.Fuzz(func(t *testing.T, s string) {
		if x, ok := serialOf(s); ok && (x.n < 0 || x.host == "") {
			t.Errorf("%q: %+v", s, x)
		}
		unglue(s)
		namesIn(s)
	})
}

func FuzzTokens(f *testing.F) {
	f.Add("قـ.ـصف ـ ـ. الجيش 12")
	f.Add("a-b c’d 2024-05-06")
	f.Fuzz(func(t *testing.T, s string) {
		tokens(s)
		FirstDate(s)
	})
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
