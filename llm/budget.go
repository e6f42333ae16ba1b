// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package llm

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Budget bounds the tokens of one UTC day. It keeps its count in a file, so
// that restarting does not refill it. The nil Budget is unbounded.
type Budget struct {
	limit int
	path  string
	now   func() time.Time

	mu   sync.Mutex
	kept spent
}

// spent is the file: the day and the tokens used on it.
type spent struct {
	Day  string `json:"day"`
	Used int    `json:"tokens"`
}

// OpenBudget opens or begins a count. An unreadable file is an error: a budget that forgets is none.
func OpenBudget(path string, limit int, now func() time.Time) (*Budget, error) {
	b := &Budget{limit: limit, path: path, now: now}
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return b, nil
	}
	if err != nil {
		return nil, fmt.Errorf("token budget: %w", err)
	}
	if err := json.Unmarshal(raw, &b.kept); err != nil {
		return nil, fmt.Errorf("token budget %s: %w; remove the file to begin a new count", path, err)
	}
	return b, nil
}

// reserve takes n tokens out before they are spent, so that requests side by side cannot overdraw.
func (b *Budget) reserve(n int) error {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if day := b.now().UTC().Format(time.DateOnly); day != b.kept.Day {
		b.kept = spent{Day: day}
	}
	if b.kept.Used+n > b.limit {
		return fmt.Errorf("the day's budget of %d tokens is used up (%d)", b.limit, b.kept.Used)
	}
	return b.add(n)
}

// charge corrects a reservation by what the request really cost.
func (b *Budget) charge(n int) error {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.add(n)
}

// add writes the count whole or not at all.
func (b *Budget) add(n int) error {
	b.kept.Used = max(0, b.kept.Used+n)
	raw, err := json.Marshal(b.kept)
	if err != nil {
		return fmt.Errorf("token budget: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(b.path), 0o755); err != nil {
		return fmt.Errorf("token budget: %w", err)
	}
	if err := os.WriteFile(b.path+".new", raw, 0o600); err != nil {
		return fmt.Errorf("token budget: %w", err)
	}
	return os.Rename(b.path+".new", b.path)
}
