// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import "recoupe/phrase"

// reading is what when found at a lexeme.
type reading struct {
	spec
	// at is the lexeme counted from 1; 0 is an empty place.
	at, end int
	ok      bool
}

// memory holds the readings of the lexemes just passed; a line may be long.
type memory [16]reading

// when reads one date, time, or both, and remembers it.
func (p *parser) when(i int) (spec, int, bool) {
	if i >= len(p.ls) {
		return spec{}, i, false
	}
	slot := &p.strict[i%len(p.strict)]
	if p.loose {
		slot = &p.free[i%len(p.free)]
	}
	known := *slot
	if known.at != i+1 {
		known.spec, known.end, known.ok = p.pieces(i)
		known.at = i + 1
		*slot = known
	}
	s := known.spec
	if s.clock != nil { // ends of a range change each other's hours
		c := *s.clock
		s.clock = &c
	}
	return s, known.end, known.ok
}

// pieces reads as many pieces as agree with each other.
func (p *parser) pieces(i int) (spec, int, bool) {
	s, end, ok := p.piece(i)
	if !ok {
		return s, i, false
	}
	for range 8 {
		if s.bareDay() && p.is(end, "to") { // du 5 au 6 mai
			break
		}
		next, e, ok := p.nextPiece(end)
		if !ok {
			break
		}
		m, ok := merge(s, next)
		if !ok {
			break
		}
		s, end = m, e
	}
	if s.clock != nil && s.month != 0 && s.year == 0 { // Wed Oct 26 15:50:06 2016
		if y, e, ok := p.yearNumber(end); ok {
			s.year, end = y, e
		}
	}
	s, ok = s.settled()
	return s, end, ok && p.says(&s, i, end)
}

// nextPiece reads a further piece, past what may stand between two.
func (p *parser) nextPiece(i int) (spec, int, bool) {
	best, end := spec{}, i
	for _, j := range []int{i, p.skip(i, "of", "art"), p.skip(p.comma(i), "of", "art", "at"), p.comma(i)} {
		if s, e, ok := p.piece(j); ok && e > end {
			best, end = s, e
		}
	}
	return best, end, end > i
}

func (p *parser) comma(i int) int {
	if p.sign(i, ",") || p.sign(i, "،") {
		return i + 1
	}
	return i
}

// says reports whether s is enough for an expression: a bare day or year only
// counts where another word asks for it.
func (p *parser) says(s *spec, i, end int) bool {
	switch {
	case s.bareDay() && s.lone && !s.hasTime():
		return true
	case s.bareDay(), s.onlyYear() && end == i+1:
		return p.loose || p.listed(i)
	case s.amb:
		return i == 0 && p.ends(end) && end >= len(p.ls)-1
	}
	return s.hasDay() || s.hasTime()
}

// pieceReaders are tried at every place; the longest wins, the first of equals.
var pieceReaders = []func(*parser, int) (spec, int, bool){
	(*parser).numericDate, (*parser).namedDate, (*parser).monthDate, (*parser).hijriDate, (*parser).nights, (*parser).directed, (*parser).nth,
	(*parser).yearPiece, (*parser).clockTime, (*parser).named, (*parser).edged, (*parser).dayNumber,
}

func (p *parser) piece(i int) (spec, int, bool) {
	var best spec
	end := i
	if i >= len(p.ls) {
		return best, i, false
	}
	for _, read := range pieceReaders {
		if s, e, ok := read(p, i); ok && e > end {
			best, end = s, e
		}
	}
	return best, end, end > i
}

// named reads what one phrase says: a weekday, a part of the day, today, noon.
func (p *parser) named(i int) (spec, int, bool) {
	var best spec
	end := i
	for _, m := range p.at(i) {
		if s, ok := p.meaning(i, m); ok && m.End > end {
			best, end = s, m.End
		}
	}
	return best, p.dotted(i, end), end > i
}

