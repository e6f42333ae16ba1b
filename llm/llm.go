// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package llm lets a language model read the sentences that the rules could
// make nothing of, and keeps only what the text itself bears out.
//
// In: a dispatch, the reading that the rules made of it, and any endpoint that
// speaks the OpenAI chat protocol. Out: the same reading with more claims, each
// marked with the rule "llm". The model sees only the sentences it is needed
// for and answers in the JSON of `recoupe read`. A claim whose words do not
// stand in its sentence, or whose source does not stand in the text, is rejected
// and counted. The text of a dispatch is data: nothing in it is an instruction,
// and nothing that the model says goes anywhere but through the checks. It will
// not change a claim of the rules, resolve a place or a time (those are the
// gazetteer's and the calendar's), nor spend more than its daily budget. Off by
// default; a failure leaves the reading of the rules with a note.
package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"recoupe"
	"recoupe/actor"
)

// Rule names the claims and attributions that a model proposed.
const Rule = "llm"

// Config is what an extractor is made of. Only URL, Model and Read are needed.
type Config struct {
	// URL is the base of an OpenAI-compatible interface, such as http://127.0.0.1:8000/v1.
	URL, Model string
	// Key is sent as a bearer token; "" sends none.
	Key string
	// Read is the reading of the rules.
	Read func(recoupe.Dispatch) recoupe.Reading
	// Actors finds the actors of a dispatch, so that a model's wording gets the register's id; nil resolves none.
	Actors func(recoupe.Dispatch) []actor.Mention
	// Events are the types that a claim may have, with their meaning.
	Events []EventType
	// Budget bounds the tokens of a day; nil is unbounded.
	Budget *Budget
	// Client sends the requests and bounds their time; nil is a client with a timeout of a minute.
	Client *http.Client
	// Batch is how many sentences go into one request; 0 is 12.
	Batch int
}

// EventType is a type that a claim may have: "VIO.CLASH", "fighting between organised armed groups".
type EventType struct{ ID, Meaning string }

// Extractor reads dispatches by the rules and asks the model about the rest. It is safe for any number of goroutines.
type Extractor struct {
	c      Config
	types  map[string]bool
	prompt string
}

// New returns an extractor; recoupe.ErrInvalid says which part of the configuration is missing.
func New(c Config) (*Extractor, error) {
	if c.URL == "" || c.Model == "" || c.Read == nil {
		return nil, fmt.Errorf("language model: an address and a model name are needed: %w", recoupe.ErrInvalid)
	}
	if c.Client == nil {
		c.Client = &http.Client{Timeout: requestTime}
	}
	if c.Batch <= 0 {
		c.Batch = 12
	}
	e := &Extractor{c: c, types: map[string]bool{}, prompt: instruction(c.Events)}
	for _, t := range c.Events {
		e.types[t.ID] = true
	}
	return e, nil
}

// Read reads d by the rules and adds what the model proposes and the text
// bears out. It never fails: what went wrong stands in the notes.
func (e *Extractor) Read(ctx context.Context, d recoupe.Dispatch) recoupe.Reading {
	r := e.c.Read(d)
	todo := wanting(&r)
	if len(todo) == 0 {
		return r
	}
	k := newChecker(&r, e.types, e.actors(r.Dispatch))
	for len(todo) > 0 {
		part := todo[:min(e.c.Batch, len(todo))]
		todo = todo[len(part):]
		answer, err := e.ask(ctx, &r, part)
		if err != nil {
			r.Notes = append(r.Notes, "language model: "+err.Error()+"; the rest was read by the rules alone")
			break
		}
		k.take(answer, part)
	}
	k.finish()
	return r
}

func (e *Extractor) actors(d recoupe.Dispatch) []actor.Mention {
	if e.c.Actors == nil {
		return nil
	}
	return e.c.Actors(d)
}

// ask sends some sentences; the budget is checked before and charged after.
func (e *Extractor) ask(ctx context.Context, r *recoupe.Reading, regions []int) (answer, error) {
	question := sentences(r, regions)
	estimate := (len(e.prompt) + len(question)) / 3
	if err := e.c.Budget.reserve(estimate); err != nil {
		return answer{}, err
	}
	reply, used, err := e.chat(ctx, question)
	if used == 0 {
		used = estimate + len(reply)/3
	}
	if err2 := e.c.Budget.charge(used - estimate); err2 != nil {
		err = errors.Join(err, err2)
	}
	if err != nil {
		return answer{}, err
	}
	return parse(reply)
}

// wanting lists the sentences that a model is needed for: those of the running
// text in which the rules found no claim with an event type, and that are long
// enough to hold one.
func wanting(r *recoupe.Reading) []int {
	typed := map[int]bool{}
	for _, c := range r.Claims {
		if c.Event != "" {
			typed[c.Region] = true
		}
	}
	var out []int
	for i, g := range r.Regions {
		if g.Kind == recoupe.Sentence && !typed[i] && len(strings.Fields(g.Span.In(r.Dispatch.Text))) >= shortest {
			out = append(out, i)
		}
	}
	return out
}

// shortest is how many words a sentence must have to be worth a question.
const shortest = 4
