// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"recoupe"
	"recoupe/claim"
	"recoupe/read"
)

// TestExplain: every candidate that comes to nothing has a reason of its own.
// A case names words and what is said of them; "+" is a rule that fired.
func TestExplain(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       []string
	}{
		{"fr", "Selon le maire, la route est coupée.", []string{`+ selon_x "Selon le maire"`}},
		{"fr", "Selon l'accord, les troupes partiront.", []string{`- prepositional "Selon accord": its noun is a rule or plan: in accordance with, not according to`, `- nominal "accord": refers back: no place, actor or time of its own`}},
		{"fr", "La pluie varie selon les vallées.", []string{`- prepositional "selon vallées": the sentence says that something varies with it`}},
		{"fr", "La perte du pont a été un revers pour la troupe.", []string{`- prepositional "pour troupe": this preposition names a source only where it is set off`}},
		{"fr", "L'armée poursuivait ses opérations.", []string{`- verb "poursuivait": no clause opens behind it; no quotation, comma or colon sets it off; no infinitive follows`}},
		{"fr", "Le maire a montré le pont.", []string{`- verb "a montré": no clause opens behind it; no quotation, comma or colon sets it off; "pont" is no picture`, `- role "pont": neither an actor nor a thing that an event keeps`}},
		{"fr", "Sa déclaration a surpris.", []string{`- noun_that "déclaration": no clause hangs on the noun`}},
		{"fr", "Le préfet pourrait partir.", []string{`- conditional "pourrait": a modal verb in the conditional softens what it says`, `- clause "pourrait": the infinitive below it makes the claim`}},
		{"fr", "Si la pluie venait, la route serait coupée.", []string{`- conditional "serait": the sentence has a condition or a question`}},
		{"fr", "Les combats ont repris après l'offensive de charme.", []string{`- event VIO.OFFENSIVE "offensive": a word of a phrase that is no event`}},
		{"fr", "Le drone a frappé le dépôt.", []string{`- role "drone": a means: whoever sent it acts`}},
		{"fr", "Le maire a dit que la route est coupée.", []string{`- clause "dit": a cue: that somebody says something is no event`}},
		{"fr", "Probablement, le pont est tombé.", []string{`- hedge "Probablement": the author's own doubt, which weakens his claim`}},
		{"fr", "Le ministre, cité par la radio, est malade.", []string{`- relay "cité par": the sentence has no attribution whose chain it could lengthen`}},
		{"fr", "La route est coupée\n\nLe maire a quitté la ville dans la nuit avec ses gardes.", []string{`- region "La route est coupée": a heading announces what the text below it claims`}},
		{"en", "The mayor showed the bridge.", []string{`"bridge" is no picture`}},
		{"en", "The road is open, according to plan.", []string{`- prepositional "according to plan": its noun is a rule or plan: in accordance with, not according to`}},
		{"en", "The rebels were engaged in clashes.", []string{`+ clause "clashes": claim VIO.CLASH`, `- clause "engaged": it only carries "clashes", which makes the claim`}},
		{"ar", "قال المحافظ إن الطريق مقطوع.", []string{`+ verb_que "قال"`}},
	} {
		steps := traced(recoupe.Dispatch{ID: "explain", Lang: tt.lang, Text: tt.text})
		for _, want := range tt.want {
			if !slices.ContainsFunc(steps, func(s string) bool { return strings.Contains(s, want) }) {
				t.Errorf("%s\nwant %s\ngot  %s", tt.text, want, strings.Join(steps, "\n     "))
			}
		}
	}
}

func traced(d recoupe.Dispatch) []string {
	_, trace := reader().Explain(d)
	var out []string
	for _, s := range trace.Steps {
		sign := "-"
		if s.Taken {
			sign = "+"
		}
		out = append(out, fmt.Sprintf("%s %s %q: %s", sign, s.Rule, s.Words, s.Why))
	}
	return out
}

// TestEveryVerbExplained: whatever a text is made of, every verb of it stands in
// a step, every step that was not taken says why, and a region without claims says so.
func TestEveryVerbExplained(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lang := rapid.SampledFrom([]string{"fr", "en", "ar"}).Draw(rt, "lang")
		words := rapid.SliceOfN(rapid.SampledFrom(pieces[lang]), 1, 30).Draw(rt, "words")
		d := recoupe.Dispatch{ID: "any", Lang: lang, Text: strings.Join(words, " ")}
		_, trace := reader().Explain(d)
		for _, s := range trace.Steps {
			if s.Why == "" {
				rt.Fatalf("%q: %s %q without a reason", d.Text, s.Rule, s.Words)
			}
		}
		for i, w := range unexplained(trace) {
			rt.Errorf("%q: sentence %d: nothing is said of the verb %q", d.Text, i, w)
		}
	})
}

// unexplained returns a verb of every sentence that no step speaks of.
func unexplained(trace read.Trace) map[int]string {
	out := map[int]string{}
	for i := range trace.Sentences {
		for _, w := range trace.Sentences[i].Words {
			if w.UPOS != "VERB" || slices.Contains([]string{"aux", "cop", "fixed", "case"}, w.Base()) {
				continue
			}
			told := slices.ContainsFunc(trace.Steps, func(s claim.Step) bool { return s.Sentence == i && s.Span.Contains(w.Span) })
			if !told {
				out[i] = w.Form
			}
		}
	}
	return out
}