func (p *parser) meaning(i int, m phrase.Match) (spec, bool) {
	v := int(m.Num)
	s := spec{}
	switch m.Kind {
	case "decade":
		s.decade = v
	case "wd":
		s.weekday, s.amb = v, p.ambiguous(i, m.End)
	case "deic":
		s.deic = ptr(v)
	case "ana":
		s.ana = ptr(v)
	case "part":
		s.part = m.Val
		if m.Val == "NIV" { // ليلة الثلاثاء may be the night that leads into Tuesday
			s.part, s.flags = "NI", []string{"night_side"}
		}
	case "thenight", "lastnight", "tonight":
		s.night = m.Kind
	case "early", "late":
		s.early = m.Val
	case "season":
		s.season, s.amb = m.Val, p.ambiguous(i, m.End)
	case "unit":
		s.weekend = unit(m.Val) == weekend
		return s, s.weekend
	default:
		return s, false
	}
	return s, true
}

// dotted takes the full stop of an abbreviation: "nov. 2016", "mar. 3".
func (p *parser) dotted(i, end int) int {
	if end == i+1 && p.sign(end, ".") && p.ls[end].Glued && end+1 < len(p.ls) && len(p.key(i)) <= 5 && (p.ls[end+1].Num >= 0 || p.is(end+1, "mon") || p.is(end+1, "part") || p.is(end+1, "dir")) {
		return end + 1
	}
	return end
}

// ambiguous words are other words too ("may", "sun", "été"): they count only
// with a capital inside a sentence, or beside another piece.
func (p *parser) ambiguous(i, end int) bool {
	if !p.is(i, "amb") || end > i+1 {
		return false
	}
	if p.b.Arabic() {
		return !p.sign(i-1, "يوم")
	}
	written := p.ls[i].Span.In(p.text)
	capital := written[0] >= 'A' && written[0] <= 'Z'
	inside := i > 0 && p.key(i-1) != "." && p.key(i-1) != "?" && p.key(i-1) != "!"
	return !(capital && inside && p.lang == "en") && !(p.lang == "fr" && p.ls[i].Glued && p.sign(i-1, "'") && p.sign(i-2, "l"))
}

// directed reads a unit, weekday, month, season or part with its direction:
// "la semaine dernière", "this morning", "الأربعاء الماضي", "last November".
func (p *parser) directed(i int) (spec, int, bool) {
	j, dir := i, (*int)(nil)
	if m, ok := p.direction(i); ok {
		j, dir = m.End, ptr(int(m.Num))
	}
	j = p.skip(j, "art")
	if dir == nil {
		j = i
	}
	core, k, ok := p.core(j)
	if !ok {
		return spec{}, i, false
	}
	if m, ok := p.direction(k); ok && dir == nil && p.lang != "en" {
		dir, k = ptr(int(m.Num)), m.End
	}
	if dir == nil {
		return spec{}, i, false
	}
	if y, end, ok := p.yearNumber(k); ok && core.unit == year { // this year 2023
		return spec{year: y}, end, true
	}
	return aim(core, *dir), k, true
}

func (p *parser) direction(i int) (phrase.Match, bool) {
	best, ok := p.find(i, "dir")
	for _, kind := range []string{"this", "dir2"} {
		if m, found := p.find(i, kind); found && (!ok || m.End > best.End) {
			best, ok = m, true
		}
	}
	return best, ok
}

// core reads what a direction can stand beside.
func (p *parser) core(i int) (spec, int, bool) {
	if m, ok := p.find(i, "unit"); ok {
		return spec{unit: unit(m.Val), weekend: unit(m.Val) == weekend}, m.End, true
	}
	for _, kind := range []string{"wd", "mon", "season", "part"} {
		if m, ok := p.find(i, kind); ok {
			if kind == "mon" {
				return spec{month: int(m.Num)}, p.twin(p.dotted(i, m.End), int(m.Num)), true
			}
			s, ok := p.meaning(i, m)
			s.amb = false
			return s, m.End, ok
		}
	}
	return spec{}, i, false
}

