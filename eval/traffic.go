// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/actor"
)

// Traffic makes up dispatches for measurements of speed and size. Everything in it is invented; the same seed gives
// the same traffic.
//
//   - Four conflicts, each with two sides, their agencies, two observatories and 1,250 towns. Towns have a Zipf
//     distribution: some are in the news every day, most are once a month. Every other week one conflict has an
//     offensive: for four days a fifth of all events is in thirty of its towns.
//   - perDay dispatches a day, three in four of them between six and midnight, five claims each: three of one event, two
//     of others of the day. One claim in a hundred tells of a day of the past year.
//   - 120 papers in English, French and Arabic. A dispatch is printed again by up to eleven papers in the next twelve hours, two
//     words in a hundred changed; one reprint in ten is word for word the same, one in twenty a translation.
//   - Each paper closes with a sentence of its own; one dispatch in three carries its conflict's paragraph of background.
//   - One dispatch in fifty comes late, by one hour to sixty days; one in 500 is a kill and one in 200 a correction, a
//     tenth of them of something that may lie a year back.
type Traffic struct {
	g       *rand.Rand
	zipf    *rand.Zipf
	n       int
	queue   []told // what may be printed again
	days    [][]occurrence
	words   [3][]string
	closing []string
	stock   [conflicts][3]string
}

// told is a dispatch that may be printed again, with what a translation of it needs.
type told struct {
	recoupe.Reading
	at       time.Time
	conflict int
}

// occurrence is one made-up event.
type occurrence struct {
	conflict, town int
	event          string
	at             time.Time
	dead           float64
	flip           bool
}

// perDay is the traffic of a day; a million dispatches are then a year.
const (
	perDay    = 2740
	conflicts = 4
	towns     = 1250 // of each
	outlets   = 120
	occurring = 500 // events a day
	lateDays  = 60
)

// stale is how long after a dispatch nobody prints it again.
const stale = 12 * time.Hour

var (
	firstDay  = time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	languages = [3]string{"en", "fr", "ar"}
	syllables = [3][]string{
		{"ba", "ke", "li", "mo", "ru", "sa", "te", "vi", "zo", "dan", "fer", "gol", "nim", "pas"},
		{"bé", "que", "lie", "mou", "rue", "çan", "té", "vi", "zo", "dan", "fer", "gol", "nim", "pas"},
		{"با", "كي", "لي", "مو", "رو", "سا", "تي", "في", "زو", "دان", "فر", "جل", "نم", "بس"},
	}
	happenings = []string{"VIO.CLASH", "VIO.SHELLING", "VIO.AIRSTRIKE", "CONS.KILLED", "CTRL.CAPTURE", "CTRL.HOLD", "CTRL.ADVANCE", "CONS.DISPLACED", "MIL.DEPLOY", "LAW.ARREST"}
)

// NewTraffic starts traffic from a seed.
func NewTraffic(seed uint64) *Traffic {
	t := &Traffic{g: rand.New(rand.NewPCG(seed, 1))}
	t.zipf = rand.NewZipf(t.g, 1.1, 30, towns-1)
	for l := range languages {
		for range 6000 {
			t.words[l] = append(t.words[l], t.word(l))
		}
	}
	for n := range outlets {
		t.closing = append(t.closing, t.sentence(n%3, 15))
	}
	for c := range conflicts {
		for l := range languages {
			t.stock[c][l] = t.sentence(l, 40)
		}
	}
	return t
}

func (t *Traffic) word(l int) string {
	var b strings.Builder
	for range 1 + t.g.IntN(3) {
		b.WriteString(syllables[l][t.g.IntN(len(syllables[l]))])
	}
	return b.String()
}

func (t *Traffic) sentence(l, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(t.words[l][t.g.IntN(len(t.words[l]))])
		b.WriteByte(' ')
	}
	return b.String() + ". "
}

// Register knows the invented actors.
func (t *Traffic) Register() (*actor.Register, error) {
	var b strings.Builder
	for c := range conflicts {
		for _, side := range []string{"north", "south"} {
			fmt.Fprintf(&b, "id %[1]s-army\nkind armed_force\ncountry XX\ncamp %[1]s\nen %[1]s army\n\nid %[1]s-agency\nkind agency\ncountry XX\nof %[1]s-army\nen %[1]s news agency\n\n", camp(c, side))
		}
		fmt.Fprintf(&b, "id hill-observatory%[1]d\nkind observatory\nen Hill Observatory %[1]d\n\nid river-observatory%[1]d\nkind observatory\nen River Observatory %[1]d\n\nfoe north%[1]d south%[1]d\n\n", c)
	}
	return (&actor.Register{}).Extend(strings.NewReader(b.String()))
}

