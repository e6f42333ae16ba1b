// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"

	"recoupe"
)

// present is the woven state as it was read last. Pages ask for it again and again, and one dispatch changes little of
// it: what changed since is read alone.
type present struct {
	mu sync.Mutex
	// seq is the number of the state.
	seq   int64
	parts []numbered // by kind, rank and number
	woven recoupe.Woven
}

// numbered is a part with the number of its row.
type numbered struct {
	id   int64
	kind int
	recoupe.Part
}

func compareNumbered(a, b numbered) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), strings.Compare(a.Rank, b.Rank), cmp.Compare(a.id, b.id))
}

// now is the present state.
func (s *Store) now(ctx context.Context) (recoupe.Woven, error) {
	p := &s.present
	p.mu.Lock()
	defer p.mu.Unlock()
	tx, err := s.read.BeginTx(ctx, nil) // all of it is read of one state
	if err != nil {
		return recoupe.Woven{}, err
	}
	defer tx.Rollback()
	var seq int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM woven").Scan(&seq); err != nil || seq == p.seq {
		return p.woven, err
	}
	ended, err := findEnded(ctx, tx, p.seq)
	if err != nil {
		return recoupe.Woven{}, err
	}
	from := "woven_part INDEXED BY woven_part_since" // without being told so, the planner looks at all that is still so
	if p.seq == 0 {
		from = "woven_part"
	}
	begun, err := findParts(tx.QueryContext(ctx, "SELECT id, kind, rank, body FROM "+from+" WHERE since > ? AND until IS NULL ORDER BY kind, rank, id", p.seq))
	if err != nil {
		return recoupe.Woven{}, err
	}
	p.seq = seq
	if len(ended)+len(begun) > 0 {
		p.parts = renewed(p.parts, ended, begun)
		p.woven = together(p.parts)
	}
	return p.woven, nil
}

// findEnded are the parts that ended after a state.
func findEnded(ctx context.Context, tx *sql.Tx, seq int64) (map[int64]bool, error) {
	out := map[int64]bool{}
	if seq == 0 {
		return out, nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT id FROM woven_part WHERE until > ? ORDER BY id", seq)
	return out, eachID(rows, err, func(id int64) { out[id] = true })
}

// eachID calls take with the ids that a query answers.
func eachID(rows *sql.Rows, err error, take func(id int64)) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		take(id)
	}
	return rows.Err()
}

// findParts reads rows of parts.
func findParts(rows *sql.Rows, err error) ([]numbered, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []numbered
	for rows.Next() {
		x := numbered{}
		var rank, body []byte
		if err := rows.Scan(&x.id, &x.kind, &rank, &body); err != nil {
			return nil, err
		}
		if x.Part, err = decodePart(x.kind, string(rank), body); err != nil {
			return nil, fmt.Errorf("part %d: %w", x.id, err)
		}
		out = append(out, x)
	}
	return out, rows.Err()
}

// renewed takes the ended parts out of a list in order and puts those in that began.
func renewed(parts []numbered, ended map[int64]bool, begun []numbered) []numbered {
	out := make([]numbered, 0, len(parts)+len(begun))
	for _, x := range parts {
		if ended[x.id] {
			continue
		}
		for len(begun) > 0 && compareNumbered(begun[0], x) < 0 {
			out, begun = append(out, begun[0]), begun[1:]
		}
		out = append(out, x)
	}
	return append(out, begun...)
}

// together makes a state of parts in order. A contradiction that both its events have is one.
func together(parts []numbered) recoupe.Woven {
	var w recoupe.Woven
	n := [4]int{}
	for i := range parts {
		n[parts[i].kind]++
	}
	w.Events, w.Contradictions, w.Holds = slices.Grow(w.Events, n[partEvent]), slices.Grow(w.Contradictions, n[partContradiction]), slices.Grow(w.Holds, n[partHold])
	for i := range parts {
		switch x := &parts[i]; {
		case x.Event != nil:
			w.Events = append(w.Events, *x.Event)
		case x.Hold != nil:
			w.Holds = append(w.Holds, *x.Hold)
		case i == 0 || parts[i-1].kind != partContradiction || parts[i-1].Rank != x.Rank:
			w.Contradictions = append(w.Contradictions, *x.Contradiction)
		}
	}
	return w
}
