// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"recoupe"
)

// MaxFeedBytes is the largest feed that is read.
const MaxFeedBytes = 10 << 20

// Item is one entry of a feed: where its page is, and as much as the feed says of it.
type Item struct {
	// ID is the feed's own identifier, else the address.
	ID    string
	URL   string
	Title string
	// Text is the entry's content, or its summary, as lines; often less than the page has.
	Text string
	// Published is the zero time where the feed does not say.
	Published time.Time
	// Publisher is the title of the feed, Source what the entry says it was taken from.
	Publisher, Source string
	Authors           []string
	Rights, Lang      string
}

// Feed reads RSS, Atom or a JSON feed. Entries without an address and without text are left out.
func Feed(raw []byte) ([]Item, error) {
	if len(raw) > MaxFeedBytes {
		return nil, fmt.Errorf("feed: larger than %d MB: %w", MaxFeedBytes>>20, recoupe.ErrInvalid)
	}
	f, err := parseFeed(raw)
	if err != nil {
		return nil, err
	}
	var out []Item
	for _, it := range f.Items {
		if it == nil {
			continue
		}
		if item := entry(f, it); item.URL != "" || item.Text != "" {
			out = append(out, item)
		}
	}
	return out, nil
}

// parseFeed keeps a fault of the library on hostile input from ending the program.
func parseFeed(raw []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("feed: cannot be read: %w", recoupe.ErrInvalid)
		}
	}()
	f, err = gofeed.NewParser().Parse(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("feed: neither RSS nor Atom (%s): %w", strings.Join(strings.Fields(err.Error()), " "), recoupe.ErrInvalid)
	}
	if f.FeedType == "json" && f.Title == "" && len(f.Items) == 0 {
		return nil, fmt.Errorf("feed: JSON, but not a JSON feed: %w", recoupe.ErrInvalid)
	}
	return f, nil
}

func entry(f *gofeed.Feed, it *gofeed.Item) Item {
	item := Item{
		URL: absolute(f, it.Link), Title: fragment(it.Title), Text: first(fragment(it.Content), fragment(it.Description)),
		Publisher: strings.TrimSpace(f.Title), Rights: strings.TrimSpace(f.Copyright),
	}
	item.ID = first(it.GUID, item.URL)
	item.Lang, _, _ = strings.Cut(strings.ToLower(f.Language), "-")
	switch {
	case it.PublishedParsed != nil:
		item.Published = it.PublishedParsed.UTC()
	case it.UpdatedParsed != nil:
		item.Published = it.UpdatedParsed.UTC()
	}
	for _, a := range it.Authors {
		if a != nil {
			item.Authors = append(item.Authors, credits(a.Name)...)
		}
	}
	if dc := it.DublinCoreExt; dc != nil {
		item.Source = first(append(dc.Source, "")...)
		item.Rights = first(append(dc.Rights, item.Rights)...)
	}
	return item
}

// absolute resolves an entry's link against the feed's.
func absolute(f *gofeed.Feed, link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || link == "" {
		return ""
	}
	if !u.IsAbs() {
		base, err := url.Parse(first(f.Link, f.FeedLink))
		if err != nil || !base.IsAbs() {
			return ""
		}
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// fragment returns a piece of HTML as lines.
func fragment(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.TrimSpace(s)
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return ""
	}
	return Lines(doc)
}
