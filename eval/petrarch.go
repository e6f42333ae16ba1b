// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
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
// not have are left out of the gold. The second figure reads the type table to
// the letter: a type that has several roots is right with any of them.
func Petrarch(w io.Writer, shared string, read Reader) error {
	n, c, _, err := petrarchItems(shared, read, cameoRoots)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| UniversalPetrarch records, English, development (%d sentences) | measured | bar |\n|---|---|---|\n", n)
	fmt.Fprintf(w, "| root code F | %.3f (P %.3f R %.3f) | .70 |\n| spurious events | %.1f %% (%.2f a sentence) | 30 %% |\n",
		c.f1(), c.precision(), c.recall(), 100*(1-c.precision()), shareOf(c.pred-c.hit, n))
	table, err := typeRoots(shared)
	if err != nil {
		return err
	}
	_, c, _, err = petrarchItems(shared, read, func(r recoupe.Reading) rootSets { return tableRoots(r, table) })
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| root code F, any root of a type | %.3f (P %.3f R %.3f) | |\n", c.f1(), c.precision(), c.recall())
	return nil
}

// rootSets are the events found: for each the roots that would be right.
type rootSets [][]string

func petrarchItems(shared string, read Reader, roots func(recoupe.Reading) rootSets) (n int, sum counts, lines []labelled, err error) {
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
		got := roots(read(recoupe.Dispatch{ID: x.ID, Text: x.Text, Lang: "en"}))
		n++
		sum.gold += len(gold)
		sum.pred += len(got)
		sum.hit += got.matches(gold)
		lines = append(lines, labelled{fmt.Sprint(slices.Sorted(maps.Keys(gold))), fmt.Sprint(got), x.Text})
	}
	return n, sum, lines, nil
}

// matches counts the events found of which a root is in the gold, each root once.
func (r rootSets) matches(gold map[string]bool) int {
	left, n := maps.Clone(gold), 0
	for _, any := range r {
		for _, root := range any {
			if left[root] {
				left[root] = false
				n++
				break
			}
		}
	}
	return n
}

// typeRoots reads the column of roots of the material's type table.
func typeRoots(shared string) (map[string][]string, error) {
	f, err := os.Open(filepath.Join(shared, "reference", "events.csv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("events.csv: %w", err)
	}
	out := map[string][]string{}
	at := slices.Index(rows[0], "cameo_root")
	for _, row := range rows[1:] {
		if at >= 0 && row[at] != "-" {
			out[row[0]] = strings.Split(row[at], "|")
		}
	}
	return out, nil
}

// tableRoots is cameoRoots by the type table: one event a type.
func tableRoots(r recoupe.Reading, table map[string][]string) rootSets {
	found := coded(r, func(c *recoupe.Claim) string {
		if len(table[c.Event]) == 0 {
			return ""
		}
		return c.Event + string(c.Polarity)
	})
	var out rootSets
	for _, key := range found {
		event := strings.TrimRight(key, "+-")
		if strings.HasSuffix(key, "-") {
			out = append(out, []string{negativeRoot(table[event][0])})
		} else {
			out = append(out, table[event])
		}
	}
	return out
}

// cameoRoots is the adapter to CAMEO: the roots of the claims that a dyadic
// coder records.
func cameoRoots(r recoupe.Reading) rootSets {
	var out rootSets
	for _, root := range coded(r, func(c *recoupe.Claim) string {
		s, ok := schemeOf(c)
		if !ok || s.cameo == "-" {
			return ""
		}
		if c.Polarity == recoupe.Negative {
			return negativeRoot(s.cameo)
		}
		return s.cameo
	}) {
		out = append(out, []string{root})
	}
	return out
}

// coded lists the keys of the claims that a dyadic coder records, each once: the
// acts that verbs tell, or a noun where no verb tells one, of somebody who has a
// code, not of a crowd or of civilians in general.
func coded(r recoupe.Reading, key func(*recoupe.Claim) string) []string {
	verbs, nouns := map[string]bool{}, map[string]bool{}
	for i := range r.Claims {
		c := &r.Claims[i]
		k := key(c)
		if k == "" || strings.HasPrefix(c.Rule, "nominal") && len(c.Actors) == 0 || c.Background || c.Modality == recoupe.Ordered && c.Rule != "speech_act" || crowd(c) {
			continue
		}
		if strings.HasPrefix(c.Rule, "nominal") {
			nouns[k] = true
		} else {
			verbs[k] = true
		}
	}
	if len(verbs) > 0 {
		return slices.Sorted(maps.Keys(verbs))
	}
	return slices.Sorted(maps.Keys(nouns))
}

// crowd: civilians without a name do it.
func crowd(c *recoupe.Claim) bool {
	return slices.ContainsFunc(c.Actors, func(a recoupe.Role) bool { return a.Role == "agent" && a.Kind == "civilians" })
}

// negativeRoot turns intent and refusal into the verbal roots that CAMEO has for them.
func negativeRoot(root string) string {
	switch {
	case root >= "03" && root <= "08":
		return "12"
	case root >= "09":
		return "05" // a conflict that is denied counts as support in this line of coders
	}
	return root
}
