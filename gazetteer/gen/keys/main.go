// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Command keys writes the sorted key index of the embedded gazetteer, so that
// nothing is computed when the program starts. Run it after the tables or the
// rules of the keys change: `go generate ./gazetteer`.
package main

import (
	"fmt"
	"os"

	"recoupe/gazetteer"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: keys OUT-FILE")
		os.Exit(2)
	}
	b, err := gazetteer.DefaultKeys()
	if err == nil {
		err = os.WriteFile(os.Args[1], b, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "keys:", err)
		os.Exit(1)
	}
}
