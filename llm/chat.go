// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package llm

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"recoupe"
)

const (
	requestTime = time.Minute
	// largest bounds an answer in bytes; more is an endpoint that has gone wrong.
	largest = 1 << 20
	// longest bounds the tokens of an answer.
	longest = 4096
)

//go:embed prompt.txt
var promptText string

// instruction is the fixed part of every request: the rules and the types. No word of a dispatch ever stands in it.
func instruction(types []EventType) string {
	var b strings.Builder
	b.WriteString(promptText)
	for _, t := range types {
		fmt.Fprintf(&b, "%s: %s\n", t.ID, t.Meaning)
	}
	return b.String()
}

// sentences encodes the sentences as JSON, so that no text can end its own string.
func sentences(r *recoupe.Reading, regions []int) string {
	type line struct {
		Sentence int    `json:"sentence"`
		Text     string `json:"text"`
	}
	lines := make([]line, len(regions))
	for i, n := range regions {
		lines[i] = line{n, r.Regions[n].Span.In(r.Dispatch.Text)}
	}
	b, err := json.Marshal(struct {
		Lang      string `json:"lang"`
		Sentences []line `json:"sentences"`
	}{r.Dispatch.Lang, lines})
	if err != nil { // strings and numbers always encode
		return ""
	}
	return string(b)
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

type request struct {
	Model       string            `json:"model"`
	Messages    []message         `json:"messages"`
	Temperature float64           `json:"temperature"`
	Seed        int               `json:"seed"`
	MaxTokens   int               `json:"max_tokens"`
	Format      map[string]string `json:"response_format"`
}

type reply struct {
	Choices []struct {
		Message message `json:"message"`
		Finish  string  `json:"finish_reason"`
	} `json:"choices"`
	Usage struct {
		Total int `json:"total_tokens"`
	} `json:"usage"`
	Error *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// chat sends one question and returns the model's text with the tokens it cost; 0 where the endpoint does not say.
func (e *Extractor) chat(ctx context.Context, question string) (string, int, error) {
	body, err := json.Marshal(request{
		Model: e.c.Model, Seed: 1, MaxTokens: longest, Format: map[string]string{"type": "json_object"},
		Messages: []message{{"system", e.prompt}, {"user", question}},
	})
	if err != nil {
		return "", 0, fmt.Errorf("make the request: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(e.c.URL, "/")+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return "", 0, fmt.Errorf("make the request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	if e.c.Key != "" {
		req.Header.Set("Authorization", "Bearer "+e.c.Key)
	}
	resp, err := e.c.Client.Do(req)
	if err != nil {
		return "", 0, fmt.Errorf("no answer from %s: %w", e.c.URL, err)
	}
	defer resp.Body.Close()
	return decode(resp)
}

func decode(resp *http.Response) (string, int, error) {
	raw, err := io.ReadAll(io.LimitReader(resp.Body, largest+1))
	if err != nil {
		return "", 0, fmt.Errorf("the answer broke off: %w", err)
	}
	if len(raw) > largest {
		return "", 0, errors.New("the answer is larger than a megabyte")
	}
	var r reply
	err = json.Unmarshal(raw, &r)
	switch {
	case resp.StatusCode != http.StatusOK && err == nil && r.Error != nil:
		return "", r.Usage.Total, fmt.Errorf("the endpoint refused (%s): %.200s", resp.Status, r.Error.Message)
	case resp.StatusCode != http.StatusOK:
		return "", r.Usage.Total, fmt.Errorf("the endpoint refused (%s)", resp.Status)
	case err != nil:
		return "", 0, fmt.Errorf("the endpoint does not speak the chat protocol: %w", err)
	case len(r.Choices) == 0:
		return "", r.Usage.Total, errors.New("the endpoint gave no choice")
	case r.Choices[0].Finish == "length":
		return "", r.Usage.Total, errors.New("the answer was cut off at its length limit")
	}
	return r.Choices[0].Message.Content, r.Usage.Total, nil
}
