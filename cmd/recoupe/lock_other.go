// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build !unix

package main

import (
	"errors"
	"os"
)

// lock makes a file that must not be there; a crash leaves it behind, and the message says so.
func lock(path string) (func() error, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if err != nil {
		return nil, errors.New("another recoupe works on it; if none does, delete " + path)
	}
	return func() error { return errors.Join(f.Close(), os.Remove(path)) }, nil
}
