// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"recoupe"
	"recoupe/intake"
)

// Withdraw takes a dispatch out of everything that rests on it, because a person says so: it captures a notice of the
// publisher's name, as a wire's kill would be, with the reason and who gave it. What was believed before stays readable.
func (f *Flow) Withdraw(ctx context.Context, id, by, reason string) (recoupe.Dispatch, error) {
	r, err := f.Store.Reading(ctx, id)
	if err != nil {
		return recoupe.Dispatch{}, err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" || len([]rune(reason)) > reasonRunes {
		return recoupe.Dispatch{}, fmt.Errorf("withdraw %s: a reason of up to %d characters is wanted: %w", id, reasonRunes, recoupe.ErrInvalid)
	}
	if by = strings.TrimSpace(by); by != "" {
		reason += "\n" + by
	}
	now := f.Now()
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", id, reason, now.UnixNano()))
	rec := map[string]any{"id": "withdrawal-" + hex.EncodeToString(sum[:6]), "publisher": r.Dispatch.Publisher, "lang": r.Dispatch.Lang,
		"title": r.Dispatch.Title, "published": now.UTC().Format(time.RFC3339), "text": reason, "replaces": map[string]string{"id": id, "kind": "kill"}}
	raw, err := json.Marshal(rec)
	if err != nil {
		return recoupe.Dispatch{}, err
	}
	d, _, err := f.Add(ctx, raw, intake.Hints{})
	return d, err
}
