// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

// TestScoreLabels follows class_scores of the material's scorer.
func TestScoreLabels(t *testing.T) {
	items := []labelled{{gold: "A", got: "A"}, {gold: "A", got: "B"}, {gold: "B", got: "B"}, {gold: "C", got: ""}}
	s := scoreLabels(items)
	want := map[string]float64{"A": 2. / 3, "B": 2. / 3, "C": 0}
	if d := cmp.Diff(want, s.f1); d != "" {
		t.Errorf("f1 (-want +got)\n%s", d)
	}
	if s.accuracy != 0.5 || math.Abs(s.macro-4./9) > 1e-12 || math.Abs(s.weighted-0.5) > 1e-12 {
		t.Errorf("accuracy %v macro %v weighted %v, want .5, 4/9 and .5", s.accuracy, s.macro, s.weighted)
	}
}

// TestMaxMatch: one predicted entity serves one gold entity, and the matching is the largest there is.
func TestMaxMatch(t *testing.T) {
	gold := []mucEntity{{"army", "national army"}, {"army"}}
	for _, tt := range []struct {
		name    string
		pred    []mucEntity
		lenient bool
		want    int
	}{
		{"both, though the first fits both", []mucEntity{{"army"}, {"national army"}}, false, 2},
		{"one prediction", []mucEntity{{"army"}}, false, 1},
		{"every wording must be gold", []mucEntity{{"army", "police"}}, false, 0},
		{"a longer wording", []mucEntity{{"northern army"}}, false, 0},
		{"a longer wording, leniently", []mucEntity{{"northern army"}}, true, 1},
		{"part of a word is no run of words", []mucEntity{{"arm"}}, true, 0},
	} {
		if got := maxMatch(gold, tt.pred, tt.lenient); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestMucNorm(t *testing.T) {
	for in, want := range map[string]string{"The \"North\" Bridge": "north bridge", "A car-bomb": "carbomb", "theatre": "theatre"} {
		if got := mucNorm(in); got != want {
			t.Errorf("mucNorm(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestTruecase: seen words take their usual form, unseen ones are names, bracketed ones acronyms that end a name.
func TestTruecase(t *testing.T) {
	var c truecaser
	c.learn("Yesterday the rebels attacked a bridge near Paris. Some rebels of the front may attack the bridge.")
	got := c.apply("THE REBELS OF THE ZUMA FRONT (RUF) ATTACKED PARIS.  RUF ATTACKS THE BRIDGE.")
	want := "The rebels of the Zuma Front (RUF) attacked Paris.  RUF attacks the bridge."
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestHeadline: means before fighting, deeds before words, the told before the intended.
func TestHeadline(t *testing.T) {
	claim := func(event string, m recoupe.Modality) recoupe.Claim {
		return recoupe.Claim{Event: event, Modality: m, Polarity: recoupe.Positive}
	}
	for _, tt := range []struct {
		name   string
		claims []recoupe.Claim
		want   string
	}{
		{"air strike before the dead", []recoupe.Claim{claim("CONS.KILLED", recoupe.Asserted), claim("VIO.AIRSTRIKE", recoupe.Asserted)}, "VIO.AIRSTRIKE"},
		{"a plan gives way", []recoupe.Claim{claim("VIO.AIRSTRIKE", recoupe.Future), claim("VIO.CLASH", recoupe.Asserted)}, "VIO.CLASH"},
		{"none", []recoupe.Claim{claim("", recoupe.Asserted)}, ""},
	} {
		got := ""
		if h := headline(tt.claims); h != nil {
			got = h.Event
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestSchemes: every mode belongs to a type of the table, every type has the columns.
func TestSchemes(t *testing.T) {
	for key, s := range schemes() {
		if s.plover == "" || s.cameo == "" || s.caseLabel == "" || s.rank <= 0 {
			t.Errorf("%s: incomplete row %+v", key, s)
		}
	}
	if n := len(schemes()); n < 40 {
		t.Errorf("%d rows, want at least the 40 types", n)
	}
}

func TestPloverRoot(t *testing.T) {
	for _, tt := range []struct {
		name string
		c    recoupe.Claim
		want string
	}{
		{"aid given", recoupe.Claim{Event: "DIP.SUPPORT", Mode: "aid", Polarity: recoupe.Positive, Modality: recoupe.Asserted}, "AID"},
		{"aid promised", recoupe.Claim{Event: "DIP.SUPPORT", Mode: "aid", Polarity: recoupe.Positive, Modality: recoupe.Future}, "AGREE"},
		{"aid refused", recoupe.Claim{Event: "DIP.SUPPORT", Mode: "aid", Polarity: recoupe.Negative, Modality: recoupe.Asserted}, "REJECT"},
		{"attack threatened", recoupe.Claim{Event: "VIO.ATTACK", Polarity: recoupe.Positive, Modality: recoupe.Future}, "THREATEN"},
		{"release asked for", recoupe.Claim{Event: "LAW.RELEASE", Polarity: recoupe.Positive, Modality: recoupe.Ordered}, "REQUEST"},
	} {
		if got := ploverRoot(&tt.c); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestRootSets: an event is right with any of its roots, and a root of the gold serves one event.
func TestRootSets(t *testing.T) {
	gold := map[string]bool{"05": true, "12": true}
	for _, tt := range []struct {
		name string
		got  rootSets
		want int
	}{
		{"both", rootSets{{"05"}, {"12"}}, 2},
		{"any root", rootSets{{"03", "05", "08"}}, 1},
		{"twice the same", rootSets{{"05"}, {"05"}}, 1},
		{"none", rootSets{{"19"}}, 0},
	} {
		if got := tt.got.matches(gold); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

// TestMucClass: how responsibility is put depends on who says it and how.
func TestMucClass(t *testing.T) {
	group := recoupe.Role{Role: "agent", ID: "x-front", Name: "Front", Kind: "armed_group"}
	said := func(kind, text, class string) recoupe.Reading {
		return recoupe.Reading{Attributions: []recoupe.Attribution{{ID: "a1", Source: recoupe.Source{Mention: recoupe.Mention{Text: text}, Kind: kind}, Cue: recoupe.Cue{Class: class}}}}
	}
	attack := recoupe.Claim{Event: "VIO.ATTACK", Attribution: "a1"}
	for _, tt := range []struct {
		name  string
		r     recoupe.Reading
		claim recoupe.Claim
		want  string
	}{
		{"the author tells it", recoupe.Reading{}, recoupe.Claim{Event: "VIO.ATTACK"}, mucFact},
		{"claimed", recoupe.Reading{}, recoupe.Claim{Event: "DIP.RESP"}, mucClaimed},
		{"denied: somebody accused", recoupe.Reading{}, recoupe.Claim{Event: "DIP.RESP", Polarity: recoupe.Negative}, mucAccused},
		{"a person in office says so", said("person", "Colonel Karim", "assert"), attack, mucByState},
		{"a witness says so", said("person", "a shopkeeper", "assert"), attack, mucFact},
		{"a body only reports it", said("armed_force", "the garrison", "relay"), attack, mucFact},
		{"a body says so", said("armed_force", "the garrison", "assert"), attack, mucByState},
		{"somebody accuses", said("ngo", "the league", "accuse"), attack, mucAccused},
		{"it may be", recoupe.Reading{}, recoupe.Claim{Event: "VIO.ATTACK", Modality: recoupe.Possible}, mucPossible},
	} {
		if got := mucClass(tt.r, &tt.claim, group); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestCorps: a whole body of a state is an organisation, its men are not.
func TestCorps(t *testing.T) {
	for text, want := range map[string]bool{"the armed forces": true, "the army": true, "soldiers": false, "an army patrol": false} {
		if got := corps(recoupe.Role{Mention: recoupe.Mention{Text: text}, Kind: "armed_force"}); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}
