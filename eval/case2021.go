// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
	"regexp"
	"slices"

	"recoupe"
)

// Labels of CASE 2021 task 2 that are no conflict events and left out of the score; the labels of change of hands.
var (
	caseDropped = []string{"ORG_CRIME", "NATURAL_DISASTER", "MAN_MADE_DISASTER"}
	caseControl = []string{"GOV_REGAINS_TERIT", "NON_STATE_ACTOR_OVERTAKES_TER", "NON_VIOL_TERRIT_TRANSFER"}
)

// Case2021 measures S5: one label a snippet, the type of the claim of highest precedence.
func Case2021(w io.Writer, shared string, read Reader) error {
	items, err := caseItems(shared, read)
	if err != nil {
		return err
	}
	s := scoreLabels(items)
	control := 0.0
	for _, l := range caseControl {
		control += s.f1[l] / float64(len(caseControl))
	}
	fmt.Fprintf(w, "| CASE 2021 task 2, development (%d snippets, 27 labels) | measured | bar |\n|---|---|---|\n", s.n)
	fmt.Fprintf(w, "| weighted F1 of types (S5) | %.3f | .65 |\n| mean F1 of the three control types | %.3f | .75 |\n| F1 of ATTRIB | %.3f | |\n| accuracy | %.3f | |\n",
		s.weighted, control, s.f1["ATTRIB"], s.accuracy)
	return nil
}

func caseItems(shared string, read Reader) ([]labelled, error) {
	rows, err := eventRows[struct{ ID, Text, Type string }](shared, "case2021_task2/dev/snippets.jsonl")
	if err != nil {
		return nil, err
	}
	var out []labelled
	for _, x := range rows {
		if slices.Contains(caseDropped, x.Type) {
			continue
		}
		r := read(recoupe.Dispatch{ID: x.ID, Text: x.Text, Lang: "en"})
		out = append(out, labelled{x.Type, caseLabel(r.Claims), x.Text})
	}
	return out, nil
}

// hurts are the verbs by which force against protesters becomes excessive.
var hurts = regexp.MustCompile(`(?i)^(kill|shot|shoot|wound|injur)`)

// harmsProtester: the claim itself tells that a protester was hurt or killed.
func harmsProtester(c recoupe.Claim) bool {
	return c.Event == "CIV.REPRESS" && c.Polarity == recoupe.Positive && hurts.MatchString(c.Trigger.Text)
}

// caseLabel is the adapter to CASE 2021. The scheme asks who did it and how it
// ended where a type does not: force against protesters is excessive if
// somebody was hurt or killed; a protest with arrests is one with intervention.
func caseLabel(claims []recoupe.Claim) string {
	h := headline(claims)
	if h == nil {
		return "OTHER"
	}
	s, _ := schemeOf(h)
	has := func(types ...string) bool {
		return slices.ContainsFunc(claims, func(c recoupe.Claim) bool {
			return slices.Contains(types, c.Event) && c.Polarity == recoupe.Positive
		})
	}
	switch {
	case h.Event == "CIV.REPRESS" && (has("CONS.KILLED", "CONS.INJURED", "VIO.ATTACK") || slices.ContainsFunc(claims, harmsProtester)):
		return "FORCE_AGAINST_PROTEST"
	case (h.Event == "CIV.PROTEST" || h.Event == "LAW.ARREST") && has("CIV.PROTEST") && has("LAW.ARREST"):
		return "PROTEST_WITH_INTER"
	case h.Event == "DIP.ACCUSE" && has("VIO.ATTACK", "VIO.IED", "VIO.AIRSTRIKE", "VIO.SHELLING", "VIO.CHEMICAL", "CONS.KILLED"):
		return s.caseLabel
	}
	return s.caseLabel
}