func camp(conflict int, side string) string { return fmt.Sprint(side, conflict) }

// Next is the next dispatch.
func (t *Traffic) Next() recoupe.Reading {
	day, k := t.n/perDay, t.n%perDay
	if k == 0 {
		t.plan(day)
	}
	at := firstDay.AddDate(0, 0, day).Add(clock(float64(k) / perDay))
	t.n++
	if t.g.IntN(3) > 0 {
		if old, ok := t.draw(at); ok {
			return t.reprint(old, at)
		}
	}
	r, conflict := t.dispatch(at)
	for range min(11, int(t.g.ExpFloat64()*3)) {
		t.queue = append(t.queue, told{r, at, conflict})
	}
	return r
}

// clock is the time of day by which a share of its dispatches has come: a quarter of them by six.
func clock(share float64) time.Duration {
	hours := 24 * share
	if share < .25 {
		return time.Duration(hours * float64(time.Hour))
	}
	return time.Duration((6 + (share-.25)/.75*18) * float64(time.Hour))
}

// plan draws the events of a day.
func (t *Traffic) plan(day int) {
	var today []occurrence
	for range occurring {
		o := occurrence{conflict: t.g.IntN(conflicts), town: int(t.zipf.Uint64()), dead: float64(1 + t.g.IntN(30)), flip: t.g.IntN(2) == 0, event: happenings[t.g.IntN(len(happenings))],
			at: firstDay.AddDate(0, 0, day).Add(time.Duration(t.g.IntN(24)) * time.Hour)}
		if day%14 < 4 && t.g.IntN(5) == 0 { // an offensive
			o.conflict, o.town = day/14%conflicts, (day/14*97+t.g.IntN(30))%towns
		}
		today = append(today, o)
	}
	t.days = append(t.days, today)
}

// some is an event of a day, counted back from today.
func (t *Traffic) some(back int) occurrence {
	day := t.days[max(0, len(t.days)-1-back)]
	return day[t.g.IntN(len(day))]
}

// dispatch tells one event of its day, and two others in passing.
func (t *Traffic) dispatch(at time.Time) (recoupe.Reading, int) {
	paper, back := t.g.IntN(outlets), 0
	r := recoupe.Reading{Dispatch: recoupe.Dispatch{ID: id(t.n), Publisher: fmt.Sprintf("Paper %d", paper), Lang: languages[paper%3], Published: at, Received: at.Add(time.Minute)}}
	if t.g.IntN(50) == 0 { // late: printed then, received now
		late := time.Duration(math.Exp(t.g.Float64()*math.Log(lateDays*24)) * float64(time.Hour))
		r.Dispatch.Published = at.Add(-late)
		back = int(late.Hours() / 24)
	}
	main := t.some(back)
	var text strings.Builder
	for k := range 5 {
		o := main
		if k > 2 {
			o = t.some(back)
		}
		if t.g.IntN(100) == 0 {
			o = t.some(t.g.IntN(365))
		}
		t.claim(&r, &text, o, k, paper%3)
	}
	if t.g.IntN(3) == 0 {
		text.WriteString(t.stock[main.conflict][paper%3])
	}
	text.WriteString(t.closing[paper])
	r.Dispatch.Text = text.String()
	t.replace(&r)
	return r, main.conflict
}

func id(n int) string { return fmt.Sprintf("t%08d", n) }

// replace makes some dispatches kills and corrections.
func (t *Traffic) replace(r *recoupe.Reading) {
	kind := ""
	switch x := t.g.IntN(1000); {
	case x < 2:
		kind = "kill"
	case x < 7:
		kind = "correction"
	default:
		return
	}
	back := min(t.n-1, 2000)
	if t.g.IntN(10) == 0 {
		back = t.n - 1
	}
	if back == 0 {
		return
	}
	r.Dispatch.Replaces = &recoupe.Replacement{ID: id(t.n - 1 - t.g.IntN(back)), Kind: kind}
	r.Dispatch.Publisher = ""
}

