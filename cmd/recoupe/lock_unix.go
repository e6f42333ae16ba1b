// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// lock takes an advisory lock that ends with the process.
func lock(path string) (func() error, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errors.New("another recoupe works on it; stop that one, or choose another with --data")
		}
		return nil, err
	}
	return f.Close, nil
}
