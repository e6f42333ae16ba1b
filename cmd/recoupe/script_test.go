// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"bytes"
	"flag"
	"os"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"recoupe/packs"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"recoupe": main})
}

// TestScript runs testdata: what a user types, and what they see.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"big":      big,
			"oneline":  oneline,
			"tampered": tampered,
			"embedded": embedded,
		},
	})
}

// big writes a file of so many bytes of text: big FILE BYTES.
func big(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	line := []byte("Deux villages ont été repris. ")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat(line, n/len(line)+1)[:n], 0o644))
}

// oneline wants exactly one line on standard error and nothing on standard output.
func oneline(ts *testscript.TestScript, neg bool, args []string) {
	if got := ts.ReadFile("stderr"); bytes.Count([]byte(got), []byte("\n")) != 1 {
		ts.Fatalf("standard error has not one line: %q", got)
	}
	if got := ts.ReadFile("stdout"); got != "" {
		ts.Fatalf("standard output is not empty: %q", got)
	}
}

// embedded writes a pack, or with "names" a name model, of this build to a file: embedded LANG FILE [names].
func embedded(ts *testscript.TestScript, neg bool, args []string) {
	data := packs.File(args[0])
	if len(args) > 2 {
		data = packs.NamesFile(args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// tampered changes one byte in the middle of a file.
func tampered(ts *testscript.TestScript, neg bool, args []string) {
	name := ts.MkAbs(args[0])
	raw, err := os.ReadFile(name)
	ts.Check(err)
	raw[len(raw)/2] ^= 1
	ts.Check(os.WriteFile(name, raw, 0o644))
}
