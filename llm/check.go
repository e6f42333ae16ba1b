// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package llm

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"recoupe"
	"recoupe/actor"
	"recoupe/lang"
)

// checker holds every claim of a model to the text. Rules, in this order:
//
//  1. The sentence is one that was asked about.
//  2. The claim's words and its trigger stand in that sentence, letter by
//     letter; spans, where given, cover just these words.
//  3. The event is a type of the table; polarity and modality are values of the contract.
//  4. The attribution, where there is one, was sent; its source stands in the
//     text of the dispatch, its cue and content in the sentence.
//
// A claim that breaks one is rejected and counted under that reason. Actors
// whose words are missing are left out without rejecting the claim.
type checker struct {
	r        *recoupe.Reading
	types    map[string]bool
	actors   []actor.Mention
	rejected map[string]int
	ids      map[string]bool
}

func newChecker(r *recoupe.Reading, types map[string]bool, actors []actor.Mention) *checker {
	k := &checker{r: r, types: types, actors: actors, rejected: map[string]int{}, ids: map[string]bool{}}
	for _, a := range r.Attributions {
		k.ids[a.ID] = true
	}
	for _, c := range r.Claims {
		k.ids[c.ID] = true
	}
	return k
}

// Reasons for a rejection, as the notes tell them.
const (
	whySentence    = "about a sentence that was not asked about"
	whyWords       = "words that are not in the sentence"
	whyType        = "no type of the event table"
	whyValue       = "a polarity or modality that does not exist"
	whyAttribution = "an attribution that was not given"
	whySource      = "a source that is not in the text"
)

// take adds what holds of an answer about some sentences.
func (k *checker) take(a answer, asked []int) {
	sent := map[string]saidAttribution{}
	for _, x := range a.Attributions {
		sent[x.ID] = x
	}
	made := map[string]string{}
	for _, c := range a.Claims {
		claim, why := k.claim(c, asked)
		if why == "" && c.Attribution != nil && *c.Attribution != "" {
			why = k.attribute(&claim, *c.Attribution, sent, made)
		}
		if why != "" {
			k.rejected[why]++
			continue
		}
		claim.ID = k.id("c", len(k.r.Claims)+1)
		k.r.Claims = append(k.r.Claims, claim)
	}
}

// finish puts claims in text order and notes what was rejected.
func (k *checker) finish() {
	slices.SortStableFunc(k.r.Claims, func(a, b recoupe.Claim) int { return cmp.Compare(a.Region, b.Region) })
	if len(k.rejected) == 0 {
		return
	}
	var parts []string
	n := 0
	for why, times := range k.rejected {
		parts = append(parts, fmt.Sprintf("%d with %s", times, why))
		n += times
	}
	slices.Sort(parts)
	k.r.Notes = append(k.r.Notes, fmt.Sprintf("language model: %d claims rejected: %s", n, strings.Join(parts, ", ")))
}

// id returns the first free id from n on.
func (k *checker) id(letter string, n int) string {
	for ; ; n++ {
		id := fmt.Sprintf("%s%d", letter, n)
		if !k.ids[id] {
			k.ids[id] = true
			return id
		}
	}
}

func (k *checker) claim(c saidClaim, asked []int) (recoupe.Claim, string) {
	var out recoupe.Claim
	if !slices.Contains(asked, c.Sentence) {
		return out, whySentence
	}
	in := k.r.Regions[c.Sentence].Span
	body, ok := k.find(c.words, in)
	if !ok {
		return out, whyWords
	}
	trigger, ok := k.find(c.Trigger, recoupe.Hull(body.Spans))
	if !ok {
		return out, whyWords
	}
	if !k.types[c.Event] {
		return out, whyType
	}
	polarity, modality := recoupe.Polarity(c.Polarity), recoupe.Modality(c.Modality)
	if polarity != recoupe.Positive && polarity != recoupe.Negative || !slices.Contains(modalities, modality) {
		return out, whyValue
	}
	out = recoupe.Claim{Mention: body, Trigger: trigger, Event: c.Event, Polarity: polarity, Modality: modality, Region: c.Sentence, Rule: Rule,
		Commitment: []recoupe.Commitment{{Source: recoupe.Author, Value: own(c)}}}
	k.furnish(&out)
	for _, a := range c.Actors {
		if m, ok := k.find(a.words, in); ok {
			out.Actors = append(out.Actors, k.role(m, a.Role))
		}
	}
	return out, ""
}

var modalities = []recoupe.Modality{recoupe.Asserted, recoupe.ReportedAs, recoupe.Possible, recoupe.Future, recoupe.Wished, recoupe.Ordered, recoupe.Asked, recoupe.DeniedAs}

var values = []recoupe.Value{recoupe.CTPlus, recoupe.CTMinus, recoupe.PRPlus, recoupe.PRMinus, recoupe.PSPlus, recoupe.PSMinus, recoupe.CTu, recoupe.Uu}

// own is the speaker's value: the model's where it is one and fits the modality, else uncommitted. A guess never makes a claim surer.
func own(c saidClaim) recoupe.Value {
	v := recoupe.Value(c.Commitment)
	certain := v == recoupe.CTPlus || v == recoupe.CTMinus
	switch m := recoupe.Modality(c.Modality); {
	case !slices.Contains(values, v):
		return recoupe.Uu
	case certain && m != recoupe.Asserted && m != recoupe.DeniedAs:
		return recoupe.Uu
	}
	return v
}

