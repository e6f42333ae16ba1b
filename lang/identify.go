// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import "unicode"

// Identify returns the language of a text with a confidence in 0..1; "" and 0 where it cannot be told.
func Identify(text string) (string, float64) {
	ar, fr, n := 0, 0, 0
	for _, r := range text {
		if unicode.Is(unicode.Arabic, r) {
			ar++
		}
		switch r {
		case 'é', 'è', 'à', 'ê', 'ç', 'ô':
			fr++
		}
		n++
	}
	switch {
	case n == 0:
		return "", 0
	case ar*2 > n:
		return "ar", 1
	case fr*200 > n:
		return "fr", 1
	}
	return "en", 1
}
