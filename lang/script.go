// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import "unicode"

// scripts are the writing systems that are told apart, the commonest first.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin}, {"Arab", unicode.Arabic}, {"Cyrl", unicode.Cyrillic}, {"Hebr", unicode.Hebrew}, {"Grek", unicode.Greek},
	{"Hani", unicode.Han}, {"Kana", unicode.Hiragana}, {"Kana", unicode.Katakana}, {"Hang", unicode.Hangul}, {"Deva", unicode.Devanagari},
	{"Ethi", unicode.Ethiopic}, {"Armn", unicode.Armenian}, {"Geor", unicode.Georgian}, {"Thai", unicode.Thai}, {"Beng", unicode.Bengali},
	{"Taml", unicode.Tamil}, {"Telu", unicode.Telugu}, {"Mlym", unicode.Malayalam}, {"Knda", unicode.Kannada}, {"Gujr", unicode.Gujarati},
	{"Guru", unicode.Gurmukhi}, {"Sinh", unicode.Sinhala}, {"Mymr", unicode.Myanmar}, {"Khmr", unicode.Khmer}, {"Laoo", unicode.Lao},
	{"Tibt", unicode.Tibetan}, {"Thaa", unicode.Thaana}, {"Syrc", unicode.Syriac},
}

// only is the one language that the program knows a script by.
var only = map[string]string{
	"Grek": "el", "Hani": "zh", "Kana": "ja", "Hang": "ko", "Armn": "hy", "Geor": "ka", "Thai": "th", "Beng": "bn", "Taml": "ta",
	"Telu": "te", "Mlym": "ml", "Knda": "kn", "Gujr": "gu", "Guru": "pa", "Sinh": "si", "Mymr": "my", "Khmr": "km", "Laoo": "lo",
	"Tibt": "bo", "Thaa": "dv", "Syrc": "syr",
}

// scriptOf returns the index in scripts of a letter's writing system, -1 for none of them.
func scriptOf(r rune) int {
	if r < 0x80 {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return 0
		}
		return -1
	}
	if !unicode.IsLetter(r) {
		return -1
	}
	for i := range scripts {
		if unicode.Is(scripts[i].table, r) {
			return i
		}
	}
	return -1
}

// mainScript returns the script of most letters and how many letters it has.
// Japanese is known by its kana, which stand among Chinese characters; a
// character of those weighs as much as a short word. Latin letters count half:
// names and addresses in them stand in texts of every script.
func mainScript(text string) (string, int) {
	count := map[string]int{}
	last := -1
	for _, r := range text {
		if r >= 0x80 && last >= 0 && unicode.Is(scripts[last].table, r) && unicode.IsLetter(r) {
			count[scripts[last].name]++
			continue
		}
		if i := scriptOf(r); i >= 0 {
			last = i
			count[scripts[i].name]++
		}
	}
	if kana := count["Kana"]; kana*10 > count["Hani"] {
		count["Kana"] += count["Hani"]
		count["Hani"] = 0
	}
	for _, name := range [...]string{"Hani", "Kana", "Hang"} {
		count[name] *= 3
	}
	count["Latn"] = (count["Latn"] + 1) / 2
	best, n := "", 0
	for i := range scripts {
		if c := count[scripts[i].name]; c > n {
			best, n = scripts[i].name, c
		}
	}
	return best, n
}
