// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// mucRoles are the five roles of MUC-4 that are scored.
var mucRoles = []string{"PerpInd", "PerpOrg", "Target", "Victim", "Weapon"}

// mucEntity is one filler: the wordings that count as the same.
type mucEntity []string

type mucDoc struct {
	id, text string
	gold     map[string][]mucEntity
	classes  map[string]map[string]bool // organisation → confidence values allowed
}

// MUC4 measures S1 and S3 on the two hundred development documents (tst1, tst2).
func MUC4(w io.Writer, shared string, read Reader) error {
	docs, err := mucDocs(shared, "grit_dev", "tst1", "tst2")
	if err != nil {
		return err
	}
	cases, err := caserOf(shared)
	if err != nil {
		return err
	}
	strict, lenient, classes := mucScore(docs, cases, read)
	fmt.Fprintf(w, "| MUC-4, development (%d documents, capitals restored) | P | R | F1 | bar |\n|---|---|---|---|---|\n", len(docs))
	fmt.Fprintf(w, "| role fillers, strict (S1) | %s | 35 |\n| role fillers, lenient | %s | |\n", prf(strict["ALL"]), prf(lenient["ALL"]))
	for _, r := range mucRoles {
		fmt.Fprintf(w, "| %s, strict | %s | |\n", r, prf(strict[r]))
	}
	fmt.Fprintf(w, "\n| MUC-4 claim class (S3) | measured | bar |\n|---|---|---|\n| share right of %d organisations found (of %d with a class) | %.3f | .65 |\n",
		classes.pred, classes.gold, shareOf(classes.hit, classes.pred))
	return nil
}

// mucScore reads the documents and counts S1 strictly and leniently, and S3.
func mucScore(docs []mucDoc, cases *truecaser, read Reader) (strict, lenient map[string]counts, classes counts) {
	strict, lenient = map[string]counts{}, map[string]counts{}
	for _, d := range docs {
		text, day := mucText(d.text, cases)
		found := mucFound(read(recoupe.Dispatch{ID: d.id, Text: text, Lang: "en", Published: day, PublishedDay: true}))
		addRoles(strict, d.gold, found.roles, false)
		addRoles(lenient, d.gold, found.roles, true)
		c := mucClasses(d, found)
		classes.hit, classes.pred, classes.gold = classes.hit+c.hit, classes.pred+c.pred, classes.gold+c.gold
	}
	return strict, lenient, classes
}

func prf(c counts) string {
	return fmt.Sprintf("%.1f | %.1f | %.1f", 100*c.precision(), 100*c.recall(), 100*c.f1())
}

// addRoles counts by maximum one-to-one matching per role, as muc4score.ree does.
func addRoles(sum map[string]counts, gold, pred map[string][]mucEntity, lenient bool) {
	for _, r := range mucRoles {
		n := maxMatch(gold[r], pred[r], lenient)
		for _, k := range []string{r, "ALL"} {
			c := sum[k]
			c.hit, c.pred, c.gold = c.hit+n, c.pred+len(pred[r]), c.gold+len(gold[r])
			sum[k] = c
		}
	}
}

// maxMatch is the size of a maximum matching of gold and predicted entities.
func maxMatch(gold, pred []mucEntity, lenient bool) int {
	owner := make([]int, len(pred))
	for i := range owner {
		owner[i] = -1
	}
	var try func(g int, seen []bool) bool
	try = func(g int, seen []bool) bool {
		for p := range pred {
			if seen[p] || !sameEntity(gold[g], pred[p], lenient) {
				continue
			}
			seen[p] = true
			if owner[p] < 0 || try(owner[p], seen) {
				owner[p] = g
				return true
			}
		}
		return false
	}
	n := 0
	for g := range gold {
		if try(g, make([]bool, len(pred))) {
			n++
		}
	}
	return n
}

// sameEntity: strict, every predicted wording is a gold one; lenient, one holds the other as a run of words.
func sameEntity(gold, pred mucEntity, lenient bool) bool {
	if len(pred) == 0 {
		return false
	}
	if lenient {
		for _, g := range gold {
			for _, p := range pred {
				if p != "" && g != "" && (strings.Contains(" "+g+" ", " "+p+" ") || strings.Contains(" "+p+" ", " "+g+" ")) {
					return true
				}
			}
		}
		return false
	}
	return !slices.ContainsFunc(pred, func(p string) bool { return !slices.Contains(gold, p) })
}

