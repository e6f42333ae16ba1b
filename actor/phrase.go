// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"slices"
	"strings"

	"recoupe"
)

// phrase is a noun phrase around a head noun of the lexicon.
type phrase struct {
	head        *head
	hf, hl      int // runs of the head
	first, last int // runs of the phrase
	word        int // word of the head, -1 if unknown
	det         string
	country     string
	side        string
	field       string
	label, same bool
	named       *Mention // is the actor itself: "l'agence officielle Sana"
	complement  *Mention // completes it: "les unités de l'armée"
	rest        int      // runs that none of this explains
}

// phrases makes a mention of every noun phrase whose head is in the lexicon, right to left.
func (v *view) phrases() {
	for i := len(v.runs) - 1; i >= 0; i-- {
		if v.taken[i] {
			continue
		}
		h, n := v.headAt(i)
		if h == nil {
			continue
		}
		p := v.phraseAt(h, i, i+n-1)
		if m, ok := v.resolve(p); ok {
			v.found = append(v.found, m)
			v.take(p.hf, p.hl)
		}
	}
}

// headAt returns the head noun at run i and the number of its runs.
func (v *view) headAt(i int) (*head, int) {
	k := v.word[i]
	if k >= 0 && v.s.Words[k].UPOS != "" && !nominal(v.s.Words[k].UPOS) {
		return nil, 0
	}
	for _, no := range v.f.w.not {
		if v.starts(i, no) || len(no) > 1 && i > 0 && v.starts(i-1, no) {
			return nil, 0
		}
	}
	for _, key := range v.keysAt(i) {
		for n := range v.f.w.heads[key] {
			h := &v.f.w.heads[key][n]
			if len(h.keys) == 1 || v.follows(i, h.keys) {
				if len(h.keys) == 1 && (v.modifier(i) || v.continues(i)) {
					continue
				}
				if h.is("name") && v.f.lang != "ar" && written(v.f.text[v.runs[i].span.Start:v.runs[i].span.End]) == "" {
					continue // "the Red Dawn Front" is an actor, "the front" a line
				}
				return h, len(h.keys)
			}
		}
	}
	return nil, 0
}

// continues: run i ends or continues a head of several words that begins before it ("une source militaire" is one source).
func (v *view) continues(i int) bool {
	for back := 1; back < 4 && back <= i && v.joined(i-back, i-back+1); back++ {
		for _, key := range v.keysAt(i - back) {
			for _, h := range v.f.w.heads[key] {
				if len(h.keys) > back && v.follows(i-back, h.keys) {
					return true
				}
			}
		}
	}
	return false
}

// modifier: an English noun that only describes the next one ("government forces", "police station").
func (v *view) modifier(i int) bool {
	k := v.word[i]
	if v.f.lang != "en" || k < 0 {
		return false
	}
	if v.parsed {
		return v.s.Words[k].Base() == "compound" || v.s.Words[k].Base() == "amod"
	}
	if i+1 < len(v.runs) && adjacent(v.f.text, v.runs[i], v.runs[i+1]) {
		for _, key := range v.keysAt(i + 1) {
			if len(v.f.w.heads[key]) > 0 {
				return true
			}
		}
	}
	return false
}

func adjacent(text string, a, b run) bool {
	return strings.TrimSpace(text[a.span.End:b.span.Start]) == ""
}

func nominal(upos string) bool {
	return upos == "NOUN" || upos == "PROPN" || upos == "ADJ" || upos == "X"
}

