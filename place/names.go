// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"slices"
	"strings"

	"recoupe/gazetteer"
)

// maxName is the longest name looked up, in tokens.
const maxName = 6

// propose finds the stretches of a line that may name a place.
func (r *run) propose(l *line) {
	for i := 0; i < len(l.toks); {
		m, next := r.nameAt(l, i)
		if m != nil {
			l.proposed = append(l.proposed, m)
		}
		i = max(next, i+1)
	}
}

// nameAt reads a name that begins at token i, in this order:
//  1. a hashtag;
//  2. a place of the desk's own;
//  3. a short form or a part of the world from the lexicon ("U.S.", "RDC");
//  4. the name of a people ("Syrian");
//  5. a name with its class word inside ("Patapsco River", "rue Saint-Maur", جسر الشغور);
//  6. the longest name that the gazetteer knows.
//
// It returns the token to go on from; a longer name that is no place is passed
// over whole, so that no place is found inside it.
func (r *run) nameAt(l *line, i int) (*mention, int) {
	t := &l.toks[i]
	if !t.letters && !t.capital || r.insideName(t) {
		return nil, i + 1
	}
	if t.tag != 0 {
		return r.tagAt(l, i)
	}
	if m := r.own(l, i); m != nil {
		return m, m.hi + 1
	}
	if m := r.listed(l, i); m != nil {
		return m, m.hi + 1
	}
	if m := r.people(l, i); m != nil {
		return m, m.hi + 1
	}
	if n, _ := r.longest(l, i, r.runEnd(l, i)); n <= i || !t.capital || l.caseless {
		if m := r.classFirst(l, i); m != nil {
			return m, m.hi + 1
		}
	}
	if l.caseless {
		return r.caselessAt(l, i)
	}
	if t.capital && r.g.common(t.low) && i+1 < len(l.toks) && l.toks[i+1].capital { // "West Columbia", "Port Arthur"
		if known, _ := r.longest(l, i, r.runEnd(l, i)); known > i {
			return r.capitals(l, i)
		}
	}
	if !t.capital || r.g.common(t.low) || len(t.form) < 2 || closedClass(t.pos) {
		return nil, i + 1
	}
	return r.capitals(l, i)
}

// closedClass are the parts of speech that never name a place.
func closedClass(pos string) bool {
	switch pos {
	case "PRON", "DET", "AUX", "CCONJ", "SCONJ", "ADP", "PART", "INTJ":
		return true
	}
	return false
}

func (r *run) insideName(t *tok) bool {
	for _, n := range r.hint.Names {
		if n.Overlaps(t.span) {
			return true
		}
	}
	return false
}

// tagAt reads a hashtag: as a whole it names a place (#FortMcMurray), a place
// among its words is only its topic (#floods_Kuwait).
func (r *run) tagAt(l *line, i int) (*mention, int) {
	j := i
	for j+1 < len(l.toks) && l.toks[j+1].tag == 'p' && l.toks[i].tag == 'p' && l.toks[j+1].span.Start == l.toks[j].span.End+1 {
		j++
	}
	if m := r.listedAs(l, i, j); m != nil {
		return m, j + 1
	}
	name := strings.ReplaceAll(l.textOf(i, j), "_", " ")
	cands := exact(r.match(name))
	if len(cands) == 0 {
		for _, c := range r.match(name) { // words run together
			if c.Apart == 0 && len(name) > 5 {
				cands = append(cands, c)
			}
		}
	}
	if len(cands) > 0 && !r.g.common(l.toks[i].low) {
		m := &mention{lo: i, hi: j, nameLo: i, name: name, cands: cands}
		m.proof = 0.7
		return m, j + 1
	}
	if r.generics(l, i) && j > i {
		return &mention{lo: i, hi: j, nameLo: i, name: name, generic: true, kind: r.g.value("before", l.toks[i].low), proof: 2}, j + 1
	}
	for k := i; k <= j; k++ {
		if c := exact(r.match(l.toks[k].form)); i < j && len(c) > 0 && (c[0].Kind == "country" || c[0].Population > 50_000) && !r.g.common(l.toks[k].low) {
			return &mention{lo: k, hi: k, nameLo: k, name: l.toks[k].form, cands: c, role: "topic", proof: 2}, j + 1
		}
	}
	return nil, j + 1
}

// own reads the longest name of a place that the desk added itself: a hill, a
// bridge, a base is meant wherever its name stands.
func (r *run) own(l *line, i int) *mention {
	from := i
	for i+1 < len(l.toks) && r.g.article(l.toks[i].low) { // keys have no article: it is no part of the name
		i++
	}
	for j := min(i+maxName, len(l.toks)) - 1; j >= i; j-- {
		if j == i && !l.toks[i].capital && !l.caseless {
			return nil
		}
		if t := &l.toks[j]; t.mark || !t.capital && gazetteer.Article(t.low) {
			continue
		}
		for _, name := range r.g.bareForms(l.textOf(i, j)) {
			if c := r.f.Gazetteer.Own(name); len(c) > 0 {
				return &mention{lo: from, hi: j, nameLo: i, name: name, cands: c, proof: 4}
			}
		}
	}
	return nil
}

