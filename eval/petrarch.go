// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"recoupe"
)

type petrarchRow struct {
	ID, Lang, Text string
	Events         []struct {
		Code string `json:"eventcode"`
	}
}

// Petrarch measures the two-digit roots of CAMEO on the English unit-test
// records (S7 without actors, whose codes are invented). Codes that CAMEO does
// not have are left out of the gold.
func Petrarch(w io.Writer, shared string, read Reader) error {
	n, c, _, err := petrarchItems(shared, read)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| UniversalPetrarch records, English, development (%d sentences) | measured | bar |\n|---|---|---|\n", n)
	fmt.Fprintf(w, "| root code F | %.3f (P %.3f R %.3f) | .70 |\n| spurious events | %.1f %% (%.2f a sentence) | 30 %% |\n",
		c.f1(), c.precision(), c.recall(), 100*(1-c.precision()), shareOf(c.pred-c.hit, n))
	return nil
}

func petrarchItems(shared string, read Reader) (n int, sum counts, lines []labelled, err error) {
	rows, err := eventRows[petrarchRow](shared, "up_validation/dev/petr_unittest_ud.jsonl")
	if err != nil {
		return 0, sum, nil, err
	}
	for _, x := range rows {
		if x.Lang != "en" {
			continue
		}
		gold := map[string]bool{}
		for _, e := range x.Events {
			if len(e.Code) >= 2 && e.Code[:2] >= "01" && e.Code[:2] <= "20" {
				gold[e.Code[:2]] = true
			}
		}
		got := cameoRoots(read(recoupe.Dispatch{ID: x.ID, Text: x.Text, Lang: "en"}))
		n++
		sum.gold += len(gold)
		sum.pred += len(got)
		for k := range got {
			if gold[k] {
				sum.hit++
			}
		}
		lines = append(lines, labelled{fmt.Sprint(slices.Sorted(maps.Keys(gold))), fmt.Sprint(slices.Sorted(maps.Keys(got))), x.Text})
	}
	return n, sum, lines, nil
}

// cameoRoots is the adapter to CAMEO: the roots of the claims that a dyadic
// coder records: the acts that verbs tell, or a noun where no verb tells one,
// of somebody who has a code, not of a crowd or of civilians in general.
func cameoRoots(r recoupe.Reading) map[string]bool {
	verbs, nouns := map[string]bool{}, map[string]bool{}
	for i := range r.Claims {
		c := &r.Claims[i]
		s, ok := schemeOf(c)
		if !ok || s.cameo == "-" || c.Background || c.Modality == recoupe.Ordered && c.Rule != "speech_act" || crowd(c) {
			continue
		}
		if strings.HasPrefix(c.Rule, "nominal") {
			nouns[cameoRoot(c, s)] = true
		} else {
			verbs[cameoRoot(c, s)] = true
		}
	}
	if len(verbs) > 0 {
		return verbs
	}
	return nouns
}

// crowd: civilians without a name do it.
func crowd(c *recoupe.Claim) bool {
	return slices.ContainsFunc(c.Actors, func(a recoupe.Role) bool { return a.Role == "agent" && a.Kind == "civilians" })
}

// cameoRoot turns intent and refusal into the verbal roots that CAMEO has for them.
func cameoRoot(c *recoupe.Claim, s scheme) string {
	switch {
	case c.Polarity != recoupe.Negative:
	case s.cameo >= "03" && s.cameo <= "08":
		return "12"
	case s.cameo >= "09":
		return "05" // a conflict that is denied counts as support in this line of coders
	}
	return s.cameo
}
