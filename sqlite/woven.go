// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"recoupe"
)

// Amend keeps strands as they are now, as known from a time on; the others stay. What did not change in them is not
// written again.
func (s *Store) Amend(ctx context.Context, strands iter.Seq2[recoupe.Strand, error], known time.Time) (string, error) {
	return s.keepWoven(ctx, strands, known, false)
}

// Replace keeps strands as they are now and ends all others.
func (s *Store) Replace(ctx context.Context, strands iter.Seq2[recoupe.Strand, error], known time.Time) (string, error) {
	return s.keepWoven(ctx, strands, known, true)
}

func (s *Store) keepWoven(ctx context.Context, strands iter.Seq2[recoupe.Strand, error], known time.Time, whole bool) (mark string, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		p, err := newPress(ctx, tx, known)
		if err != nil {
			return err
		}
		defer p.close()
		there := map[string]bool{}
		for x, err := range strands {
			if err != nil {
				return err
			}
			if err := p.strand(x); err != nil {
				return err
			}
			there[x.ID] = true
		}
		if whole {
			if err := p.endOthers(there); err != nil {
				return err
			}
		}
		mark = markOf(p.seq, known)
		return updateStale(ctx, tx, 0)
	})
	if err != nil {
		return "", fmt.Errorf("keep the woven state: %w", err)
	}
	return mark, nil
}

// press writes one state in a transaction.
type press struct {
	ctx                            context.Context
	tx                             *sql.Tx
	seq                            int64
	find, end, endAll, begin, name *sql.Stmt
}

func newPress(ctx context.Context, tx *sql.Tx, known time.Time) (*press, error) {
	p := &press{ctx: ctx, tx: tx}
	if err := tx.QueryRowContext(ctx, "INSERT INTO woven (known_from) VALUES (?) RETURNING seq", known.UnixMicro()).Scan(&p.seq); err != nil {
		return nil, err
	}
	for _, s := range []struct {
		to **sql.Stmt
		q  string
	}{
		{&p.find, "SELECT id, kind, rank, digest FROM woven_part WHERE strand = ? AND until IS NULL ORDER BY id"},
		{&p.end, "UPDATE woven_part SET until = ? WHERE id = ?"},
		{&p.endAll, "UPDATE woven_part SET until = ? WHERE strand = ? AND until IS NULL"},
		{&p.begin, "INSERT INTO woven_part (since, strand, kind, rank, digest, body) VALUES (?, ?, ?, ?, ?, ?)"},
		{&p.name, "INSERT INTO event_part (event, part) VALUES (?, ?) ON CONFLICT (event) DO UPDATE SET part = excluded.part"},
	} {
		var err error
		if *s.to, err = tx.PrepareContext(ctx, s.q); err != nil {
			p.close()
			return nil, err
		}
	}
	return p, nil
}

func (p *press) close() {
	for _, s := range []*sql.Stmt{p.find, p.end, p.endAll, p.begin, p.name} {
		if s != nil {
			s.Close()
		}
	}
}

// strand writes what changed in a strand.
func (p *press) strand(x recoupe.Strand) error {
	present, err := p.present(x.ID)
	if err != nil {
		return err
	}
	next := make([]part, len(x.Parts))
	for i := range x.Parts {
		if next[i], err = encodePart(x.Parts[i]); err != nil {
			return err
		}
	}
	ended, begun := difference(present, next)
	for _, id := range ended {
		if _, err := p.end.ExecContext(p.ctx, p.seq, id); err != nil {
			return err
		}
	}
	for i := range begun {
		if err := p.insert(x.ID, &begun[i]); err != nil {
			return err
		}
	}
	return nil
}

func (p *press) present(strand string) ([]part, error) {
	rows, err := p.find.QueryContext(p.ctx, strand)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []part
	for rows.Next() {
		var x part
		var rank, digest []byte
		if err := rows.Scan(&x.id, &x.kind, &rank, &digest); err != nil {
			return nil, err
		}
		x.rank = string(rank)
		copy(x.digest[:], digest)
		out = append(out, x)
	}
	return out, rows.Err()
}

func (p *press) insert(strand string, x *part) error {
	body, err := deflate(x.json)
	if err != nil {
		return err
	}
	res, err := p.begin.ExecContext(p.ctx, p.seq, strand, x.kind, []byte(x.rank), x.digest[:], body)
	if err != nil || x.kind != partEvent {
		return err
	}
	return p.nameEvent(res, x.json)
}

