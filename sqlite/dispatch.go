// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"recoupe"
	"recoupe/lang"
	"recoupe/store"
)

// Add keeps a dispatch with its reading.
func (s *Store) Add(ctx context.Context, r recoupe.Reading) (added bool, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		digest, err := findDigest(ctx, tx, r.Dispatch.ID)
		switch {
		case err == nil && digest == r.Dispatch.Digest:
			return nil
		case err == nil:
			return fmt.Errorf("dispatch %s is there with another text: %w", r.Dispatch.ID, recoupe.ErrConflict)
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
		added = true
		return insertDispatch(ctx, tx, r)
	})
	if err != nil {
		return false, fmt.Errorf("keep dispatch: %w", err)
	}
	return added, nil
}

func findDigest(ctx context.Context, tx *sql.Tx, id string) (digest string, err error) {
	err = tx.QueryRowContext(ctx, "SELECT digest FROM dispatch WHERE id = ?", id).Scan(&digest)
	return digest, err
}

func insertDispatch(ctx context.Context, tx *sql.Tx, r recoupe.Reading) error {
	d := r.Dispatch
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	replaces := ""
	if d.Replaces != nil {
		replaces = d.Replaces.ID
	}
	res, err := tx.ExecContext(ctx, "INSERT INTO dispatch (id, publisher, lang, url, published, received, digest, replaces, demonstration, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		d.ID, d.Publisher, d.Lang, d.URL, micros(d.Published), d.Received.UnixMicro(), d.Digest, replaces, d.Demonstration, body)
	if err != nil {
		return err
	}
	rank, err := res.LastInsertId()
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO dispatch_text (rowid, folded) VALUES (?, ?)", rank, lang.Fold(d.Title+" "+d.Text)); err != nil {
		return err
	}
	reading, err := encodeReading(r)
	if err != nil {
		return err
	}
	if _, err = tx.ExecContext(ctx, "INSERT INTO reading (rank, body, since) VALUES (?, ?, "+nextState+")", rank, reading); err != nil {
		return err
	}
	return updateStale(ctx, tx, 1)
}

// nextState is the number of the state that will be woven next.
const nextState = "(SELECT coalesce(max(seq), 0) + 1 FROM woven)"

// encodeReading leaves the dispatch out: it stands in its own table.
func encodeReading(r recoupe.Reading) ([]byte, error) {
	r.Dispatch = recoupe.Dispatch{}
	return json.Marshal(r)
}

// SetReading replaces what was read from a dispatch.
func (s *Store) SetReading(ctx context.Context, r recoupe.Reading) error {
	body, err := encodeReading(r)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE reading SET body = ?, since = "+nextState+" WHERE rank = (SELECT rank FROM dispatch WHERE id = ?)", body, r.Dispatch.ID)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return fmt.Errorf("dispatch %s: %w", r.Dispatch.ID, recoupe.ErrNotFound)
		}
		return updateStale(ctx, tx, 1)
	})
}

// Dispatches lists dispatches, newest first, then by id.
func (s *Store) Dispatches(ctx context.Context, q store.Query) ([]recoupe.Dispatch, int, error) {
	where, args := conditions(q)
	var total int
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM dispatch "+where, args...).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("count dispatches: %w", err)
	}
	limit := q.Limit
	if limit <= 0 {
		limit = -1
	}
	rows, err := s.read.QueryContext(ctx, "SELECT body FROM dispatch "+where+" ORDER BY coalesce(published, received) DESC, id LIMIT ? OFFSET ?", append(args, limit, q.Offset)...)
	if err != nil {
		return nil, 0, fmt.Errorf("list dispatches: %w", err)
	}
	defer rows.Close()
	var out []recoupe.Dispatch
	for rows.Next() {
		var body []byte
		var d recoupe.Dispatch
		if err := rows.Scan(&body); err != nil {
			return nil, 0, err
		}
		if err := json.Unmarshal(body, &d); err != nil {
			return nil, 0, fmt.Errorf("stored dispatch: %w", err)
		}
		out = append(out, d)
	}
	return out, total, rows.Err()
}

func conditions(q store.Query) (string, []any) {
	var parts []string
	var args []any
	add := func(cond string, a ...any) { parts, args = append(parts, cond), append(args, a...) }
	if q.Publisher != "" {
		add("publisher = ?", q.Publisher)
	}
	if q.URL != "" {
		add("url = ?", q.URL)
	}
	if q.Lang != "" {
		add("lang = ?", q.Lang)
	}
	if q.Replaces != "" {
		add("replaces = ? AND replaces <> ''", q.Replaces)
	}
	if q.Demonstration {
		parts = append(parts, "demonstration = 1")
	}
	if !q.From.IsZero() {
		add("coalesce(published, received) >= ?", q.From.UnixMicro())
	}
	if !q.To.IsZero() {
		add("coalesce(published, received) < ?", q.To.UnixMicro())
	}
	if folded := match(lang.Fold(q.Text)); folded != "" {
		add("rank IN (SELECT rowid FROM dispatch_text WHERE dispatch_text MATCH ?)", folded)
	}
	if len(parts) == 0 {
		return "", nil
	}
	return "WHERE " + strings.Join(parts, " AND "), args
}

// Reading returns one dispatch with its reading.
func (s *Store) Reading(ctx context.Context, id string) (recoupe.Reading, error) {
	row := s.read.QueryRowContext(ctx, "SELECT d.body, r.body FROM dispatch d JOIN reading r USING (rank) WHERE d.id = ?", id)
	r, err := scanReading(row.Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return r, fmt.Errorf("dispatch %s: %w", id, recoupe.ErrNotFound)
	}
	return r, err
}

// Readings returns all readings in order of publication.
func (s *Store) Readings(ctx context.Context) ([]recoupe.Reading, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT d.body, r.body FROM dispatch d JOIN reading r USING (rank) ORDER BY coalesce(d.published, d.received), d.id")
	if err != nil {
		return nil, fmt.Errorf("list readings: %w", err)
	}
	defer rows.Close()
	var out []recoupe.Reading
	for rows.Next() {
		r, err := scanReading(rows.Scan)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// Unwoven runs over the readings that were kept or changed after a mark, in the order in which their dispatches came.
func (s *Store) Unwoven(ctx context.Context, mark string) iter.Seq2[recoupe.Reading, error] {
	return func(yield func(recoupe.Reading, error) bool) {
		seq, err := s.numberOf(ctx, mark)
		if err != nil {
			yield(recoupe.Reading{}, err)
			return
		}
		rows, err := s.read.QueryContext(ctx, "SELECT d.body, r.body FROM reading r JOIN dispatch d USING (rank) WHERE r.since > ? ORDER BY r.rank", seq)
		if err != nil {
			yield(recoupe.Reading{}, fmt.Errorf("list readings: %w", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			if r, err := scanReading(rows.Scan); !yield(r, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(recoupe.Reading{}, err)
		}
	}
}

func scanReading(scan func(...any) error) (recoupe.Reading, error) {
	var dispatch, reading []byte
	var r recoupe.Reading
	if err := scan(&dispatch, &reading); err != nil {
		return r, err
	}
	if err := json.Unmarshal(reading, &r); err != nil {
		return r, fmt.Errorf("stored reading: %w", err)
	}
	r.Dispatch = recoupe.Dispatch{}
	if err := json.Unmarshal(dispatch, &r.Dispatch); err != nil {
		return r, fmt.Errorf("stored dispatch: %w", err)
	}
	return r, nil
}