var (
	mucPunct   = regexp.MustCompile("[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]")
	mucArticle = regexp.MustCompile(`\b(a|an|the)\b`)
)

// mucNorm is muc4score.norm: lower case, no punctuation, no articles.
func mucNorm(s string) string {
	s = mucPunct.ReplaceAllString(strings.ToLower(s), "")
	return strings.Join(strings.Fields(mucArticle.ReplaceAllString(s, " ")), " ")
}

// mucDocs joins texts, entities per role and confidence values.
func mucDocs(shared, entities string, parts ...string) ([]mucDoc, error) {
	ents, err := eventRows[struct {
		DocID    string
		Extracts map[string][][][]any
	}](shared, "muc4/dev/"+entities+".jsonl")
	if err != nil {
		return nil, err
	}
	docs := map[string]*mucDoc{}
	for _, part := range parts {
		if err := mucPart(shared, part, docs); err != nil {
			return nil, err
		}
	}
	var out []mucDoc
	for _, x := range ents {
		d := docs[x.DocID]
		if d == nil {
			continue
		}
		for _, role := range mucRoles {
			for _, e := range x.Extracts[role] {
				var ws mucEntity
				for _, m := range e {
					if s, ok := m[0].(string); ok {
						ws = append(ws, mucNorm(s))
					}
				}
				if len(ws) > 0 {
					d.gold[role] = append(d.gold[role], ws)
				}
			}
		}
		out = append(out, *d)
	}
	return out, nil
}

type mucValue struct{ Value, Of []string }

func mucPart(shared, part string, docs map[string]*mucDoc) error {
	texts, err := eventRows[struct{ DocID, Text string }](shared, "muc4/dev/"+part+".texts.jsonl")
	if err != nil {
		return err
	}
	for _, x := range texts {
		docs[x.DocID] = &mucDoc{id: x.DocID, text: x.Text, gold: map[string][]mucEntity{}, classes: map[string]map[string]bool{}}
	}
	keys, err := eventRows[struct {
		DocID     string
		Templates []struct {
			Confidence []mucValue `json:"perp_org_confidence"`
			Org        []mucValue `json:"perp_org"`
		}
	}](shared, "muc4/dev/"+part+".keys.jsonl")
	if err != nil {
		return err
	}
	for _, k := range keys {
		d := docs[k.DocID]
		for _, t := range k.Templates {
			for _, c := range t.Confidence {
				d.allow(c)
			}
		}
	}
	return nil
}

func (d *mucDoc) allow(c mucValue) {
	for _, of := range c.Of {
		of = mucNorm(of)
		if d.classes[of] == nil {
			d.classes[of] = map[string]bool{}
		}
		for _, v := range c.Value {
			for _, one := range strings.Split(strings.Trim(v, "()"), " / ") {
				d.classes[of][strings.TrimSpace(one)] = true
			}
		}
	}
}

// caserOf learns capitals from English news of the material.
func caserOf(shared string) (*truecaser, error) {
	t := &truecaser{}
	articles, err := eventRows[struct {
		Content string `json:"article_content"`
	}](shared, "fa_kes/dev/articles.jsonl")
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		t.learn(a.Content)
	}
	more, err := eventRows[hrdsRow](shared, "hrdsattack/dev/train.jsonl")
	if err != nil {
		return nil, err
	}
	for i := range more {
		t.learn(more[i].text())
	}
	return t, nil
}

var (
	mucDate = regexp.MustCompile(`(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b`)
	mucGap  = regexp.MustCompile(`\n\s*\n`)
)

// mucText returns the body with capitals, and the day of the dateline.
func mucText(raw string, cases *truecaser) (string, time.Time) {
	head, body, ok := strings.Cut(raw, "[TEXT]")
	if !ok {
		head, body = "", raw
	}
	var day time.Time
	if m := mucDate.FindStringSubmatch(head); m != nil {
		day, _ = time.Parse("2 Jan 06", m[1]+" "+title(strings.ToLower(m[2]))+" "+m[3])
	}
	var out []string
	for _, p := range mucGap.Split(body, -1) {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, cases.apply(p))
		}
	}
	return strings.Join(out, "\n\n"), day
}
