// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package llm

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// answer is what a model sends back: the JSON of `recoupe read` with the number of the sentence.
type answer struct {
	Attributions []saidAttribution `json:"attributions"`
	Claims       []saidClaim       `json:"claims"`
}

// words are a text and, where the model gives them, its code points in the dispatch.
type words struct {
	Text  string `json:"text"`
	Spans []struct {
		Start int `json:"start"`
		End   int `json:"end"`
	} `json:"spans"`
}

type saidAttribution struct {
	ID       string `json:"id"`
	Sentence int    `json:"sentence"`
	Source   words  `json:"source"`
	Cue      words  `json:"cue"`
	Content  words  `json:"content"`
}

type saidClaim struct {
	words
	Sentence    int        `json:"sentence"`
	Attribution *string    `json:"attribution"`
	Trigger     words      `json:"trigger"`
	Event       string     `json:"event"`
	Polarity    string     `json:"polarity"`
	Modality    string     `json:"modality"`
	Commitment  commitment `json:"commitment"`
	Actors      []struct {
		words
		Role string `json:"role"`
	} `json:"actors"`
}

// commitment is the innermost speaker's value, written alone or as in the contract.
type commitment string

// UnmarshalJSON takes "CT+" or [{"source":…,"value":"CT+"}], of which the last counts.
func (c *commitment) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*c = commitment(one)
		return nil
	}
	var all []struct {
		Value string `json:"value"`
	}
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	if len(all) > 0 {
		*c = commitment(all[len(all)-1].Value)
	}
	return nil
}

// parse reads the model's JSON, also from inside a fence of backquotes.
func parse(reply string) (answer, error) {
	var a answer
	s := strings.TrimSpace(reply)
	if i, j := strings.IndexByte(s, '{'), strings.LastIndexByte(s, '}'); i >= 0 && j > i {
		s = s[i : j+1]
	}
	if s == "" {
		return a, errors.New("the model answered nothing")
	}
	if err := json.Unmarshal([]byte(s), &a); err != nil {
		return a, fmt.Errorf("the model did not answer in the JSON of read: %w", err)
	}
	return a, nil
}
