// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"math"
	"slices"
	"strconv"
	"sync"

	"recoupe/lexicon"
)

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
	fNamed          // longer, but the later names the day of the earlier
	fDays           // how much likelier their days are for one incident than by chance, where one is not printed
	fNoDay          // one of them says nothing of its day
	fPlace          // the rarest place named by both
	fPlaceOther     // both name places, none in common
	fPlaceLead      // the first place of one is the first of the other
	fCounts         // numbers with the same word behind them
	fLeadRarest     // the rarest word that both have in title or lead
	fLeadSecond     // the second
	fLeadSum        // all of them
	fUndated        // one of them has no date
	fUndatedCosine  //
	fUndatedLeadCos //
	fUndatedRarest  //
	fFarRare        // rare words in common more than three days apart
	fNear           // printed on one day or the next, or as likely
	fNearPlace      // with the rarest place in common
	fNearOther      // with no place in common
	fNearLead       // with the rarest word of the leads
	fNearCounts     //
	fAcross         // of different scripts: instead of all of the above
	fAcrossSum      // names in common, by their consonants
	fAcrossRarest   //
	fAcrossSecond   //
	fAcrossDays     //
	fAcrossNoDay    //
	fAcrossNumbers  // numbers in common
	features
)

var featureNames = [features]string{"bias", "cosine", "cosine_squared", "rare", "rarest", "day_same", "day_next", "days_2_3", "days_4_7", "named",
	"days", "no_day", "place", "place_other", "place_lead", "counts", "lead_rarest", "lead_second", "lead_sum", "undated", "undated_cosine", "undated_lead_cosine", "undated_lead_rarest", "far_rare", "near", "near_place", "near_other", "near_lead", "near_counts",
	"across", "across_sum", "across_rarest", "across_second", "across_days", "across_no_day", "across_numbers"}

// Weights are the weights of the features by language; those that hold for all languages stand under "x".
type Weights map[string]*[features]float64

// weights are those of the lexicon.
var weights = sync.OnceValue(func() Weights {
	out := Weights{}
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

// judges picks the table: that of the language where both texts are of it and have a date, else the general one.
func (w Weights) judges(a, b *sketch) string {
	if w[a.lang] != nil && a.lang == b.lang && a.days.printed != 0 && b.days.printed != 0 {
		return a.lang
	}
	return general
}

// general is the folder of what holds for all languages.
const general = "x"

// probability is that of a pair with the measures x to report one incident.
func probability(w, x *[features]float64) float64 {
	sum := 0.0
	for k := range x {
		sum += w[k] * x[k]
	}
	return 1 / (1 + math.Exp(-sum))
}
