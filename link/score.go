// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/geo"
)

// Reason is one feature of a pair with what it adds.
type Reason struct {
	Name   string
	Weight float64
}

// Score says how far two items speak of one occurrence.
type Score struct {
	Total float64
	// Refused says that they cannot, and Why names the rule.
	Refused bool
	Why     string
	Reasons []Reason
	silent  bool // keeps no reasons
}

// Threshold is the score from which an item joins an event.
const Threshold = 0.6

// Weights of the features.
const (
	placeSame, placeMeets, placeUnknown = 0.40, 0.30, 0.08
	placeVague, inferredShare           = -0.28, 0.7
	timeStated, timeGuess               = 0.30, 0.22
	typeSame, typeGroup                 = 0.20, 0.10
	partiesSame, partiesShared          = 0.15, 0.10
	partiesUnknown, partiesApart        = 0.03, -0.25
	partiesAlone                        = 0.35 // for types that parties tell apart
	speakerSame                         = 0.05
	figuresMeet, figuresApart           = 0.08, -0.12
	tollsApart, tollUnknown             = -0.30, -0.20 // for types that are counts
	sinceSame, sinceApart               = 0.25, -0.40
)

func (s *Score) add(name string, w float64) {
	if w != 0 && !s.silent {
		s.Reasons = append(s.Reasons, Reason{name, w})
	}
	s.Total += w
}

func refuse(why string) Score { return Score{Refused: true, Why: why} }

// Compare scores two items; it is symmetrical.
func Compare(a, b *Item) Score {
	k := kinds()[a.Type]
	if k.group == "" || k.group != kinds()[b.Type].group {
		return refuse("another kind of event")
	}
	return score(a, b, k, Score{})
}

// score goes on from s with two items of one group.
func score(a, b *Item, k kind, s Score) Score {
	if why := opposed(a, b, k); why != "" {
		return refuse(why)
	}
	if !s.places(a, b) {
		return refuse("places apart")
	}
	if !s.times(a, b, k.lasting) {
		return refuse("times apart")
	}
	if a.Type == b.Type {
		s.add("same type", typeSame)
	} else {
		s.add("type of one group", typeGroup)
	}
	s.parties(a, b, k)
	if !k.lasting && !k.parties && a.Source != b.Source && a.Ref.Dispatch != b.Ref.Dispatch && (vague(a) || vague(b)) && (len(a.Parties) == 0 || len(b.Parties) == 0) {
		s.add("vague place of a punctual event", placeVague)
	}
	if a.Source != "" && a.Source == b.Source {
		s.add("same speaker", speakerSame)
	}
	s.figures(a, b)
	s.beginnings(a, b)
	return s
}

// before says that an item speaks of the surroundings of places and of none itself: what is said to have happened at
// the gates is not denied by what did not happen inside.
func before(it *Item) bool {
	return len(it.Spots) > 0 && !slices.ContainsFunc(it.Spots, func(s Spot) bool { return s.Relation == "" || s.Relation == "inside" || s.Count > 0 })
}

// opposed refuses pairs that are different occurrences by what they say.
func opposed(a, b *Item, k kind) string {
	switch {
	case a.Source != "" && a.Source == b.Source && a.Again != b.Again:
		return "the speaker says that it is another one"
	case k.group == "offensive" && a.Ongoing != b.Ongoing:
		return "a launch and what goes on"
	case countsPeople(a.Type) && cumulative(a) != cumulative(b):
		return "a toll since a day and that of one event"
	case a.Denied != b.Denied && strings.HasPrefix(a.Type, "CTRL.") && before(a) != before(b):
		return "before the place and in it"
	case k.group != "change":
		return ""
	case a.Winner != "" && a.Winner == b.Loser || b.Winner != "" && b.Winner == a.Loser:
		return "opposite sides"
	case a.Winner != "" && b.Winner != "" && a.Winner != b.Winner:
		return "another winner"
	case a.Loser != "" && b.Loser != "" && a.Loser != b.Loser:
		return "another loser"
	case a.Type != b.Type && (a.Winner == "" && a.Loser == "" || b.Winner == "" && b.Loser == ""):
		return "sides unknown"
	}
	return ""
}

// places adds the best of all pairs of spots; false is a refusal.
func (s *Score) places(a, b *Item) bool {
	if len(a.Spots) == 0 || len(b.Spots) == 0 {
		s.add("place unknown", placeUnknown)
		return true
	}
	best, name, precise := 0.0, "", true
	for i := range a.Spots {
		for j := range b.Spots {
			w, why := spots(&a.Spots[i], &b.Spots[j])
			if w > best {
				best, name = w, why
			}
			precise = precise && !a.Spots[i].Wide && !b.Spots[j].Wide
		}
	}
	if best == 0 {
		// A place taken over from the dispatch may be wrong; one that is stated is not.
		if a.Inferred || b.Inferred {
			s.add("places differ, one inferred", -0.1)
			return true
		}
		return false
	}
	if a.Inferred || b.Inferred {
		best *= inferredShare
		if !s.silent {
			name += ", inferred"
		}
	}
	s.add(name, best)
	return true
}

// spots scores two places: the same one, one in reach of the other, or apart. A set of unnamed places is not the
// place that it lies round, nor one that is named or measured off.
func spots(a, b *Spot) (float64, string) {
	switch {
	case a.Count > 0 && b.Count > 0 && a.Count != b.Count, a.Count > 0 && b.Count == 0 && pinned(b), b.Count > 0 && a.Count == 0 && pinned(a):
		return 0, ""
	case a.ID != "" && a.ID == b.ID && a.Wide:
		return placeMeets, "same region"
	case a.ID != "" && a.ID == b.ID:
		return placeSame, "same place"
	}
	d := geo.Distance(a.Point, b.Point)
	if d > a.Km+b.Km {
		return 0, ""
	}
	if a.Wide || b.Wide {
		return placeMeets / 2, "one place in the other's region"
	}
	return placeMeets * (1 - d/(2*(a.Km+b.Km)+1)), "areas meet"
}