// attribute ties a claim to its attribution, which is made on first use.
func (k *checker) attribute(c *recoupe.Claim, id string, sent map[string]saidAttribution, made map[string]string) string {
	said, ok := sent[id]
	if !ok {
		return whyAttribution
	}
	if made[id] == "" {
		a, why := k.attribution(said)
		if why != "" {
			return why
		}
		a.ID = k.id("a", len(k.r.Attributions)+1)
		k.r.Attributions = append(k.r.Attributions, a)
		made[id] = a.ID
	}
	c.Attribution = made[id]
	i := slices.IndexFunc(k.r.Attributions, func(a recoupe.Attribution) bool { return a.ID == c.Attribution })
	c.Commitment = []recoupe.Commitment{{Source: recoupe.Author, Value: recoupe.Uu}, {Source: k.r.Attributions[i].Source.ID, Value: c.Commitment[0].Value}}
	return ""
}

func (k *checker) attribution(said saidAttribution) (recoupe.Attribution, string) {
	if said.Sentence < 0 || said.Sentence >= len(k.r.Regions) {
		return recoupe.Attribution{}, whySentence
	}
	in := k.r.Regions[said.Sentence].Span
	content, ok1 := k.find(said.Content, in)
	cue, ok2 := k.find(said.Cue, in)
	if !ok1 || !ok2 {
		return recoupe.Attribution{}, whyWords
	}
	source, explicit := k.find(said.Source, in)
	if !explicit {
		var ok bool
		if source, ok = k.find(said.Source, recoupe.Span{End: len(k.r.Dispatch.Text)}); !ok {
			return recoupe.Attribution{}, whySource
		}
	}
	who := k.role(source, "")
	a := recoupe.Attribution{Source: recoupe.Source{Mention: source, ID: who.ID, Name: who.Name, Kind: who.Kind, Explicit: explicit},
		Cue:     recoupe.Cue{Mention: cue, Head: recoupe.Hull(cue.Spans), Lemma: strings.ToLower(cue.Text), Class: "relay"},
		Content: recoupe.Content{Mention: content, Type: recoupe.Indirect}, Stance: recoupe.Neutral, Rule: Rule}
	a.Chain = []string{recoupe.Author, a.Source.ID}
	if strings.ContainsAny(content.Text, "«»“”\"") {
		a.Content.Type = recoupe.Mixed
	}
	return a, ""
}

// role resolves words to an actor of the register, or makes one of the words.
func (k *checker) role(m recoupe.Mention, role string) recoupe.Role {
	r := recoupe.Role{Mention: m, Role: role, As: m.Text, Name: m.Text, ID: "x-" + strings.Join(strings.Fields(lang.Fold(m.Text)), "-")}
	best := 0
	for _, a := range k.actors {
		if n := a.Span.Len(); recoupe.Hull(m.Spans).Contains(a.Span) && n > best {
			best = n
			r.ID, r.Name, r.Kind, r.Camp, r.Loaded = a.ID, a.Name, a.Kind, a.Camp, a.Loaded
		}
	}
	return r
}

// furnish adds the places and the time that the rules found inside the claim.
func (k *checker) furnish(c *recoupe.Claim) {
	in := recoupe.Hull(c.Spans)
	for _, p := range k.r.Places {
		if p.Role == "" && len(p.Spans) > 0 && in.Contains(recoupe.Hull(p.Spans)) {
			c.Places = append(c.Places, p)
		}
	}
	for i := range k.r.Times {
		if t := k.r.Times[i]; c.Time == nil && len(t.Spans) > 0 && in.Contains(recoupe.Hull(t.Spans)) {
			t.Which = "event"
			c.Time = &t
		}
	}
}

// find returns the words as a mention inside a stretch of the text. Spans of
// the model are code points and must cover just the words; without them the
// first place where the words stand counts.
func (k *checker) find(w words, in recoupe.Span) (recoupe.Mention, bool) {
	text := k.r.Dispatch.Text
	want := strings.TrimSpace(w.Text)
	if want == "" {
		return recoupe.Mention{}, false
	}
	if len(w.Spans) == 1 {
		start, end := byteOf(text, w.Spans[0].Start), byteOf(text, w.Spans[0].End)
		s := recoupe.Span{Start: start, End: end}
		if start < 0 || end < start || s.In(text) != want || !in.Contains(s) {
			return recoupe.Mention{}, false
		}
		return recoupe.Mention{Text: want, Spans: []recoupe.Span{s}}, true
	}
	if len(w.Spans) > 1 { // the contract allows them, the prompt does not ask for them
		return recoupe.Mention{}, false
	}
	at := strings.Index(in.In(text), want)
	if at < 0 {
		return recoupe.Mention{}, false
	}
	return recoupe.Mention{Text: want, Spans: []recoupe.Span{{Start: in.Start + at, End: in.Start + at + len(want)}}}, true
}

// byteOf returns the byte at which a code point begins, -1 where the text has fewer.
func byteOf(text string, rune int) int {
	if rune < 0 {
		return -1
	}
	at := 0
	for ; rune > 0; rune-- {
		if at >= len(text) {
			return -1
		}
		_, n := utf8.DecodeRuneInString(text[at:])
		at += n
	}
	return at
}
