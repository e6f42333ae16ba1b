// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"sync"
	"unicode"

	"recoupe/lexicon"
)

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// Features of a pair of texts. Rarity is counted in natural logarithms and scaled to about 1.
const (
	fBias           = iota
	fCosine         // of the weighted words
	fCosineSquared  //
	fRare           // rare words in common
	fRarest         // the rarest word in common
	fDaySame        // printed on one day
	fDayNext        // on the next
	fDays3          // two or three days apart
	fDays7          // up to a week
	fDays30         // up to a month
	fDays31         // longer
	fDateSame       // a day and month in common, where one of them has no date
	fDateOther      // none in common
	fWeekdaySame    // a weekday in common, where one of them has no date
	fWeekdayOther   //
	fCounts         // numbers with the same word behind them
	fLeadRarest     // the rarest word that both have in title or lead
	fLeadSecond     // the second
	fLeadSum        // all of them
	fUndated        // one of them has no date
	fUndatedCosine  //
	fUndatedLeadCos //
	fUndatedRarest  //
	fFarRare        // rare words in common more than three days apart
	features
)

var featureNames = [features]string{"bias", "cosine", "cosine_squared", "rare", "rarest", "day_same", "day_next", "days_2_3", "days_4_7", "days_8_30",
	"days_31", "date_same", "date_other", "weekday_same", "weekday_other", "counts", "lead_rarest", "lead_second", "lead_sum", "undated",
	"undated_cosine", "undated_lead_cosine", "undated_lead_rarest", "far_rare"}

// weights by language.
var weights = sync.OnceValue(func() map[string]*[features]float64 {
	out := map[string]*[features]float64{}
	for _, l := range lexicon.Langs() {
		if rows, err := lexicon.Table(l + "/story.txt"); err == nil {
			out[l] = parseWeights(l, rows)
		}
	}
	return out
})

func parseWeights(l string, rows [][]string) *[features]float64 {
	w := new([features]float64)
	for _, r := range rows {
		i := slices.Index(featureNames[:], r[0])
		x, err := strconv.ParseFloat(r[len(r)-1], 64)
		if i < 0 || err != nil || len(r) != 2 {
			panic("lexicon " + l + "/story.txt: " + r[0])
		}
		w[i] = x
	}
	return w
}

// weightsFor picks the table: that of the language where both texts are of it and have a date, else the general one.
func weightsFor(a, b *sketch) *[features]float64 {
	if w := weights()[a.lang]; w != nil && a.lang == b.lang && a.days.printed != 0 && b.days.printed != 0 {
		return w
	}
	return weights()[general]
}

// general is the folder of what holds for all languages.
const general = "x"

// Bounds of what is compared: a word is rare in up to so many texts, and pairs below a cosine are no pairs.
const (
	rareIn      = 40
	indexedIn   = 60
	leastCosine = 0.04
	farthest    = 45 // days between two texts that both have a date
	scale       = 8
)

// likely is a pair of texts with the probability that they report one incident.
type likely struct {
	a, b int
	p    float64
}

// worth is the probability below which a pair is left out.
const worth = 0.02