// keysAt lists the keys to look a run up with: as written, by lemma, without a
// plural ending, without Arabic clitics and article.
func (v *view) keysAt(i int) []string {
	key := v.runs[i].key
	out := []string{key}
	if k := v.word[i]; k >= 0 && v.s.Words[k].Lemma != "" {
		if ks := keys(v.s.Words[k].Lemma); len(ks) == 1 && ks[0] != key {
			out = append(out, ks[0])
		}
	}
	switch v.f.lang {
	case "fr", "en":
		if strings.HasSuffix(key, "s") || v.f.lang == "fr" && strings.HasSuffix(key, "x") {
			out = append(out, key[:len(key)-1])
		}
		if rest, ok := strings.CutSuffix(key, "ies"); ok && v.f.lang == "en" {
			out = append(out, rest+"y")
		}
		if rest, ok := strings.CutSuffix(key, "e"); ok && v.f.lang == "fr" {
			out = append(out, rest)
		}
	case "ar":
		for _, b := range bare(key) {
			out = append(out, b.key, unarticled(b.key))
		}
	}
	return out
}

// starts: the runs from i on are exactly these keys.
func (v *view) starts(i int, ks []string) bool {
	for n, k := range ks {
		if i+n >= len(v.runs) || v.runs[i+n].key != k {
			return false
		}
	}
	return true
}

// follows: the runs after i continue a head of several words, in any number.
func (v *view) follows(i int, ks []string) bool {
	for n := 1; n < len(ks); n++ {
		if i+n >= len(v.runs) || v.taken[i+n] || !slices.Contains(v.keysAt(i+n), ks[n]) {
			return false
		}
	}
	return true
}

// phraseAt cuts the noun phrase around a head and reads its parts.
func (v *view) phraseAt(h *head, a, b int) *phrase {
	p := &phrase{head: h, hf: a, hl: b, first: a, last: b, word: v.word[a]}
	if v.f.lang == "en" {
		p.word = v.word[b]
	}
	v.right(p)
	v.left(p)
	v.read(p)
	return p
}

// right takes adjectives, names and complements behind the head.
func (v *view) right(p *phrase) {
	limit := len(v.runs) - 1
	for p.last < limit && p.last-p.hl < 14 {
		n := p.last + 1
		if !v.joined(p.last, n) || v.closed(p, n) {
			return
		}
		if m := v.at(n); m != nil && m.Span.Start >= v.runs[p.hl].span.End { // a name or an inner phrase right behind
			if end := v.runEnding(m.Span.End); end > p.last {
				if p.named == nil && p.complement == nil {
					v.settle(p, m, false)
				}
				p.last = end
				continue
			}
			return
		}
		key := v.runs[n].key
		switch {
		case v.f.w.link[key] && v.linked(p, n):
			end := v.linkEnd(p, n)
			if end < 0 {
				return
			}
			p.last = end
		case v.describes(p, n):
			p.last = n
		default:
			return
		}
	}
}

// closed: no more can belong to an Arabic phrase: behind a noun with the article
// no other noun ("اتهمت الوزارة الجماعة"), behind the name of the actor itself nothing but adjectives.
func (v *view) closed(p *phrase, n int) bool {
	if v.f.lang != "ar" || !v.parsed || v.word[n] < 0 || v.s.Words[v.word[n]].UPOS == "ADJ" {
		return false
	}
	if v.stateAt(n) != "" && p.last > p.hf && strings.HasPrefix(v.runs[p.last].key, "ال") { // "اتهم الرئيس الأوكراني روسيا"
		return true
	}
	if p.named != nil {
		return v.at(n) == nil
	}
	return strings.HasPrefix(v.runs[p.last].key, "ال") && v.s.Words[v.word[n]].UPOS == "NOUN" && !v.known(n)
}

// joined: nothing but blanks, quotation marks or an apostrophe stands between two runs.
func (v *view) joined(a, b int) bool {
	for _, r := range v.f.text[v.runs[a].span.End:v.runs[b].span.Start] {
		switch r {
		case ' ', '\u00a0', '\u202f', '\'', '’', '-', '"', '«', '»', '“', '”', '.':
		default:
			return false
		}
	}
	return true
}

// at returns the mention found that begins at run n (its article included), or nil.
func (v *view) at(n int) *Mention {
	var best *Mention
	for i := range v.found {
		m := &v.found[i]
		if m.Span.Start >= v.runs[n].span.Start && m.Span.Start < v.runs[n].span.End && (best == nil || m.Span.Len() > best.Span.Len()) {
			best = m
		}
	}
	return best
}