// listed reads a short form or part of the world, the longest first.
func (r *run) listed(l *line, i int) *mention {
	for j := min(i+4, len(l.toks)) - 1; j >= i; j-- {
		if m := r.listedAs(l, i, j); m != nil {
			return m
		}
	}
	return nil
}

func (r *run) listedAs(l *line, i, j int) *mention {
	for _, text := range r.g.bareForms(l.textOf(i, j)) {
		id := r.g.value("alias", text)
		if id == "" && i > 0 && l.toks[i-1].comma && i == j {
			id = r.g.value("postal", text)
		}
		if e, ok := r.f.Gazetteer.Get(id); ok && id != "" {
			return &mention{lo: i, hi: j, nameLo: i, name: text, fixed: true, cands: []gazetteer.Match{{Entry: e, How: "exact"}}, proof: 2}
		}
		if r.g.is("area", text) {
			return &mention{lo: i, hi: j, nameLo: i, name: text, generic: true, kind: "area", proof: 2}
		}
	}
	return nil
}

// people reads the name of a people, which puts its country in play.
func (r *run) people(l *line, i int) *mention {
	for j := min(i+1, len(l.toks)-1); j >= i; j-- {
		low := strings.ToLower(l.textOf(i, j))
		if l.caseless {
			low = r.g.bareDemonym(low)
		}
		country := r.g.peoples[low]
		if country == "" && strings.HasPrefix(low, "ال") {
			country = r.g.peoples[strings.TrimPrefix(low, "ال")]
		}
		if country == "" || r.g.lang == "en" && !l.toks[i].capital {
			continue
		}
		r.countries[country] += 0.7
		e, ok := r.f.Gazetteer.Get("cc:" + country)
		if !ok || !r.hint.All {
			return &mention{lo: i, hi: j, nameLo: i, name: low, role: "skip"}
		}
		return &mention{lo: i, hi: j, nameLo: i, name: l.textOf(i, j), fixed: true, role: "people", cands: []gazetteer.Match{{Entry: e, How: "exact"}}, proof: 2}
	}
	return nil
}

// generics reports whether token i is a class word that names begin with.
func (r *run) generics(l *line, i int) bool {
	low := l.toks[i].low
	if l.caseless {
		low = r.g.stripClitics(low, "before")
	}
	return r.g.value("before", low) != ""
}

// classFirst reads a name that begins with its class word: "rue de Rivoli",
// "Lake Erie", سد الوحدة.
func (r *run) classFirst(l *line, i int) *mention {
	if !r.generics(l, i) || i+1 >= len(l.toks) {
		return nil
	}
	if l.caseless {
		return r.arabicClassFirst(l, i)
	}
	if r.g.lang == "en" && !l.toks[i].capital {
		return nil
	}
	k := i + 1
	for k < len(l.toks) && (r.g.linker(l.toks[k].low) || r.g.article(l.toks[k].low)) {
		k++
	}
	if k >= len(l.toks) || !l.toks[k].capital || k > i+3 || r.g.is("title", l.toks[k].low) && k+1 >= len(l.toks) {
		return nil
	}
	hi := r.runEnd(l, k)
	if n, c := r.longest(l, k, hi); n >= 0 && len(c) > 0 {
		hi = n
	}
	kind := r.g.value("before", l.toks[i].low)
	m := &mention{lo: i, hi: hi, nameLo: i, name: l.textOf(k, hi), kind: kind, generic: true, proof: 2}
	if full := exact(r.match(l.textOf(i, hi))); len(full) > 0 {
		m.cands, m.kind = full, ""
		return m
	}
	for _, c := range exact(r.match(m.name)) {
		if agrees(kind, c.Kind) {
			m.cands = append(m.cands, c)
		}
	}
	if len(m.cands) == 0 && inTown(kind) && !r.halfName(l, k, hi) {
		m.cands = slices.DeleteFunc(exact(r.match(m.name)), func(c gazetteer.Match) bool { return !agrees("town", c.Kind) })
	}
	if kind == "road" && len(exact(r.match(m.name))) > 0 { // "la route de Homs" leads there; it is not called so
		return nil
	}
	if r.g.value("kind", l.toks[i].low) != "" { // "la province de Hama": the class word is no part of the name
		if len(m.cands) == 0 {
			return nil
		}
		m.nameLo, m.generic = k, false
		if i > 0 && r.g.article(l.toks[i-1].low) {
			m.lo--
		}
	}
	return m
}