// pairs scores the pairs that share a word that is not common.
func (c *corpus) pairs() []likely {
	index := map[string][]int{}
	for i := range c.texts {
		for _, w := range sortedWords(c.texts[i].vector) {
			if c.frequency[w] <= indexedIn {
				index[w] = append(index[w], i)
			}
		}
	}
	var out []likely
	for i := range c.texts {
		for _, j := range c.partners(i, index) {
			if p := c.probability(i, j); p >= worth {
				out = append(out, likely{i, j, p})
			}
		}
	}
	slices.SortFunc(out, func(x, y likely) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return out
}

// partners are the texts before i that share an indexed word with it and are near enough in time.
func (c *corpus) partners(i int, index map[string][]int) []int {
	seen := map[int]bool{}
	var out []int
	for w := range c.texts[i].vector {
		for _, j := range index[w] {
			if j >= i {
				break
			}
			if !seen[j] {
				seen[j] = true
				a, b := c.texts[i].days.printed, c.texts[j].days.printed
				if a == 0 || b == 0 || max(a-b, b-a) <= farthest {
					out = append(out, j)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// probability that two texts report one incident; 0 where they share too little.
func (c *corpus) probability(i, j int) float64 {
	a, b := &c.texts[i], &c.texts[j]
	cos := dot(a.vector, b.vector)
	if cos < leastCosine {
		return 0
	}
	f := c.measure(a, b, cos)
	w := weightsFor(a, b)
	sum := 0.0
	for k := range f {
		sum += w[k] * f[k]
	}
	return 1 / (1 + math.Exp(-sum))
}

func (c *corpus) measure(a, b *sketch, cos float64) [features]float64 {
	var f [features]float64
	f[fBias], f[fCosine], f[fCosineSquared] = 1, cos, cos*cos
	f[fRare], f[fRarest] = c.rare(a, b)
	c.lead(&f, a, b)
	datesOf(&f, &a.days, &b.days)
	n := 0
	for w := range a.counts {
		if b.counts[w] {
			n++
		}
	}
	f[fCounts] = math.Log1p(float64(n))
	if f[fUndated] > 0 {
		f[fUndatedCosine] = cos
	}
	if f[fDays7]+f[fDays30]+f[fDays31] > 0 {
		f[fFarRare] = f[fRare]
	}
	return f
}

// dot multiplies in the order of the words, so that the sum is the same on every run.
func dot(a, b map[string]float64) float64 {
	if len(b) < len(a) {
		a, b = b, a
	}
	var xs []float64
	for w, x := range a {
		if y := b[w]; y > 0 {
			xs = append(xs, x*y)
		}
	}
	return sum(xs)
}

// sum adds from the smallest up.
func sum(xs []float64) float64 {
	slices.Sort(xs)
	s := 0.0
	for _, x := range xs {
		s += x
	}
	return s
}

func (c *corpus) rare(a, b *sketch) (total, rarest float64) {
	va, vb := a.vector, b.vector
	if len(vb) < len(va) {
		va, vb = vb, va
	}
	least := math.Log(float64(len(c.texts)) / rareIn)
	var xs []float64
	for w := range va {
		if _, ok := vb[w]; !ok || isNumber(w) {
			continue
		}
		x := c.rarity(w)
		if c.frequency[w] <= rareIn {
			xs = append(xs, x-least)
		}
		rarest = max(rarest, x)
	}
	return math.Log1p(sum(xs)), rarest / scale
}

// lead compares what stands in title and first lines.
func (c *corpus) lead(f *[features]float64, a, b *sketch) {
	var shared, na, nb []float64
	first, second := 0.0, 0.0
	for w := range a.lead {
		x := c.leadRarity(w)
		na = append(na, x*x)
		if !b.lead[w] {
			continue
		}
		shared = append(shared, x*x)
		if x > first {
			first, second = x, first
		} else if x > second {
			second = x
		}
	}
	for w := range b.lead {
		x := c.leadRarity(w)
		nb = append(nb, x*x)
	}
	s := sum(shared)
	f[fLeadRarest], f[fLeadSecond], f[fLeadSum] = first/scale, second/scale, math.Log1p(s)/3
	if a.days.printed != 0 && b.days.printed != 0 {
		return
	}
	f[fUndated], f[fUndatedRarest] = 1, first/scale
	if norm := sum(na) * sum(nb); norm > 0 {
		f[fUndatedLeadCos] = s / math.Sqrt(norm)
	}
}

func (c *corpus) leadRarity(w string) float64 {
	if len([]rune(w)) < 3 {
		return 0
	}
	return c.rarity(w)
}

// datesOf compares the days: of printing where both have one, else what dates and weekdays they name.
func datesOf(f *[features]float64, a, b *days) {
	switch {
	case a.printed != 0 && b.printed != 0:
		f[dayFeature(max(a.printed-b.printed, b.printed-a.printed))] = 1
	case a.printed != 0:
		oneDate(f, a.printed, b)
	case b.printed != 0:
		oneDate(f, b.printed, a)
	case len(a.dates) > 0 && len(b.dates) > 0:
		f[either(share(a.dates, b.dates), fDateSame, fDateOther)] = 1
	case len(a.weekdays) > 0 && len(b.weekdays) > 0:
		f[either(share(a.weekdays, b.weekdays), fWeekdaySame, fWeekdayOther)] = 1
	}
}

func dayFeature(apart int) int {
	switch {
	case apart == 0:
		return fDaySame
	case apart == 1:
		return fDayNext
	case apart <= 3:
		return fDays3
	case apart <= 7:
		return fDays7
	case apart <= 30:
		return fDays30
	}
	return fDays31
}

// oneDate compares the dates named in a text without a date of its own to the day of another.
func oneDate(f *[features]float64, day int, d *days) {
	switch {
	case len(d.dates) > 0:
		near := d.dates[monthDay(day-1)] || d.dates[monthDay(day)] || d.dates[monthDay(day+1)]
		f[either(near, fDateSame, fDateOther)] = 1
	case len(d.weekdays) > 0:
		f[either(d.weekdays[weekday(day)] || d.weekdays[weekday(day-1)], fWeekdaySame, fWeekdayOther)] = 1
	}
}

func either(is bool, a, b int) int {
	if is {
		return a
	}
	return b
}

func share(a, b map[int]bool) bool {
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}
