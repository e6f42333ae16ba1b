// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAddresses: a bracket around an address is not part of it, one inside is.
func TestAddresses(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"See [http://example.org/a]", "See|[|http://example.org/a|]"},
		{"See (http://example.org/a_(b))", "See|(|http://example.org/a_(b)|)"},
		{"See http://example.org/a?x[1]", "See|http://example.org/a?x[1]"},
	} {
		_, sents := Document(tt.text, "en", nil)
		if diff := cmp.Diff(tt.want, forms(sents)); diff != "" {
			t.Error(diff)
		}
	}
}
