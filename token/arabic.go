// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

// arabicRules hold what is known of Arabic written words.
type arabicRules struct {
	closed map[string][]string
}

func loadArabic() arabicRules {
	a := arabicRules{closed: map[string][]string{}}
	for _, row := range rows("ar", "contractions", "") {
		if len(row) > 1 {
			a.closed[row[0]] = row[1:]
		}
	}
	return a
}

func (a arabicRules) parts(w string) []string {
	if p := a.closed[key(w)]; len(p) > 1 {
		return p
	}
	return nil
}

func (a arabicRules) ambiguous(string) bool { return false }

func (a arabicRules) choose(string) bool { return true }
