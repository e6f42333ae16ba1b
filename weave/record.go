// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"maps"
	"slices"
	"time"

	"recoupe"
	"recoupe/confirm"
	"recoupe/ledger"
	"recoupe/link"
)

// docRecord is a dispatch as it lies on the shelf.
type docRecord struct {
	Head        head
	Said, Known time.Time
	Why         string
	Until       time.Time
	Same        []uint32
	Document    string
	Claims      []claimRecord
}

// claimRecord is a claim with what was worked out about it; what follows from the claim itself is left out.
type claimRecord struct {
	Claim            recoupe.Claim
	Voice            confirm.Voice
	Opposite, Hedged bool
	Spots            []link.Spot
	Inferred, Stated bool
	From, To, Since  time.Time
	Winner, Loser    string
	Parties          []string
	Source           string
	Again            bool
	Bonds            link.Bonds
	Also             []confirm.Voice
	Pairs            []pairRecord
	Grounds          []ground
	AsRead           *asRead
}

type pairRecord struct {
	Other uint32
	Taken bool
}

func (d *doc) record() *docRecord {
	r := &docRecord{Head: d.head, Said: d.said, Known: d.known, Why: d.standing.why, Until: d.standing.until, Same: d.same, Document: d.document}
	for _, x := range d.claims {
		c := claimRecord{Claim: *x.claim, Voice: x.voice, Also: x.also, Opposite: x.opposite, Hedged: x.hedged, Spots: x.Spots, Inferred: x.Inferred, Stated: x.Stated,
			From: x.From, To: x.To, Since: x.Since, Winner: x.Winner, Loser: x.Loser, Parties: x.Parties, Source: x.Source, Again: x.Again, Bonds: x.Bonds, Grounds: x.grounds, AsRead: x.asRead}
		for _, p := range x.pairs {
			c.Pairs = append(c.Pairs, pairRecord{p.other, p.taken})
		}
		r.Claims = append(r.Claims, c)
	}
	return r
}

func (r *docRecord) doc(no, first uint32) *doc {
	d := &doc{no: no, first: first, head: r.Head, said: r.Said, known: r.Known, standing: standing{r.Why, r.Until}, same: r.Same, document: r.Document}
	for i := range r.Claims {
		c := &r.Claims[i]
		x := &said{doc: d, claim: &c.Claim, voice: c.Voice, also: c.Also, opposite: c.Opposite, hedged: c.Hedged, grounds: c.Grounds, asRead: c.AsRead}
		it := d.item(x)
		it.Spots, it.Inferred, it.Stated, it.From, it.To, it.Since = c.Spots, c.Inferred, c.Stated, c.From, c.To, c.Since
		it.Winner, it.Loser, it.Parties, it.Source, it.Again = c.Winner, c.Loser, c.Parties, c.Source, c.Again
		x.Set(first+uint32(i), it, c.Bonds)
		for _, p := range c.Pairs {
			x.pairs = append(x.pairs, pair{p.Other, p.Taken})
		}
		d.claims = append(d.claims, x)
	}
	return d
}

// landRecord is a ground as it lies on the shelf.
type landRecord struct {
	Claims []stand
	Events []uint32
	Rows   [][]rowRecord
}

// rowRecord is a row with what settling made of it: its statuses, each for a stretch of known time.
type rowRecord struct {
	No    uint32
	Hold  recoupe.Hold
	Spans []spanRecord
}

type spanRecord struct {
	Status   string
	From, To time.Time
}

func (l *land) record() *landRecord {
	r := &landRecord{Claims: l.claims, Events: slices.Sorted(maps.Keys(l.rows))}
	for _, e := range r.Events {
		r.Rows = append(r.Rows, l.rowRecords(l.rows[e]))
	}
	return r
}

func (l *land) rowRecords(rows []row) []rowRecord {
	out := make([]rowRecord, len(rows))
	for i, x := range rows {
		out[i] = rowRecord{No: x.No, Hold: x.Hold}
		for _, h := range l.settled[x.Hold.ID] {
			out[i].Spans = append(out[i].Spans, spanRecord{h.Status, h.KnownFrom, h.KnownTo})
		}
	}
	return out
}

func (r *landRecord) land() *land {
	l := &land{claims: r.Claims, rows: map[uint32][]row{}, settled: map[string][]recoupe.Hold{}}
	for i, e := range r.Events {
		for _, x := range r.Rows[i] {
			l.rows[e] = append(l.rows[e], row{x.No, x.Hold})
			if spans := x.settled(); len(spans) > 0 {
				l.settled[x.Hold.ID] = spans
			}
		}
	}
	return l
}

func (r *rowRecord) settled() []recoupe.Hold {
	var out []recoupe.Hold
	for n, s := range r.Spans {
		out = append(out, ledger.Span(r.Hold, n, s.Status, s.From, s.To))
	}
	return out
}
