// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import "fmt"

// Shelf keeps what a weaver does not hold in memory: records by kind and key. Put with no body removes. What was put
// since the last Commit is lost when the program ends without one, all of it together.
type Shelf interface {
	// Get returns a record as it was put last, nil for none.
	Get(kind int, key int64) ([]byte, error)
	Put(kind int, key int64, body []byte) error
	// Keys returns the keys of a kind in rising order.
	Keys(kind int) ([]int64, error)
	Commit() error
}

// Kinds of record.
const (
	shelfDoc = 1 + iota
	shelfText
	shelfDay
	shelfLand
	shelfMarks
	shelfState
)

// shelfError is a failure of the shelf on its way up; it never leaves the package by panic.
type shelfError struct{ error }

func (e shelfError) Unwrap() error { return e.error }

// Err is why the weaver has stopped: its shelf failed. It then does nothing any more, and what it says is not to be
// used; opened again, it is where it was at the last Checkpoint.
func (w *Weaver) Err() error { return w.err }

func (h *hall) save(kind int, key int64, body []byte) {
	if err := h.shelf.Put(kind, key, body); err != nil {
		panic(shelfError{fmt.Errorf("put record %d of kind %d on the shelf: %w", key, kind, err)})
	}
}

// seek looks a record up, nil for none.
func (h *hall) seek(kind int, key int64) []byte {
	body, err := h.shelf.Get(kind, key)
	if err != nil {
		panic(shelfError{fmt.Errorf("take record %d of kind %d from the shelf: %w", key, kind, err)})
	}
	return body
}

func (h *hall) keys(kind int) []int64 {
	keys, err := h.shelf.Keys(kind)
	if err != nil {
		panic(shelfError{fmt.Errorf("list the records of kind %d on the shelf: %w", kind, err)})
	}
	return keys
}

// load takes a record that has to be there.
func (h *hall) load(kind int, key int64) []byte {
	body := h.seek(kind, key)
	if body == nil {
		panic(shelfError{fmt.Errorf("record %d of kind %d is not on the shelf", key, kind)})
	}
	return body
}

// key is the key of a ground's record.
func (g ground) key() int64 { return int64(g.Place)<<32 | int64(uint32(g.At)) }

func groundOf(key int64) ground { return ground{uint32(key >> 32), int32(uint32(key))} }
