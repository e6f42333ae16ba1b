// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package fetch gets pages and feeds from the public web and from nowhere else.
//
// In: an address that a user or a feed gave. Out: the bytes, their type and
// what the server said for the next conditional request (RFC 9110). Every
// connection is checked by the address it really goes to, after name
// resolution and at every redirect, so that no name and no redirect leads into
// the desk's own network. It keeps no cookies, sends no referrer, runs no
// script, ignores proxy settings, and will not retry: the caller decides when.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"recoupe"
)

// Defaults of Options.
const (
	DefaultMaxBytes = 20 << 20
	DefaultTimeout  = 30 * time.Second
	maxRedirects    = 8
)

// Options set the bounds of a client. Zero values mean the defaults.
type Options struct {
	// MaxBytes bounds the body after decompression.
	MaxBytes int64
	// Timeout bounds the whole exchange, redirects and body included.
	Timeout time.Duration
	// UserAgent says who asks.
	UserAgent string
	// AllowLoopback lets a client reach this machine: tests, and a person at the command
	// line who names a mirror on it. Nothing that follows addresses from outside sets it.
	AllowLoopback bool
}

// Conditional is what an earlier answer said about itself.
type Conditional struct{ ETag, LastModified string }

// Page is an answer.
type Page struct {
	// URL is where the last redirect led.
	URL         string
	ContentType string
	Body        []byte
	// NotModified says that the page is as it was; Body is empty.
	NotModified bool
	// Conditional is to be handed to the next Get.
	Conditional Conditional
	// RetryAfter is what the server asked for; zero is nothing.
	RetryAfter time.Duration
}

// Client gets pages. It is safe for concurrent use.
type Client struct {
	http  *http.Client
	agent string
	max   int64
}

// New returns a client with its own connections.
func New(o Options) *Client {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.UserAgent == "" {
		o.UserAgent = "Recoupe/0 (self-hosted news desk)"
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: guard(o.AllowLoopback)}
	return &Client{
		agent: o.UserAgent,
		max:   o.MaxBytes,
		http: &http.Client{
			Timeout:       o.Timeout,
			CheckRedirect: checkRedirect,
			Transport: &http.Transport{
				DialContext:            dialer.DialContext,
				TLSHandshakeTimeout:    10 * time.Second,
				ResponseHeaderTimeout:  o.Timeout,
				MaxResponseHeaderBytes: 1 << 20,
				MaxIdleConnsPerHost:    2,
				IdleConnTimeout:        30 * time.Second,
				ForceAttemptHTTP2:      true,
			},
		},
	}
}

// Get fetches one address. Errors are one line and wrap ErrForbidden for an
// address that may not be asked, ErrInvalid for one that cannot be used or
// whose answer cannot, ErrNotFound where the server has nothing there.
func (c *Client) Get(ctx context.Context, address string, cond Conditional) (Page, error) {
	u, err := parse(address)
	if err != nil {
		return Page{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Page{}, fmt.Errorf("fetch %s: %w: %v", shown(u), recoupe.ErrInvalid, err)
	}
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5")
	if cond.ETag != "" {
		req.Header.Set("If-None-Match", cond.ETag)
	}
	if cond.LastModified != "" {
		req.Header.Set("If-Modified-Since", cond.LastModified)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return Page{}, failure(u, err)
	}
	defer resp.Body.Close()
	return c.page(u, resp, cond)
}

func (c *Client) page(u *url.URL, resp *http.Response, cond Conditional) (Page, error) {
	p := Page{
		URL:         resp.Request.URL.String(),
		ContentType: resp.Header.Get("Content-Type"),
		Conditional: Conditional{ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified")},
		RetryAfter:  retryAfter(resp.Header),
	}
	switch s := resp.StatusCode; {
	case s == http.StatusNotModified:
		p.NotModified = true
		if p.Conditional == (Conditional{}) {
			p.Conditional = cond
		}
		return p, nil
	case s == http.StatusNotFound || s == http.StatusGone:
		return p, fmt.Errorf("fetch %s: the server answers %s: %w", shown(u), resp.Status, recoupe.ErrNotFound)
	case s == http.StatusUnauthorized || s == http.StatusForbidden || s == http.StatusUnavailableForLegalReasons:
		return p, fmt.Errorf("fetch %s: the server answers %s: %w", shown(u), resp.Status, recoupe.ErrForbidden)
	case s < 200 || s > 299:
		return p, fmt.Errorf("fetch %s: the server answers %s: %w", shown(u), resp.Status, recoupe.ErrInvalid)
	case resp.ContentLength > c.max:
		return p, tooLarge(u, c.max)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, c.max+1))
	if err != nil {
		return p, failure(u, err)
	}
	if int64(len(body)) > c.max {
		return p, tooLarge(u, c.max)
	}
	p.Body = body
	return p, nil
}

func tooLarge(u *url.URL, limit int64) error {
	return fmt.Errorf("fetch %s: larger than %d bytes: %w", shown(u), limit, recoupe.ErrInvalid)
}

// parse accepts http and https addresses with a host and without a password.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, fmt.Errorf("fetch %q: not an address: %w", address, recoupe.ErrInvalid)
	}
	if err := check(u); err != nil {
		return nil, err
	}
	u.Fragment = ""
	return u, nil
}

func check(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("fetch %s: only http and https are fetched: %w", shown(u), recoupe.ErrInvalid)
	case u.Hostname() == "":
		return fmt.Errorf("fetch %s: the address names no host: %w", shown(u), recoupe.ErrInvalid)
	case u.User != nil:
		return fmt.Errorf("fetch %s: an address with a name or password is not fetched: %w", shown(u), recoupe.ErrForbidden)
	}
	return nil
}

// shown is the address for people: bounded, without a password.
func shown(u *url.URL) string {
	s := u.Redacted()
	if len(s) > 200 {
		s = s[:200] + "…"
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

func checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) >= maxRedirects {
		return fmt.Errorf("more than %d redirects: %w", maxRedirects, recoupe.ErrInvalid)
	}
	req.Header.Del("Referer")
	return check(req.URL)
}

// failure turns a transport error into one line.
func failure(u *url.URL, err error) error {
	if ue, ok := errors.AsType[*url.Error](err); ok {
		err = ue.Err
	}
	switch {
	case errors.Is(err, recoupe.ErrForbidden), errors.Is(err, recoupe.ErrInvalid):
		return fmt.Errorf("fetch %s: %w", shown(u), flat{err})
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("fetch %s: %w", shown(u), err)
	}
	if ne, ok := errors.AsType[net.Error](err); ok && ne.Timeout() {
		return fmt.Errorf("fetch %s: no answer in time: %w", shown(u), err)
	}
	if de, ok := errors.AsType[*net.DNSError](err); ok && de.IsNotFound {
		return fmt.Errorf("fetch %s: there is no host %s: %w", shown(u), de.Name, recoupe.ErrNotFound)
	}
	return fmt.Errorf("fetch %s: %w", shown(u), flat{err})
}

// flat is an error on one line.
type flat struct{ error }

// Error returns the message without line ends.
func (f flat) Error() string { return strings.Join(strings.Fields(f.error.Error()), " ") }

// Unwrap returns the error itself.
func (f flat) Unwrap() error { return f.error }

// retryAfter reads the header's seconds form, bounded to a day.
func retryAfter(h http.Header) time.Duration {
	s, err := time.ParseDuration(h.Get("Retry-After") + "s")
	if err != nil || s < 0 {
		return 0
	}
	return min(s, 24*time.Hour)
}