// inTown: a thing of the kind that no table has lies somewhere in the town that it is called after: "l'hôpital de Hama".
func inTown(kind string) bool { return kind == "site" || kind == "base" }

// runEnd is the last token of the run of capitals that begins at i.
func (r *run) runEnd(l *line, i int) int {
	end := i
	for j := i + 1; j < len(l.toks) && j < i+maxName; j++ {
		t := &l.toks[j]
		switch {
		case t.capital && t.letters && !l.toks[j-1].end:
			end = j
		case t.form == "-" || r.g.linker(t.low) && r.g.lang == "fr" || l.articleAt(j):
		case t.form == "." && len([]rune(l.toks[j-1].form)) < 3:
		default:
			return end
		}
	}
	return end
}

// articleAt reports whether token j is an article with a hyphen and a name behind it: Deir "ez"-Zor.
func (l *line) articleAt(j int) bool {
	return j+2 < len(l.toks) && l.toks[j+1].form == "-" && l.toks[j+2].capital && gazetteer.Article(l.toks[j].low)
}

// longest is the longest beginning of tokens i to hi that the gazetteer knows as written.
func (r *run) longest(l *line, i, hi int) (int, []gazetteer.Match) {
	for j := hi; j >= i; j-- {
		if !l.toks[j].letters || r.g.linker(l.toks[j].low) {
			continue
		}
		if r.halfName(l, i, j) {
			continue
		}
		if c := exact(r.match(l.textOf(i, j))); len(c) > 0 {
			return j, c
		}
	}
	return -1, nil
}

// halfName: tokens i to j are one half of a name with a hyphen whose other half is no place: "Tin-Zaouatine" is not
// in Tin, "Homs-Hama" is at both.
func (r *run) halfName(l *line, i, j int) bool {
	glued := func(a, b int) bool {
		return a >= 0 && b < len(l.toks) && l.toks[a].span.End == l.toks[b].span.Start
	}
	named := func(k int) bool { return l.toks[k].capital && r.g.value("alias", l.toks[k].form) == "" } // "Cairo-based" and "Homs-U.S." are no halves
	if j+2 < len(l.toks) && l.toks[j+1].form == "-" && glued(j, j+1) && glued(j+1, j+2) && named(j+2) {
		for k := j + 2; k < len(l.toks) && k < j+6; k++ { // "Minneapolis-St. Paul"
			if len(exact(r.match(l.textOf(j+2, k)))) > 0 {
				return false
			}
		}
		return true
	}
	if i >= 2 && l.toks[i-1].form == "-" && glued(i-2, i-1) && glued(i-1, i) && named(i-2) {
		return len(exact(r.match(l.toks[i-2].form))) == 0
	}
	return false
}

// capitals reads a name from a run of capitals.
func (r *run) capitals(l *line, i int) (*mention, int) {
	end := r.runEnd(l, i)
	known, cands := r.longest(l, i, end)
	if end+2 < len(l.toks) && l.toks[end+1].low == "of" && l.toks[end+2].capital { // "District of Columbia"
		if k, c := r.longest(l, i, r.runEnd(l, end+2)); k > end {
			known, cands, end = k, c, k
		}
	}
	if p := l.toks[i].pos; known < 0 && end > i && (p == "ADJ" || p == "ADV" || p == "VERB") { // "Former Hall County"
		return nil, i + 1
	}
	after := r.classLast(l, i, end)
	if after > known && (known < 0 || !r.institution(l, after, end)) {
		m := &mention{lo: i, hi: after, nameLo: i, name: l.textOf(i, after), generic: true, kind: r.g.value("after", l.toks[after].low), proof: 1.6}
		for _, c := range exact(r.match(l.textOf(i, after-1))) {
			if m.kind == c.Kind || m.kind != "county" && agrees(m.kind, c.Kind) {
				m.cands = append(m.cands, c)
			}
		}
		if len(m.cands) == 0 && known >= 0 && known < after { // "Springfield International Airport"
			m.cands, m.town = cands, l.textOf(i, known)
		}
		return r.inside(l, m, end)
	}
	if known < 0 {
		if end > i && !l.titled {
			r.surnames[gazetteer.Exact(l.toks[end].form)] = true
			if m := r.unlisted(l, i, end); m != nil {
				return m, end + 1
			}
			return nil, end + 1
		}
		return r.respelled(l, i, end)
	}
	m := &mention{lo: i, hi: known, nameLo: i, name: l.textOf(i, known), cands: cands}
	m.lo, m.kind = r.classBefore(l, i)
	if m.kind == "" && known == end {
		r.classBehind(l, m)
	}
	return r.inside(l, m, end)
}

