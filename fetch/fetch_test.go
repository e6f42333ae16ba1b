// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"recoupe"
)

func TestPublic(t *testing.T) {
	tests := []struct {
		ip   string
		want bool
	}{
		{"93.184.216.34", true}, {"8.8.8.8", true}, {"2606:2800:220:1:248:1893:25c8:1946", true},
		{"127.0.0.1", false}, {"127.9.9.9", false}, {"0.0.0.0", false}, {"10.1.2.3", false}, {"172.16.0.1", false},
		{"172.32.0.1", true}, {"192.168.1.1", false}, {"169.254.169.254", false}, {"100.64.0.1", false}, {"100.128.0.1", true},
		{"192.0.0.192", false}, {"198.18.0.1", false}, {"224.0.0.1", false}, {"255.255.255.255", false}, {"168.63.129.16", false},
		{"::1", false}, {"::", false}, {"fe80::1", false}, {"fd00:ec2::254", false}, {"fc00::1", false}, {"ff02::1", false},
		{"::ffff:127.0.0.1", false}, {"::ffff:10.0.0.1", false}, {"64:ff9b::7f00:1", false}, {"2002:7f00:1::", false},
		{"2001:db8::1", false}, {"::127.0.0.1", false}, {"fec0::1", false},
	}
	for _, tt := range tests {
		if got := public(netip.MustParseAddr(tt.ip).Unmap()); got != tt.want {
			t.Errorf("public(%s) = %v, want %v", tt.ip, got, tt.want)
		}
	}
}

func TestForbidden(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a private server was asked") }))
	defer srv.Close()
	c := New(Options{Timeout: 2 * time.Second})
	port := srv.URL[strings.LastIndexByte(srv.URL, ':'):]
	for _, u := range []string{srv.URL, "http://localhost" + port, "http://[::1]" + port, "http://0.0.0.0" + port, "http://[::ffff:127.0.0.1]" + port, "http://user:pass@example.org/"} {
		_, err := c.Get(context.Background(), u, Conditional{})
		if !errors.Is(err, recoupe.ErrForbidden) {
			t.Errorf("Get(%s): got %v, want ErrForbidden", u, err)
		}
		if err != nil && (strings.ContainsAny(err.Error(), "\n\r") || strings.Contains(err.Error(), "pass@")) {
			t.Errorf("Get(%s): not one clean line: %q", u, err)
		}
	}
}

func TestInvalid(t *testing.T) {
	c := New(Options{})
	for _, u := range []string{"", "file:///etc/passwd", "gopher://example.org/", "http://", "https:///x", "http://a b/", "ftp://example.org/"} {
		if _, err := c.Get(context.Background(), u, Conditional{}); !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("Get(%q): got %v, want ErrInvalid", u, err)
		}
	}
}

// TestRedirect follows a redirect to a public shape of address and refuses one into the own network.
func TestRedirect(t *testing.T) {
	private := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/meta":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/ok":
			http.Redirect(w, r, "/page", http.StatusMovedPermanently)
		case "/page":
			if r.Header.Get("Referer") != "" {
				private++
			}
			w.Write([]byte("hello"))
		}
	}))
	defer srv.Close()
	c := New(Options{AllowLoopback: true, Timeout: 5 * time.Second})
	tests := []struct {
		path string
		want error
	}{{"/meta", recoupe.ErrForbidden}, {"/file", recoupe.ErrInvalid}, {"/loop", recoupe.ErrInvalid}}
	for _, tt := range tests {
		if _, err := c.Get(context.Background(), srv.URL+tt.path, Conditional{}); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.path, err, tt.want)
		}
	}
	p, err := c.Get(context.Background(), srv.URL+"/ok", Conditional{})
	if err != nil || string(p.Body) != "hello" || p.URL != srv.URL+"/page" || private > 0 {
		t.Errorf("/ok: got %+v, %v", p, err)
	}
}

func TestConditional(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte("one"))
	}))
	defer srv.Close()
	c := New(Options{AllowLoopback: true})
	first, err := c.Get(context.Background(), srv.URL, Conditional{})
	if err != nil || string(first.Body) != "one" || first.NotModified {
		t.Fatalf("first: %+v, %v", first, err)
	}
	second, err := c.Get(context.Background(), srv.URL, first.Conditional)
	if err != nil || !second.NotModified || len(second.Body) > 0 || second.Conditional.ETag != `"v1"` {
		t.Errorf("second: %+v, %v", second, err)
	}
}

func TestAnswers(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/busy":
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/secret":
			w.WriteHeader(http.StatusForbidden)
		case "/large":
			w.Write(make([]byte, 2000))
		case "/slow":
			<-r.Context().Done()
		}
	}))
	defer srv.Close()
	c := New(Options{AllowLoopback: true, MaxBytes: 1000, Timeout: 200 * time.Millisecond})
	tests := []struct {
		path string
		want error
		says string
	}{
		{"/gone", recoupe.ErrNotFound, "410"},
		{"/busy", recoupe.ErrInvalid, "429"},
		{"/secret", recoupe.ErrForbidden, "403"},
		{"/large", recoupe.ErrInvalid, "larger than 1000 bytes"},
		{"/slow", nil, "no answer in time"},
	}
	for _, tt := range tests {
		p, err := c.Get(context.Background(), srv.URL+tt.path, Conditional{})
		if err == nil || tt.want != nil && !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v, want %v saying %q", tt.path, err, tt.want, tt.says)
		}
		if tt.path == "/busy" && p.RetryAfter != 2*time.Minute {
			t.Errorf("RetryAfter = %v", p.RetryAfter)
		}
	}
}