func (v *view) runEnding(end int) int {
	for i := len(v.runs) - 1; i >= 0; i-- {
		if v.runs[i].span.Start < end {
			return i
		}
	}
	return -1
}

// linked: the tree, where there is one, hangs what follows "de" on this phrase.
func (v *view) linked(p *phrase, n int) bool {
	if !v.parsed || p.word < 0 || n+1 >= len(v.runs) {
		return true
	}
	k := v.word[n+1]
	for hop := 0; hop < 8 && k >= 0; hop++ {
		if k == p.word {
			return true
		}
		k = v.s.Words[k].Head - 1
	}
	return false
}

// linkEnd returns the last run of the complement that the link at run n opens, or -1.
func (v *view) linkEnd(p *phrase, n int) int {
	j := n + 1
	for j < len(v.runs) && j <= n+2 && v.joined(j-1, j) {
		if m := v.at(j); m != nil {
			v.settle(p, m, true)
			return v.runEnding(m.Span.End)
		}
		d, det := v.f.w.det[v.runs[j].key]
		if d == "poss" {
			return -1 // "le retrait des troupes de son territoire": where from, not whose
		}
		if !det && !v.f.w.link[v.runs[j].key] {
			break
		}
		j++
	}
	if j >= len(v.runs) || !v.joined(j-1, j) {
		return -1
	}
	if v.known(j) { // a field, side, label or country: "du régime", "des Affaires étrangères", "de Syrie"
		end := j
		for end+1 < len(v.runs) && v.joined(end, end+1) && v.known(end+1) {
			end++
		}
		return end
	}
	if k := v.word[j]; v.parsed && k >= 0 && (v.s.Words[k].UPOS == "PROPN" || v.s.Words[k].UPOS == "NOUN") {
		return j
	}
	if written(v.f.text[v.runs[j].span.Start:v.runs[j].span.End]) != "" {
		end := j
		for end+1 < len(v.runs) && v.joined(end, end+1) && written(v.f.text[v.runs[end+1].span.Start:v.runs[end+1].span.End]) != "" {
			end++
		}
		return end
	}
	return -1
}

// known: the lists say something about run j.
func (v *view) known(j int) bool {
	for _, k := range v.keysAt(j) {
		if v.f.w.side[k] != "" || v.f.w.label[k] || v.f.w.field[k] != "" {
			return true
		}
	}
	if _, ok := v.fieldAt(j); ok {
		return true
	}
	c, _ := v.f.demonym(v.runs, j)
	return c != "" || v.stateAt(j) != ""
}

// fieldAt reads a field of one or two words: "Affaires étrangères".
func (v *view) fieldAt(j int) (string, bool) {
	for _, k := range v.keysAt(j) {
		if f := v.f.w.field[k]; f != "" {
			return f, true
		}
		if j+1 < len(v.runs) {
			if f := v.f.w.field[k+" "+v.runs[j+1].key]; f != "" {
				return f, true
			}
		}
		if j > 0 {
			if f := v.f.w.field[v.runs[j-1].key+" "+v.runs[j].key]; f != "" {
				return f, true
			}
		}
	}
	return "", false
}

// stateAt returns the country whose name covers run j.
func (v *view) stateAt(j int) string {
	for _, h := range v.hits {
		if h.first <= j && j <= h.last {
			for _, e := range h.entries {
				if v.f.r.entries[e].Kind == "state" {
					return v.f.r.entries[e].Country
				}
			}
		}
	}
	return ""
}

// seatAt returns the country of the government whose seat run j names: "Moscow's defence ministry".
func (v *view) seatAt(j int) string {
	for _, h := range v.hits {
		if h.capital && h.first <= j && j <= h.last && len(h.entries) > 0 {
			return v.f.r.entries[h.entries[0]].Country
		}
	}
	return ""
}

