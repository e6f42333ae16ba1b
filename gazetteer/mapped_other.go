// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build !unix

package gazetteer

import "os"

// mapped reads a file whole where files cannot be mapped.
func mapped(name string) (string, error) {
	b, err := os.ReadFile(name)
	return string(b), err
}