// pinned: the place itself, a point inside it, or one in a direction or at a distance from it.
func pinned(s *Spot) bool {
	return slices.Contains([]string{"", "inside", "direction_from", "distance_from"}, s.Relation)
}

// vague: somewhere round a place. Two strikes "near" a city on one day are two strikes unless more says otherwise.
func vague(it *Item) bool {
	return !slices.ContainsFunc(it.Spots, func(s Spot) bool { return s.Relation == "" || s.Relation == "inside" })
}

// slack is how far apart two times may lie of which one is guessed.
const slack = 36 * time.Hour

// times adds for overlap; two stated times that do not meet are a refusal. A guessed time speaks against as much as for:
// what one paper prints on Tuesday noon and another on Wednesday noon is one occurrence only if more says so.
func (s *Score) times(a, b *Item, lasting bool) bool {
	gap := apart(a, b)
	switch {
	case a.Stated && b.Stated:
		if gap > 0 || follows(a, b) || follows(b, a) {
			return false
		}
		s.add("same time", timeStated*overlap(a, b))
	case gap > slack:
		return false
	case a.From.IsZero() || b.From.IsZero():
		s.add("time unknown", timeGuess/2)
	default:
		w := timeGuess * (4*overlap(a, b) - 3) // overlap is a half at least
		if gap > 0 {
			w = -timeGuess * (1 + float64(gap)/float64(slack)/2)
		}
		if lasting && w < 0 {
			w /= 2
		}
		s.add("times as guessed", w)
	}
	return true
}

// apart is the time between two intervals, 0 where they meet or one is unknown.
func apart(a, b *Item) time.Duration {
	if a.From.IsZero() || b.From.IsZero() {
		return 0
	}
	if a.To.Before(b.From) {
		return b.From.Sub(a.To)
	}
	if b.To.Before(a.From) {
		return a.From.Sub(b.To)
	}
	return 0
}

// follows says that b begins where a ends, as one day does behind another.
func follows(a, b *Item) bool { return b.From.After(a.From) && !b.From.Before(a.To) }

// overlap is the common part of two intervals as a share of the shorter, at least a half.
func overlap(a, b *Item) float64 {
	from, to := a.From, a.To
	if b.From.After(from) {
		from = b.From
	}
	if b.To.Before(to) {
		to = b.To
	}
	shorter := min(a.To.Sub(a.From), b.To.Sub(b.From))
	if shorter <= 0 {
		return 1
	}
	return 0.5 + 0.5*float64(to.Sub(from))/float64(shorter)
}

func (s *Score) parties(a, b *Item, k kind) {
	same, shared, known := match(a.Parties, b.Parties)
	switch {
	case !known:
		s.add("parties unknown", partiesUnknown)
	case same && k.parties:
		s.add("same parties", partiesAlone)
	case same:
		s.add("same parties", partiesSame)
	case shared:
		s.add("a party in common", partiesShared)
	case !a.Said.IsZero() && !b.Said.IsZero(): // sides have dates: without one they may be taken wrongly
		s.add("other parties", partiesApart)
	}
}

func match(a, b []string) (same, shared, known bool) {
	if len(a) == 0 || len(b) == 0 {
		return false, false, false
	}
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n == len(a) && n == len(b), n > 0, true
}

// figures compares numbers of one category and unit. Where the number is the fact and only one of the two has it,
// they may be two groups of people.
func (s *Score) figures(a, b *Item) {
	if countsPeople(a.Type) && (len(a.Figures) == 0) != (len(b.Figures) == 0) {
		s.add("one without a number", tollUnknown)
	}
	for i := range a.Figures {
		for j := range b.Figures {
			x, y := &a.Figures[i], &b.Figures[j]
			if x.Category == "" || x.Category == "distance" || x.Category != y.Category || x.Unit != y.Unit || x.Who != y.Who {
				continue
			}
			if below(x.High, least(y)) || below(y.High, least(x)) {
				w := figuresApart
				if countsPeople(a.Type) {
					w = tollsApart
				}
				s.add("figures apart", w)
			} else {
				s.add("figures meet", figuresMeet)
			}
			return
		}
	}
}

// least is the low of a number; of "more than 704" it is 704, for that is what rewriting makes of 704.
func least(f *recoupe.Figure) *float64 {
	if f.Qualifier != "more_than" || f.Low == nil {
		return f.Low
	}
	x := *f.Low - 1
	return &x
}

// beginnings compares counts over a time: since one day they count the same dead, since two days others.
func (s *Score) beginnings(a, b *Item) {
	if !countsPeople(a.Type) || a.Since.IsZero() || b.Since.IsZero() {
		return
	}
	if d := a.Since.Sub(b.Since).Abs(); d < 24*time.Hour {
		s.add("counted since one day", sinceSame)
	} else {
		s.add("counted since two days", sinceApart)
	}
}

// cumulative: a count over a time or an area, not of one event.
func cumulative(it *Item) bool {
	return slices.ContainsFunc(it.Figures, func(f recoupe.Figure) bool { return f.Scope == "cumulative" || f.Scope == "area" })
}

// countsPeople: types of which the number is the fact.
func countsPeople(eventType string) bool { return strings.HasPrefix(eventType, "CONS.") }

func below(high, low *float64) bool { return high != nil && low != nil && *high < *low }
