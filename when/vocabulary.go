// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"sync"

	"recoupe/phrase"
)

// books holds the phrases of each language: time-calendar.txt, time-number.txt
// and time-phrase.txt, with the kinds
//
//	wd mon hmon            weekday 1 to 7, month 1 to 12, Hijri month
//	num ord half few couple dur quarterof   numbers and whole lengths ("2 week")
//	unit plural            a unit of the calendar, and its form that needs no number
//	part thenight lastnight tonight season  parts of the day, nights, seasons
//	deic ana eve           today and its neighbours; the story's last day and its
//	this dir dir2          the current one; -1 the last, 1 the next, 2 the one after
//	ago in since for from until before after by start between and to within   operators
//	edge early late rest   the beginning, middle and end of something
//	quant                  "more than" before a length
//	midnight noon hours minutes ampm at about past tilhour less zone          the clock
//	ref set every          references without a date, frequencies
//	yearmark weekn hijri   what makes a number a year, a week, a year of the Hijra
//	of art                 what may stand between the parts of one expression
//	amb stop               words that are other words too; words that make a number an age
//	story rolling noise invariable whole full into decade decadeof quartermark nthmark wds
//	                       count from the story; up to now; no time at all; and pieces of the above
//	future futureend futurestart plan   signs of the future: words, endings, prefixes, verbs that look ahead
//	pastend                endings of past participles
var books = map[string]func() *phrase.Book{
	"fr": sync.OnceValue(func() *phrase.Book { return load("fr") }),
	"en": sync.OnceValue(func() *phrase.Book { return load("en") }),
	"ar": sync.OnceValue(func() *phrase.Book { return load("ar") }),
}

func load(lang string) *phrase.Book {
	return phrase.Load(lang, "time-calendar.txt", "time-number.txt", "time-phrase.txt")
}
