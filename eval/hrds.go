// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"recoupe"
)

type hrdsRow struct {
	Sample struct {
		Title     string `json:"Input.title"`
		Published string `json:"Input.publish_date"`
		Body      string `json:"Input.article_interface"`
	} `json:"sample"`
	Gold struct {
		Country, Region, City, Year, Month, Date any
	} `json:"merged_sample"`
}

// hrdsFields are the fields of HRDsAttack that are scored, in order.
var hrdsFields = []string{"country", "region", "city", "year", "month", "day"}

// HRDs measures S10: where and when the attack that an article tells of happened, over the articles whose gold gives the field.
func HRDs(w io.Writer, shared string, read Reader) error {
	rows, err := eventRows[hrdsRow](shared, "hrdsattack/dev/dev.jsonl")
	if err != nil {
		return err
	}
	given, right, all := map[string]int{}, map[string]int{}, map[string]int{}
	for _, x := range rows {
		gold, got := x.gold(), hrdsFound(x, read)
		for _, f := range hrdsFields {
			same := sameField(f, gold[f], got[f])
			if same {
				all[f]++
			}
			if gold[f] != "none" {
				given[f]++
				if same {
					right[f]++
				}
			}
		}
	}
	fmt.Fprintf(w, "| HRDsAttack, development (%d articles) | where given | all | bar |\n|---|---|---|---|\n", len(rows))
	bars := map[string]string{"city": "35", "day": "30"}
	for _, f := range hrdsFields {
		fmt.Fprintf(w, "| %s | %.0f %% of %d | %.0f %% | %s |\n", f, 100*shareOf(right[f], given[f]), given[f], 100*shareOf(all[f], len(rows)), bars[f])
	}
	return nil
}

func (x *hrdsRow) gold() map[string]string {
	g := x.Gold
	return map[string]string{"country": hrdsNorm(g.Country), "region": hrdsNorm(g.Region), "city": hrdsNorm(g.City),
		"year": hrdsNorm(g.Year), "month": hrdsNorm(g.Month), "day": hrdsNorm(g.Date)}
}

// hrdsNorm writes '2021.0' as 2021, '02' and 'February' as 2, nothing as none.
func hrdsNorm(v any) string {
	s := "none"
	if v != nil {
		s = strings.TrimLeft(strings.ToLower(strings.TrimSpace(strings.TrimSuffix(fmt.Sprint(v), ".0"))), "0")
	}
	for m := time.January; m <= time.December; m++ {
		if s == strings.ToLower(m.String()) {
			return strconv.Itoa(int(m))
		}
	}
	return s
}

// sameField compares a field; of places either name may be the longer one by a class word ("Lagos State").
func sameField(field, gold, got string) bool {
	if gold == got {
		return true
	}
	switch field {
	case "country", "region", "city":
		return gold != "none" && got != "none" && (strings.HasPrefix(gold, got+" ") || strings.HasPrefix(got, gold+" "))
	}
	return false
}

var htmlTag = regexp.MustCompile(`<[^>]+>`)

// hrdsText is the title and the paragraphs.
func (x *hrdsRow) text() string {
	body := strings.ReplaceAll(x.Sample.Body, "</p>", "\n\n")
	body = html.UnescapeString(htmlTag.ReplaceAllString(body, " "))
	var out []string
	for _, p := range strings.Split(body, "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return x.Sample.Title + "\n\n" + strings.Join(out, "\n\n")
}

func hrdsFound(x hrdsRow, read Reader) map[string]string {
	day, _ := time.Parse(time.DateOnly, x.Sample.Published[:min(10, len(x.Sample.Published))])
	r := read(recoupe.Dispatch{ID: "hrds", Text: x.text(), Lang: "en", Published: day, PublishedDay: true})
	return whereWhen(r)
}

// whereWhen reads place and day of the deed that a text is about: of the claim
// of violence or arrest that has them, nearest to the beginning; what it lacks
// is taken from the other claims about deeds, then from the text as a whole.
func whereWhen(r recoupe.Reading) map[string]string {
	out := map[string]string{"country": "none", "region": "none", "city": "none", "year": "none", "month": "none", "day": "none"}
	deeds := slices.DeleteFunc(slices.Clone(r.Claims), func(c recoupe.Claim) bool { return !deed(&c) })
	hrdsPlace(out, r, deeds)
	hrdsTime(out, deeds)
	return out
}

// deed: something done to people or property, told as done.
func deed(c *recoupe.Claim) bool {
	switch {
	case c.Polarity == recoupe.Negative, c.Modality == recoupe.Future, c.Modality == recoupe.Wished, c.Modality == recoupe.Ordered:
		return false
	}
	family, _, _ := strings.Cut(c.Event, ".")
	return family == "VIO" || family == "CONS" || family == "LAW" || c.Event == "CIV.REPRESS"
}

func hrdsTime(out map[string]string, deeds []recoupe.Claim) {
	var best *recoupe.Interval
	for i := range deeds {
		t := deeds[i].Time
		if t == nil || t.Start.IsZero() {
			continue
		}
		if best == nil || grainRank(t.Grain) > grainRank(best.Grain) {
			best = t
		}
	}
	if best == nil {
		return
	}
	out["year"] = strconv.Itoa(best.Start.Year())
	if grainRank(best.Grain) >= 1 {
		out["month"] = strconv.Itoa(int(best.Start.Month()))
	}
	if grainRank(best.Grain) >= 2 {
		out["day"] = strconv.Itoa(best.Start.Day())
	}
}

// grainRank: 2 a day or finer, 1 a month, 0 a year or coarser.
func grainRank(grain string) int {
	switch grain {
	case "year", "decade", "century", "quarter", "season", "":
		return 0
	case "month", "week":
		return 1
	}
	return 2
}

func hrdsPlace(out map[string]string, r recoupe.Reading, deeds []recoupe.Claim) {
	votes := map[string]int{}
	first := map[string]recoupe.Place{}
	vote := func(p recoupe.Place, n int) {
		level := placeLevel(p)
		if level == "" || p.ID == "" {
			return
		}
		key := level + "\x00" + strings.ToLower(p.Name)
		votes[key] += n
		if _, ok := first[key]; !ok {
			first[key] = p
		}
	}
	for i, c := range deeds {
		for _, p := range c.Places {
			vote(p, max(12-2*i, 4))
		}
	}
	for _, p := range r.Places {
		vote(p, 2)
	}
	for _, level := range []string{"country", "region", "city"} {
		best := ""
		for key := range votes {
			if strings.HasPrefix(key, level+"\x00") && (best == "" || votes[key] > votes[best] || votes[key] == votes[best] && recoupe.Hull(first[key].Spans).Start < recoupe.Hull(first[best].Spans).Start) {
				best = key
			}
		}
		if best != "" {
			out[level] = strings.TrimPrefix(best, level+"\x00")
		}
	}
}

// placeLevel sorts a gazetteer entry into the three levels that the set has.
func placeLevel(p recoupe.Place) string {
	switch {
	case p.Kind == "country":
		return "country"
	case strings.Contains(p.Kind, "admin") || p.Kind == "region" || p.Kind == "province" || p.Kind == "state":
		return "region"
	case p.Kind == "city" || p.Kind == "capital" || p.Kind == "town" || p.Kind == "village" || p.Kind == "settlement" || p.Kind == "populated":
		return "city"
	}
	return ""
}