// claim adds a sentence of some twenty words with one claim.
func (t *Traffic) claim(r *recoupe.Reading, text *strings.Builder, o occurrence, k, l int) {
	start := text.Len()
	text.WriteString(t.sentence(l, 15+t.g.IntN(15)))
	c := recoupe.Claim{ID: fmt.Sprintf("c%d", k+1), Event: o.event, Polarity: recoupe.Positive, Modality: recoupe.Asserted}
	c.Text = text.String()[start:]
	c.Spans = []recoupe.Span{{Start: start, End: text.Len() - 2}}
	c.Trigger.Spans = []recoupe.Span{{Start: start + 20, End: start + 25}}
	p := townAt(o)
	c.Places = []recoupe.Place{{ID: fmt.Sprintf("town:%d-%d", o.conflict, o.town), Name: fmt.Sprintf("Town %d", o.town), Kind: "town", Country: "XX", Point: &p, Uncertainty: 3000}}
	day := o.at.Truncate(24 * time.Hour)
	if t.g.IntN(2) == 0 || r.Dispatch.Published.Sub(o.at).Abs() > 72*time.Hour {
		c.Time = &recoupe.Interval{Start: day, End: day.Add(24 * time.Hour), Grain: "day", Which: "event"}
	}
	a, b := camp(o.conflict, "north"), camp(o.conflict, "south")
	if o.flip {
		a, b = b, a
	}
	c.Actors = []recoupe.Role{{ID: a + "-army", Name: a, Camp: a, Role: roleOf(o.event, 0)}, {ID: b + "-army", Name: b, Camp: b, Role: roleOf(o.event, 1)}}
	if strings.HasPrefix(o.event, "CONS.") {
		n := o.dead
		c.Figures = []recoupe.Figure{{Low: &n, Best: &n, High: &n, Unit: "person", Category: "killed", Qualifier: "exact"}}
	}
	by := []string{a + "-army", a + "-agency", b + "-army", b + "-agency", fmt.Sprint("hill-observatory", o.conflict), fmt.Sprint("river-observatory", o.conflict)}[t.g.IntN(6)]
	att := recoupe.Attribution{ID: fmt.Sprintf("a%d", k+1), Source: recoupe.Source{ID: by, Name: by}, Chain: []string{recoupe.Author, by}}
	c.Attribution = att.ID
	c.Commitment = []recoupe.Commitment{{Source: recoupe.Author, Value: recoupe.Uu}, {Source: by, Value: recoupe.CTPlus}}
	r.Attributions = append(r.Attributions, att)
	r.Claims = append(r.Claims, c)
}

func roleOf(event string, k int) string {
	if event == "CTRL.CAPTURE" {
		return []string{"gainer", "loser"}[k]
	}
	return []string{"agent", "target"}[k]
}

// townAt strews the towns of a conflict over four degrees each way.
func townAt(o occurrence) recoupe.LonLat {
	return recoupe.LonLat{20 + 10*float64(o.conflict) + math.Mod(float64(o.town)*0.61803, 1)*4, 30 + float64(o.town)/towns*4}
}

// draw takes a dispatch of the last hours that will be printed again.
func (t *Traffic) draw(at time.Time) (told, bool) {
	for n := len(t.queue); n > 0; n-- {
		k := t.g.IntN(n)
		old := t.queue[k]
		t.queue[k], t.queue[n-1] = t.queue[n-1], told{}
		t.queue = t.queue[:n-1]
		if at.Sub(old.at) <= stale {
			return old, true
		}
	}
	return told{}, false
}

// reprint prints a dispatch again in another paper; claims stay where they were.
func (t *Traffic) reprint(old told, at time.Time) recoupe.Reading {
	r := old.Reading
	r.Dispatch.ID = id(t.n)
	r.Dispatch.Publisher = fmt.Sprintf("Paper %d", t.g.IntN(outlets/3)*3+slices.Index(languages[:], r.Dispatch.Lang))
	r.Dispatch.Published, r.Dispatch.Received = at, at.Add(time.Minute)
	r.Dispatch.Replaces = nil
	switch x := t.g.IntN(20); {
	case x == 0:
		return t.translate(r)
	case x > 2:
		r.Dispatch.Text = t.edit(r.Dispatch.Text)
	}
	return r
}

// edit changes two letters in a hundred words.
func (t *Traffic) edit(s string) string {
	text := []byte(s)
	for range len(text) / 300 {
		if i := t.g.IntN(len(text)); text[i] > ' ' && text[i] < 0x80 && text[i] != '.' {
			text[i] = 'x'
		}
	}
	return string(text)
}

// translate puts other words in the place of all.
func (t *Traffic) translate(r recoupe.Reading) recoupe.Reading {
	l := (slices.Index(languages[:], r.Dispatch.Lang) + 1) % 3
	r.Dispatch.Lang = languages[l]
	r.Dispatch.Publisher = fmt.Sprintf("Paper %d", t.g.IntN(outlets/3)*3+l)
	var text strings.Builder
	claims := slices.Clone(r.Claims)
	for i := range claims {
		start := text.Len()
		text.WriteString(t.sentence(l, 20))
		claims[i].Text = text.String()[start:]
		claims[i].Spans = []recoupe.Span{{Start: start, End: text.Len() - 2}}
		claims[i].Trigger.Spans = []recoupe.Span{{Start: start + 20, End: start + 25}}
	}
	r.Claims, r.Dispatch.Text = claims, text.String()
	return r
}