// aim gives a core its direction.
func aim(s spec, dir int) spec {
	switch {
	case s.weekend:
		s.unit, s.dir = "", &dir
	case s.unit == day && dir == 0:
		s.unit, s.deic = "", &dir
	case s.unit == day: // "the next day", "le jour suivant" count from the story
		s.unit, s.ana = "", &dir
	case s.unit != "":
		s.rel = &dir
	case s.part == "NI" && dir == -1:
		s.part, s.night, s.flags = "", "lastnight", nil
	case s.part == "NI":
		s.part, s.night = "", "thisnight"
	case s.part != "":
		s.deic = &dir
	default:
		s.dir = &dir
	}
	return s
}

// nth reads "la première semaine de mars", "the second Monday of October".
func (p *parser) nth(i int) (spec, int, bool) {
	s, j, ok := p.nthOf(i)
	if !ok {
		return spec{}, i, false
	}
	defer p.loosely()()
	if s.nthUnit == quarter && s.nth > 0 && s.nth <= 4 {
		return p.quarterOfYear(s.nth, j)
	}
	in, end, ok := p.monthDate(p.skip(j, "of"))
	j = p.skip(j, "of", "art")
	if !ok {
		in, end, ok = p.monthDate(j)
	}
	for _, k := range []int{j, j - 1} { // "من الشهر" may be one phrase
		if !ok && k >= i {
			if in, end, ok = p.yearPiece(k); !ok {
				in, end, ok = p.directed(k)
			}
		}
	}
	if !ok || in.day != 0 || in.month == 0 && in.rel == nil && in.year == 0 {
		return spec{}, i, false
	}
	in.nth, in.nthUnit, in.weekday = s.nth, s.nthUnit, s.weekday
	return in, end, true
}

// nthOf reads the ordinal and what is counted; in Arabic also the other way round.
func (p *parser) nthOf(i int) (spec, int, bool) {
	thing := func(j int) (spec, int, bool) {
		if w, ok := p.find(p.skip(j, "art"), "wd"); ok {
			return spec{weekday: int(w.Num)}, w.End, true
		}
		u, ok := p.find(j, "unit")
		return spec{nthUnit: unit(u.Val)}, u.End, ok && unit(u.Val) != hour
	}
	if m, ok := p.find(i, "ord"); ok {
		s, end, ok := thing(m.End)
		s.nth = int(m.Num)
		return s, end, ok
	}
	if p.ls[i].Num > 0 && p.ls[i].Num < 60 && i+1 < len(p.ls) && p.ls[i+1].Glued && p.is(i+1, "nthmark") {
		s, end, ok := thing(i + 2)
		s.nth = p.ls[i].Num
		return s, end, ok
	}
	if s, end, ok := thing(i); ok && p.b.Arabic() {
		m, ok := p.find(end, "ord")
		s.nth = int(m.Num)
		return s, m.End, ok
	}
	return spec{}, i, false
}

// quarterOfYear reads "the third quarter of 2016"; without a year it is of this year.
func (p *parser) quarterOfYear(n, j int) (spec, int, bool) {
	s := spec{quarter: n}
	k := p.skip(j, "of", "art", "yearmark")
	if y, end, ok := p.yearNumber(k); ok {
		s.year = y
		return s, end, true
	}
	if in, end, ok := p.directed(k); ok && in.rel != nil && in.unit == year {
		s.rel, s.unit = in.rel, in.unit
		return s, end, true
	}
	return s, j, true
}

// edged reads "début novembre", "mid-November", "أواخر الشهر الماضي", "the rest of the week".
func (p *parser) edged(i int) (spec, int, bool) {
	kind := "edge"
	m, ok := p.find(i, kind)
	if !ok {
		kind = "rest"
		if m, ok = p.find(i, kind); !ok {
			return spec{}, i, false
		}
	}
	j := p.skip(m.End, "of", "art")
	if p.sign(j, "-") {
		j++
	}
	s, end, ok := p.framed(j, kind == "rest")
	if !ok {
		return spec{}, i, false
	}
	switch {
	case kind == "rest":
		s.rest = true
	case s.deic != nil && !s.hasTime() && m.Val != "EARLIER" && m.Val != "LATER": // the end of today
		s.early = m.Val
	default:
		s.edge = m.Val
	}
	return s, end, true
}

