// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

// spec is what the words of one expression say, before a dateline makes it an
// interval. Two specs that do not contradict each other can be one: "mardi",
// "3 décembre" and "matin" name the day three times and the part once.
type spec struct {
	year, month, day int
	hyear, hmonth    int // Hijri
	weekday          int // Monday 1
	second           int // days from the first to the second day of a night between two
	dir              *int
	unit             unit // with rel: last week, this month
	rel              *int
	deic             *int // days from the dateline
	ana              *int // days from the story's last day
	part             string
	night            string // thenight, lastnight, tonight, thisnight; between two days; into a day
	clock            *clock
	zone             string
	edge             string
	early            string // START or END of a day
	season           string
	quarter, isoWeek int
	decade           int
	nth              int // with nthOf: the second Monday, the third week
	nthUnit          unit
	weekend          bool
	approx, midnight bool
	rest             bool
	// nightOf says that midnight is that of the night of the day named: منتصف ليل الثلاثاء.
	nightOf bool
	// amb says that the only piece is a word that may be another word.
	amb bool
	// lone says that it is the bare number of a day which may stand alone.
	lone bool
	// moved is how many units before or after the date is meant: "two days before Tuesday".
	moved   int
	movedBy unit
	flags   []string
}

// clock is a time of day as written.
type clock struct {
	h, m, s      int
	hasM, hasS   bool
	fixed        bool // 24-hour writing, or am and pm said
	minusMinutes int
}

func ptr(n int) *int { return &n }

// hasDay reports whether s says which day, week or longer time is meant.
func (s *spec) hasDay() bool {
	return s.year != 0 || s.month != 0 || s.day != 0 || s.hmonth != 0 || s.weekday != 0 || s.rel != nil || s.deic != nil ||
		s.ana != nil || s.season != "" || s.quarter != 0 || s.isoWeek != 0 || s.decade != 0 || s.weekend || s.night == "lastnight" || s.night == "tonight"
}

// hasTime reports whether s says which part of a day is meant.
func (s *spec) hasTime() bool {
	return s.part != "" || s.clock != nil || s.midnight || s.night != ""
}

// bareDay reports whether s is the number of a day and nothing else.
func (s *spec) bareDay() bool {
	return s.day != 0 && s.month == 0 && s.hmonth == 0 && s.weekday == 0 && s.year == 0 && s.rel == nil
}

// onlyWeekday reports whether s is the name of a day and nothing else.
func (s *spec) onlyWeekday() bool {
	return s.day == 0 && s.month == 0 && s.dir == nil && s.rel == nil && s.deic == nil && !s.hasTime() && s.early == "" && s.nth == 0
}

// settled refuses what two pieces left half said, and tidies the rest.
func (s spec) settled() (spec, bool) {
	if s.unit != "" && s.rel == nil || s.dir != nil && s.weekday == 0 && s.month == 0 && s.season == "" && !s.weekend {
		return s, false
	}
	if s.early != "" && !s.hasTime() && (s.month != 0 && s.day == 0 || s.onlyYear() || s.rel != nil && s.unit != day && s.weekday == 0) {
		s.edge, s.early = s.early, ""
	}
	return s, s.month <= 12 && (s.early == "" || s.hasDay() || s.hasTime())
}

// settles reports whether s beside o shows that o, a word that may be another
// word, is of time: a weekday with an hour, a month with a number.
func (s *spec) settles(o *spec) bool {
	return s.day != 0 || s.year != 0 || s.month != 0 || s.dir != nil || o.weekday != 0 && s.hasTime() || s.weekday != 0
}

// long reports whether s names something longer than a day and no day in it.
func (s *spec) long() bool {
	return s.day == 0 && s.weekday == 0 && s.deic == nil && s.ana == nil && (s.month != 0 || s.year != 0 || s.rel != nil || s.isoWeek != 0 || s.season != "" || s.weekend || s.decade != 0)
}

// onlyYear reports whether s is a year and nothing else.
func (s *spec) onlyYear() bool {
	return s.year != 0 && s.month == 0 && s.day == 0 && s.weekday == 0 && !s.hasTime() && s.rel == nil && s.season == "" && s.quarter == 0 && s.isoWeek == 0
}

