// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/lexicon"
	"recoupe/llm"
	"recoupe/read"
	"recoupe/token"
)

// extraction says who reads: the rules, or the rules and a language model behind them.
type extraction struct {
	Extractor string `enum:"rules,llm" default:"rules" help:"rules, or llm: ask a language model about the sentences that the rules make nothing of."`
	LLMURL    string `name:"llm-url" placeholder:"URL" help:"Base address of an OpenAI-compatible interface."`
	LLMModel  string `name:"llm-model" placeholder:"NAME" help:"Name of the model."`
	LLMKey    string `name:"llm-key" env:"RECOUPE_LLM_KEY" placeholder:"KEY" help:"Key of the interface; better given in the environment."`
	LLMBudget int    `name:"llm-budget" default:"200000" help:"Tokens that may be spent in one UTC day."`
}

// reader returns the reading stage that the flags ask for.
func (x extraction) reader(ctx context.Context, r *read.Reader) (func(recoupe.Dispatch) recoupe.Reading, error) {
	if x.Extractor != "llm" {
		return r.Read, nil
	}
	if x.LLMURL == "" || x.LLMModel == "" {
		return nil, usageError{"--extractor llm needs --llm-url and --llm-model"}
	}
	budget, err := x.budget()
	if err != nil {
		return nil, err
	}
	types, err := eventTypes()
	if err != nil {
		return nil, err
	}
	e, err := llm.New(llm.Config{URL: x.LLMURL, Model: x.LLMModel, Key: x.LLMKey, Read: r.Read, Events: types, Budget: budget,
		Actors: func(d recoupe.Dispatch) []actor.Mention {
			_, sents := token.Document(d.Text, d.Lang, nil)
			return r.Register.Find(d.Text, d.Lang, sents, d.Published)
		}})
	if err != nil {
		return nil, err
	}
	return func(d recoupe.Dispatch) recoupe.Reading { return e.Read(ctx, d) }, nil
}

// budget counts in the user's cache folder, one count for all data folders: the bill is one, too.
func (x extraction) budget() (*llm.Budget, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("token budget: %w", err)
	}
	return llm.OpenBudget(filepath.Join(cache, "recoupe", "llm-budget.json"), x.LLMBudget, time.Now)
}

func eventTypes() ([]llm.EventType, error) {
	rows, err := lexicon.Table("x/event-types.txt")
	if err != nil {
		return nil, err
	}
	out := make([]llm.EventType, len(rows))
	for i, row := range rows {
		out[i] = llm.EventType{ID: row[0], Meaning: row[2]}
	}
	return out, nil
}