// classBehind takes in a class word that English puts behind the name: "Hama province".
func (r *run) classBehind(l *line, m *mention) {
	if r.g.lang != "en" || m.hi+1 >= len(l.toks) {
		return
	}
	kind := r.g.value("kind", l.toks[m.hi+1].low)
	if kind == "" || kind == "country" || l.toks[m.hi+1].capital {
		return
	}
	if slices.ContainsFunc(m.cands, func(c gazetteer.Match) bool { return agrees(kind, c.Kind) }) {
		m.kind, m.hi, m.tail = kind, m.hi+1, 1
	}
}

// institution reports whether the class word is of what people run ("Norfolk High
// School") or more of a name follows that is ("Kansas Highway Patrol").
func (r *run) institution(l *line, after, end int) bool {
	if kind := r.g.value("after", l.toks[after].low); kind == "county" || kind == "river" || kind == "lake" {
		return false
	}
	return r.g.is("civic", l.toks[after].low) || after < end && r.g.is("civic", l.toks[after+1].low)
}

// classLast finds the class word that ends a name in a run: "DeKalb County".
func (r *run) classLast(l *line, i, end int) int {
	for j := i + 1; j <= end; j++ {
		if r.g.value("after", l.toks[j].low) != "" && l.toks[j].capital && !l.toks[j-1].mark {
			return j
		}
	}
	return -1
}

// inside settles what follows a name in the same run of capitals: the words of an
// institution of the place, or another name that the place is only a part of.
func (r *run) inside(l *line, m *mention, end int) (*mention, int) {
	next := m.hi + 1
	if m.tail > 0 {
		return m, next
	}
	if next > end || l.titled || l.toks[next].mark || r.g.is("title", l.toks[next].low) || l.toks[m.hi].end {
		return m, next
	}
	if r.g.linker(l.toks[next].low) || l.toks[next].low == "of" {
		return m, next
	}
	if r.g.is("civic", l.toks[next].low) {
		m.role = "name"
		return m, end + 1
	}
	if n := &l.toks[next]; n.pos != "PROPN" && n.pos != "" && n.pos != "NOUN" && n.pos != "ADJ" {
		return m, next
	}
	r.surnames[gazetteer.Exact(l.toks[end].form)] = true
	return nil, end + 1
}

// respelled looks a single run up by its skeleton: only where the words before
// say that a place follows.
func (r *run) respelled(l *line, i, end int) (*mention, int) {
	name := l.textOf(i, end)
	if len([]rune(name)) < 4 || l.titled {
		return nil, i + 1
	}
	var cands []gazetteer.Match
	for _, c := range r.match(name) {
		if c.How == "skeleton" && c.Apart <= 0.25 && c.Kind != "country" {
			cands = append(cands, c)
		}
	}
	if m := r.unlisted(l, i, end); m != nil && len(cands) == 0 {
		return m, end + 1
	}
	if len(cands) == 0 {
		return nil, i + 1
	}
	m := &mention{lo: i, hi: end, nameLo: i, name: name, cands: cands, guessed: true, proof: -0.6}
	m.lo, m.kind = r.classBefore(l, i)
	return m, end + 1
}

// unlisted keeps a name that no table has where the text says what it is: "the
// hill town of Umm Sabil", "RIDGE FARM, Ill.".
func (r *run) unlisted(l *line, i, end int) *mention {
	lo, kind := r.classBefore(l, i)
	if kind == "" && !(end+2 < len(l.toks) && l.toks[end+1].comma && r.follows(l, end+2)) {
		return nil
	}
	return &mention{lo: lo, hi: end, nameLo: i, name: l.textOf(i, end), kind: kind, generic: true, proof: 2}
}

// follows reports whether a division or its short form stands at token i.
func (r *run) follows(l *line, i int) bool {
	if m := r.listed(l, i); m != nil {
		return len(m.cands) > 0 && (m.cands[0].Kind == "region" || m.cands[0].Kind == "country")
	}
	if !l.toks[i].capital {
		return false
	}
	_, c := r.longest(l, i, r.runEnd(l, i))
	for _, x := range c {
		if x.Kind == "region" || x.Kind == "country" {
			return true
		}
	}
	return false
}

// classBefore takes in the article and class word before a name: "la province de" Hama.
func (r *run) classBefore(l *line, i int) (int, string) {
	j := i - 1
	for j >= 0 && r.g.linker(l.toks[j].low) {
		j--
	}
	if j < 0 || j < i-3 {
		return i, ""
	}
	kind := r.g.value("kind", l.toks[j].low)
	if kind == "" {
		return i, ""
	}
	if j > 0 && r.g.article(l.toks[j-1].low) {
		j--
	}
	return j, kind
}