// merge joins two specs; ok is false where they say the same thing twice.
func merge(a, b spec) (spec, bool) {
	if !compatible(a, b) || !compatible(b, a) {
		return a, false
	}
	amb := a.amb && !b.settles(&a) || b.amb && !a.settles(&b)
	ok := num(&a.year, b.year) && num(&a.month, b.month) && num(&a.day, b.day) && num(&a.weekday, b.weekday) &&
		num(&a.hmonth, b.hmonth) && num(&a.hyear, b.hyear) && num(&a.quarter, b.quarter) && num(&a.isoWeek, b.isoWeek) &&
		num(&a.nth, b.nth) && num(&a.second, b.second) && num(&a.decade, b.decade) &&
		ref(&a.dir, b.dir) && ref(&a.rel, b.rel) && ref(&a.deic, b.deic) && ref(&a.ana, b.ana) &&
		str(&a.night, b.night) && str(&a.zone, b.zone) && str(&a.edge, b.edge) && str(&a.early, b.early) && str(&a.season, b.season)
	if !ok || !a.joinTime(b) {
		return a, false
	}
	if b.unit != "" {
		a.unit = b.unit
	}
	if b.nthUnit != "" {
		a.nthUnit = b.nthUnit
	}
	a.weekend = a.weekend || b.weekend
	a.amb = amb
	a.approx = a.approx || b.approx
	a.midnight = a.midnight || b.midnight
	a.nightOf = a.nightOf || b.nightOf
	a.rest = a.rest || b.rest
	a.flags = append(a.flags[:len(a.flags):len(a.flags)], b.flags...)
	return a, true
}

// compatible refuses pairs that are two expressions side by side.
func compatible(a, b spec) bool {
	switch {
	case a.onlyYear() && (b.month == 0 && b.season == "" && b.quarter == 0 && b.isoWeek == 0 && b.nth == 0 && b.hmonth == 0),
		a.deic != nil && (b.rel != nil || b.ana != nil || b.onlyYear()),
		a.ana != nil && (b.rel != nil || b.weekday != 0 || b.month != 0),
		a.rel != nil && a.unit == day && b.hasDay(),
		a.rel != nil && a.unit == week && (b.month != 0 || b.day != 0 || b.season != "" || b.year != 0),
		a.rel != nil && a.unit == month && (b.month != 0 || b.weekday != 0 && b.nth == 0 && a.day == 0 || b.year != 0),
		a.rel != nil && a.unit == year && b.hasDay() && b.month == 0 && b.season == "" && b.quarter == 0 && b.nth == 0 && b.isoWeek == 0,
		a.weekend && b.weekday != 0,
		a.midnight && b.clock != nil,
		a.long() && (b.clock != nil || b.midnight),
		a.season != "" && b.hasDay() && !b.onlyYear() && !(b.rel != nil && b.unit == year),
		a.decade != 0 && b.hasDay(),
		a.edge != "" && b.hasTime() && !a.hasTime(),
		a.hasTime() && (b.onlyYear() || b.rel != nil && b.unit != day && b.weekday == 0 && a.weekday == 0 && a.month == 0 || b.decade != 0),
		a.nth != 0 && b.weekday != 0 && a.nthUnit != "":
		return false
	}
	return true
}

// joinTime joins parts of the day and clock times: "8 heures du matin".
func (s *spec) joinTime(b spec) bool {
	if s.clock != nil && b.clock != nil || s.midnight && b.midnight {
		return false
	}
	if b.clock != nil {
		s.clock = b.clock
	}
	switch {
	case b.part == "":
	case s.part == "" || s.part == b.part:
		s.part = b.part
	case s.part == "EH" || b.part == "EH":
		s.part = "EH"
	default:
		return false
	}
	return true
}

func num(a *int, b int) bool {
	if *a != 0 && b != 0 && *a != b {
		return false
	}
	if b != 0 {
		*a = b
	}
	return true
}

func ref(a **int, b *int) bool {
	if *a != nil && b != nil && **a != *b {
		return false
	}
	if b != nil {
		*a = b
	}
	return true
}

func str(a *string, b string) bool {
	if *a != "" && b != "" && *a != b {
		return false
	}
	if b != "" {
		*a = b
	}
	return true
}
