// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import (
	"slices"
	"strings"
)

// Part is a run of lines of a text in one language.
type Part struct {
	// Start and End count bytes of the text; parts follow each other without a gap.
	Start, End int
	// Lang is the code; "" is unknown.
	Lang string
}

// Bounds of a line whose own language counts against that of the text.
const (
	fewestLetters = 40
	surest        = 0.95
)

// Parts cuts a text at line ends into parts of one language. The text as a
// whole is in main, which a person may have said or Identify found.
//
//  1. A line in another script than main's is in its own language, however
//     short, if that can be told: "Reuters" under an Arabic text cannot.
//  2. A line in main's script is in another language only if it is long and
//     surely so: names and foreign words do not make a line foreign.
//  3. Every other line is in main.
func Parts(text, main string) []Part {
	var out []Part
	script := scriptOfLang(main)
	at := 0
	for line := range strings.Lines(text) {
		code := main
		if own, ok := differs(line, main, script); ok {
			code = own
		}
		if n := len(out); n > 0 && (out[n-1].Lang == code || strings.TrimSpace(line) == "") {
			out[n-1].End += len(line)
		} else {
			out = append(out, Part{Start: at, End: at + len(line), Lang: code})
		}
		at += len(line)
	}
	return out
}

// differs returns the language of a line that is not in main.
func differs(line, main, script string) (string, bool) {
	own, n := mainScript(line)
	if n == 0 {
		return "", false
	}
	code, p := Identify(line)
	if script != "" && own != script {
		return code, code != ""
	}
	if own == "Latn" {
		n *= 2 // as letters were counted
	}
	return code, code != "" && code != main && n >= fewestLetters && p >= surest
}

// scriptOfLang returns the script that a language of the table is told apart in, "" for others.
func scriptOfLang(code string) string {
	for _, s := range scripts {
		if only[s.name] == code {
			return s.name
		}
	}
	for _, s := range scripts {
		if g := table().groups[s.name]; g != nil && code != "" && slices.Contains(g.codes, code) {
			return s.name
		}
	}
	return ""
}
