// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"context"
	"sync"
)

// Change is one thing that happened.
type Change struct {
	// Seq grows by one from change to change, from 1 in each run of the program.
	Seq int64
	// Kind is dispatch, withdrawn or feed.
	Kind, ID, Text string
}

// kept is how many changes are kept for pages that come back.
const kept = 256

// subscribers hand changes to whoever listens; a slow listener misses none, it
// is told again from where it stood.
type subscribers struct {
	mu     sync.Mutex
	seq    int64
	recent []Change
	wake   map[chan struct{}]bool
}

func (s *subscribers) publish(c Change) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seq++
	c.Seq = s.seq
	s.recent = append(s.recent, c)
	if len(s.recent) > kept {
		s.recent = s.recent[len(s.recent)-kept:]
	}
	for w := range s.wake {
		select {
		case w <- struct{}{}:
		default:
		}
	}
}

// since returns the changes behind seq.
func (s *subscribers) since(seq int64) []Change {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range s.recent {
		if c.Seq > seq {
			return append([]Change(nil), s.recent[i:]...)
		}
	}
	return nil
}

// Subscribe returns the changes behind seq (0 is from now on) until ctx ends; then the channel closes.
func (f *Flow) Subscribe(ctx context.Context, seq int64) <-chan Change {
	s := &f.subs
	out, wake := make(chan Change), make(chan struct{}, 1)
	s.mu.Lock()
	if s.wake == nil {
		s.wake = map[chan struct{}]bool{}
	}
	s.wake[wake] = true
	if seq <= 0 || seq > s.seq {
		seq = s.seq
	}
	s.mu.Unlock()
	go func() {
		defer close(out)
		defer func() {
			s.mu.Lock()
			delete(s.wake, wake)
			s.mu.Unlock()
		}()
		for {
			for _, c := range s.since(seq) {
				select {
				case out <- c:
					seq = c.Seq
				case <-ctx.Done():
					return
				}
			}
			select {
			case <-wake:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