// describes: run n is an adjective or noun that goes on describing the head.
func (v *view) describes(p *phrase, n int) bool {
	if v.known(n) {
		return true
	}
	k := v.word[n]
	if slices.ContainsFunc(v.keysAt(n), func(key string) bool { return v.f.w.time[key] }) {
		return false // "les autorités lundi": a day describes nobody
	}
	if !v.parsed || k < 0 || p.word < 0 || v.s.Words[k].UPOS == "VERB" && v.f.lang == "en" {
		return false // an English participle behind its noun begins a clause
	}
	switch v.s.Words[k].Base() {
	case "amod", "flat", "nmod", "nummod", "compound":
		return v.s.Words[k].Head-1 == p.word || v.under(k, p.word)
	}
	return v.f.lang == "ar" && v.under(k, p.word) && (v.s.Words[k].UPOS == "ADJ" || v.s.Words[k].UPOS == "NOUN")
}

func (v *view) under(k, top int) bool {
	for n := 0; n < 6 && k >= 0; n++ {
		if k == top {
			return true
		}
		switch v.s.Words[k].Base() {
		case "acl", "advcl", "conj", "parataxis", "ccomp", "xcomp", "nsubj", "obl":
			return false
		}
		k = v.s.Words[k].Head - 1
	}
	return false
}

// alike: kinds that one class noun may introduce ("le groupe", "l'organisation").
func alike(a, b string) bool {
	pair := a + " " + b
	switch pair {
	case "armed_group coalition", "coalition armed_group", "organisation armed_group", "organisation ngo", "organisation intergov", "ngo observatory", "agency intergov",
		"media broadcaster", "media newspaper", "newspaper agency", "broadcaster newspaper", "newspaper broadcaster", "media agency", "agency ngo", "armed_group organisation", "organisation observatory":
		return true
	}
	return false
}

// read fills in country, side, field, labels from the runs of a phrase.
func (v *view) read(p *phrase) {
	for j := p.first; j <= p.last; j++ {
		if j >= p.hf && j <= p.hl {
			continue
		}
		if c, _ := v.f.demonym(v.runs, j); c != "" && p.country == "" {
			p.country = c
		}
		if c := or(v.stateAt(j), v.seatAt(j)); c != "" && p.country == "" {
			p.country = c
		}
		v.readRun(p, j)
	}
	if p.head.is("label") {
		p.label = true
	}
	if p.complement != nil && p.country == "" {
		p.country = p.complement.Country
	}
	if v.f.lang == "ar" && p.det == "" && strings.HasPrefix(v.runs[p.hf].key, "ال") {
		p.det = "def"
	}
}

func (v *view) readRun(p *phrase, j int) {
	explained := false
	for _, k := range v.keysAt(j) {
		if s, ok := v.f.w.side[k]; ok && s != "" && (p.side == "" || p.side == "armed") {
			p.side = s
			explained = true
		}
		if v.f.w.label[k] {
			p.label, explained = true, true
		}
		if v.f.w.same[k] {
			p.same, explained = true, true
		}
	}
	if f, ok := v.fieldAt(j); ok {
		p.field, explained = f, true
	}
	if _, ok := v.f.w.det[v.runs[j].key]; ok || v.f.w.link[v.runs[j].key] {
		explained = true
	}
	if c, _ := v.f.demonym(v.runs, j); c != "" || v.stateAt(j) != "" {
		explained = true
	}
	if !explained {
		p.rest++
	}
}

// span of the phrase in bytes; a clitic of Arabic stays outside.
func (v *view) phraseSpan(p *phrase) recoupe.Span {
	sp := recoupe.Span{Start: v.runs[p.first].span.Start, End: v.runs[p.last].span.End}
	if v.f.lang == "ar" && p.first == p.hf {
		for _, b := range bare(v.runs[p.hf].key) {
			if b.cut > 0 && (b.key == p.head.keys[0] || unarticled(b.key) == p.head.keys[0]) {
				sp.Start += clitic(v.f.text, v.runs[p.hf].span, b.cut)
				break
			}
		}
	}
	return sp
}
