// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"net/url"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/fetch"
	"recoupe/intake"
	"recoupe/store"
)

// Intervals of polling: a feed is asked every quarter of an hour, one that
// fails at twice the time after each failure, up to a day.
const (
	Interval    = 15 * time.Minute
	longest     = 24 * time.Hour
	perHost     = 5 * time.Second // between two requests to one host
	maxPerRound = 50              // entries of one feed in one round
	maxPages    = 10              // pages fetched for entries without a text in one round
)

// AddFeed starts following a feed.
func (f *Flow) AddFeed(ctx context.Context, address string) error {
	address, err := FeedAddress(address)
	if err != nil {
		return err
	}
	feeds, err := f.Store.Feeds(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(feeds, func(x store.Feed) bool { return x.URL == address }) {
		return nil
	}
	return f.Store.SetFeed(ctx, store.Feed{URL: address, Next: f.Now()})
}

// FeedAddress is the address of a feed in the form in which it is kept; what is no web address is refused.
func FeedAddress(s string) (string, error) {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("feed %q: an http or https address is wanted: %w", s, recoupe.ErrInvalid)
	}
	return u.String(), nil
}

// Follow polls feeds as they fall due until ctx ends.
func (f *Flow) Follow(ctx context.Context) error {
	for {
		wait, err := f.Poll(ctx)
		if err != nil && ctx.Err() == nil {
			f.Log.Error("poll feeds", "error", err)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil
		}
	}
}

// Poll asks every feed that is due, one host at a time, and returns how long to wait for the next.
func (f *Flow) Poll(ctx context.Context) (time.Duration, error) {
	feeds, err := f.Store.Feeds(ctx)
	if err != nil {
		return time.Minute, err
	}
	slices.SortStableFunc(feeds, func(a, b store.Feed) int { return cmp.Or(a.Next.Compare(b.Next), cmp.Compare(a.URL, b.URL)) })
	asked := map[string]bool{}
	for _, feed := range feeds {
		if feed.Next.After(f.Now()) {
			return min(time.Minute, feed.Next.Sub(f.Now())), nil
		}
		host := hostOf(feed.URL)
		if asked[host] {
			if err := pause(ctx, perHost); err != nil {
				return 0, err
			}
		}
		asked[host] = true
		if err := f.Store.SetFeed(ctx, f.poll(ctx, feed)); err != nil {
			return time.Minute, err
		}
		f.subs.publish(Change{Kind: "feed", ID: feed.URL})
	}
	return time.Minute, nil
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// poll asks one feed and returns it with what happened.
func (f *Flow) poll(ctx context.Context, feed store.Feed) store.Feed {
	now := f.Now()
	feed.LastTried = now
	page, err := f.Fetch.Get(ctx, feed.URL, fetch.Conditional{ETag: feed.ETag, LastModified: feed.Modified})
	if err == nil && !page.NotModified {
		feed.ETag, feed.Modified = page.Conditional.ETag, page.Conditional.LastModified
		err = f.items(ctx, &feed, page)
	}
	if err != nil {
		feed.Failures++
		feed.Error = firstLine(err)
		feed.Next = now.Add(max(page.RetryAfter, backoff(feed.URL, feed.Failures)))
		return feed
	}
	feed.Failures, feed.Error, feed.LastGood = 0, "", now
	feed.Next = now.Add(max(page.RetryAfter, backoff(feed.URL, 0)))
	return feed
}

// backoff doubles the interval with every failure; up to a tenth of it is
// added by address, so that feeds do not fall due together.
func backoff(address string, failures int) time.Duration {
	d := Interval
	for range min(failures, 10) {
		d = min(2*d, longest)
	}
	h := fnv.New32a()
	h.Write([]byte(address))
	return d + d/10*time.Duration(h.Sum32()%100)/100
}

func firstLine(err error) string {
	s, _, _ := strings.Cut(err.Error(), "\n")
	return s
}

// items takes in the entries of a feed: what the feed itself holds of each, or
// the page behind one that holds nothing.
func (f *Flow) items(ctx context.Context, feed *store.Feed, page fetch.Page) error {
	list, err := intake.Feed(page.Body)
	if err != nil {
		return err
	}
	var first error
	pages := maxPages
	for i, it := range list {
		if i == maxPerRound {
			break
		}
		if feed.Title == "" {
			feed.Title = it.Publisher
		}
		added, err := f.item(ctx, it, &pages)
		if err != nil && first == nil {
			first = err
		}
		if added {
			feed.Received++
		}
	}
	if first != nil && feed.Received == 0 {
		return first
	}
	return nil
}

func (f *Flow) item(ctx context.Context, it intake.Item, pages *int) (bool, error) {
	h := intake.Hints{Publisher: it.Publisher, Title: it.Title, Lang: it.Lang, URL: it.URL, Name: it.ID}
	if !it.Published.IsZero() {
		h.Date = it.Published.Format(time.RFC3339)
	}
	if it.Text == "" {
		return f.page(ctx, it, h, pages)
	}
	_, added, err := f.Add(ctx, []byte(it.Text), h)
	return added, err
}

// page takes in the page of an entry without a text, once, and not too many in a row.
func (f *Flow) page(ctx context.Context, it intake.Item, h intake.Hints, pages *int) (bool, error) {
	known, _, err := f.Store.Dispatches(ctx, store.Query{URL: it.URL, Limit: 1})
	if err != nil || len(known) > 0 || *pages == 0 {
		return false, err
	}
	*pages--
	if err := pause(ctx, perHost); err != nil {
		return false, err
	}
	page, err := f.Fetch.Get(ctx, it.URL, fetch.Conditional{})
	if err != nil {
		return false, err
	}
	// The entry's address stays the dispatch's, whatever it redirects to: it is how the page is known again.
	h.ContentType = page.ContentType
	_, added, err := f.Add(ctx, page.Body, h)
	return added, err
}