// nameEvent notes which part is the last that held an event.
func (p *press) nameEvent(res sql.Result, body []byte) error {
	var e struct{ ID string }
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return err
	}
	_, err = p.name.ExecContext(p.ctx, e.ID, id)
	return err
}

// endOthers ends the strands that are not there any more.
func (p *press) endOthers(there map[string]bool) error {
	names, err := texts(p.tx.QueryContext(p.ctx, "SELECT DISTINCT strand FROM woven_part WHERE until IS NULL ORDER BY strand"))
	if err != nil {
		return err
	}
	for _, name := range names {
		if there[name] {
			continue
		}
		if _, err := p.endAll.ExecContext(p.ctx, p.seq, name); err != nil {
			return err
		}
	}
	return nil
}

// texts collects rows of one text.
func texts(rows *sql.Rows, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// markOf names a state by its number and by the time from which it was known: a file that was put back and went on
// differently has other ones.
func markOf(seq int64, known time.Time) string { return fmt.Sprintf("%d %d", seq, known.UnixMicro()) }

// numberOf is the number of the state that a mark names, which has to be one of this file; 0 for no mark.
func (s *Store) numberOf(ctx context.Context, mark string) (seq int64, err error) {
	if mark == "" {
		return 0, nil
	}
	var known int64
	if _, err := fmt.Sscanf(mark, "%d %d", &seq, &known); err != nil {
		return 0, fmt.Errorf("mark %q: %w", mark, recoupe.ErrNotFound)
	}
	err = s.read.QueryRowContext(ctx, "SELECT seq FROM woven WHERE seq = ? AND known_from = ?", seq, known).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("mark %q: %w", mark, recoupe.ErrNotFound)
	}
	return seq, err
}

// Changed lists the strands that changed after a mark.
func (s *Store) Changed(ctx context.Context, mark string) ([]string, error) {
	seq, err := s.numberOf(ctx, mark)
	if err != nil {
		return nil, err
	}
	ids, err := texts(s.read.QueryContext(ctx, "SELECT strand FROM woven_part WHERE since > ?1 UNION SELECT strand FROM woven_part WHERE until > ?1 ORDER BY strand", seq))
	if err != nil {
		return nil, fmt.Errorf("list what was woven: %w", err)
	}
	return ids, nil
}

func updateStale(ctx context.Context, tx *sql.Tx, stale int) error {
	_, err := tx.ExecContext(ctx, "UPDATE weaving SET stale = ? WHERE one = 1 AND stale <> ?", stale, stale)
	return err
}

// Stale reports whether readings were kept or changed since the state was last woven.
func (s *Store) Stale(ctx context.Context) (bool, error) {
	var stale bool
	err := s.read.QueryRowContext(ctx, "SELECT stale FROM weaving WHERE one = 1").Scan(&stale)
	if err != nil {
		return false, fmt.Errorf("ask whether the woven state is stale: %w", err)
	}
	return stale, nil
}

// Woven returns the last state kept at or before a known time; the zero time is now.
func (s *Store) Woven(ctx context.Context, known time.Time) (w recoupe.Woven, err error) {
	if known.IsZero() {
		w, err = s.now(ctx)
	} else {
		w, err = s.then(ctx, known)
	}
	if err != nil {
		return recoupe.Woven{}, fmt.Errorf("read the woven state: %w", err)
	}
	return w, nil
}

// then is the state that was known at a time.
func (s *Store) then(ctx context.Context, known time.Time) (recoupe.Woven, error) {
	var seq int64
	err := s.read.QueryRowContext(ctx, "SELECT seq FROM woven WHERE known_from <= ? ORDER BY known_from DESC, seq DESC LIMIT 1", known.UnixMicro()).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return recoupe.Woven{}, nil
	}
	if err != nil {
		return recoupe.Woven{}, err
	}
	parts, err := findParts(s.read.QueryContext(ctx, `SELECT id, kind, rank, body FROM (
		SELECT * FROM woven_part WHERE until IS NULL AND since <= ?1
		UNION ALL SELECT * FROM woven_part WHERE until > ?1 AND since <= ?1) ORDER BY kind, rank, id`, seq))
	return together(parts), err
}