// framed reads something long enough to have a beginning and an end.
func (p *parser) framed(j int, rest bool) (spec, int, bool) {
	best, end := spec{}, j
	defer p.loosely()()
	for _, read := range []func(*parser, int) (spec, int, bool){(*parser).monthDate, (*parser).directed, (*parser).yearPiece, (*parser).named} {
		if s, e, ok := read(p, j); ok && e > end && s.day == 0 && s.early == "" && (s.weekday == 0 || s.rel != nil) {
			best, end = s, e
		}
	}
	if end == j {
		if m, ok := p.find(j, "unit"); ok && p.loneUnit(m.Val, rest) {
			if unit(m.Val) == day {
				return spec{deic: ptr(0)}, m.End, true
			}
			return spec{unit: unit(m.Val), rel: ptr(0)}, m.End, true
		}
	}
	return best, end, end > j
}

// loneUnit: "la fin de la semaine" is of this week; a day or an hour says nothing.
func (p *parser) loneUnit(val string, rest bool) bool {
	switch unit(val) {
	case week, month, year, quarter:
		return true
	case day:
		return rest
	}
	return false
}

// nights reads a night with its days: "dans la nuit de mardi à mercredi",
// "overnight into Wednesday", "ليل الثلاثاء الأربعاء", "la nuit du 3 au 4 décembre".
func (p *parser) nights(i int) (spec, int, bool) {
	night, j, ok := p.nightWords(i)
	if !ok {
		return spec{}, i, false
	}
	defer p.loosely()()
	if into, ok := p.find(j, "into"); ok {
		return p.leading(night, into.End)
	}
	a, k, ok := p.dayOnly(p.skip(j, "of", "from", "art"))
	if !ok {
		return spec{}, i, false
	}
	b, end, ok := p.secondDay(k)
	if !ok {
		return spec{}, i, false
	}
	fill(&a, &b, true)
	a.night, a.second, a.flags = "between", 1, night.flags
	if a.weekday != 0 && b.weekday != 0 && b.weekday != a.weekday%7+1 {
		return spec{}, i, false
	}
	return a, end, true
}

// leading reads "overnight into Wednesday": the night that ends on the day.
func (p *parser) leading(night spec, j int) (spec, int, bool) {
	a, end, ok := p.dayOnly(j)
	a.night, a.flags = "into", night.flags
	return a, end, ok
}

func (p *parser) nightWords(i int) (spec, int, bool) {
	if m, ok := p.find(i, "thenight"); ok {
		return spec{}, m.End, true
	}
	if m, ok := p.find(i, "part"); ok && (m.Val == "NI" || m.Val == "NIV") {
		return spec{}, m.End, true
	}
	return spec{}, i, false
}

// dayOnly reads a day without its hours.
func (p *parser) dayOnly(i int) (spec, int, bool) {
	for _, read := range []func(*parser, int) (spec, int, bool){(*parser).monthDate, (*parser).named, (*parser).dayNumber} {
		if s, end, ok := read(p, p.skip(i, "art")); ok && (s.weekday != 0 || s.day != 0) {
			return s, end, true
		}
	}
	return spec{}, i, false
}

// secondDay reads "à mercredi", "to Wednesday", "الأربعاء", "au 4 décembre".
func (p *parser) secondDay(i int) (spec, int, bool) {
	j := i
	for _, kind := range []string{"to", "and", "into"} {
		if m, ok := p.find(i, kind); ok && m.End > j {
			j = m.End
		}
	}
	if j == i && !p.b.Arabic() {
		return spec{}, i, false
	}
	return p.dayOnly(j)
}
