// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build unix

package gazetteer

import (
	"os"
	"syscall"
	"unsafe"
)

// mapped maps a file into memory for reading. It stays mapped as long as the
// process lives, also when the file is replaced: entries point into it.
func mapped(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil || st.Size() == 0 {
		return "", err
	}
	b, err := syscall.Mmap(int(f.Fd()), 0, int(st.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return "", &os.PathError{Op: "mmap", Path: name, Err: err}
	}
	return unsafe.String(unsafe.SliceData(b), len(b)), nil
}
