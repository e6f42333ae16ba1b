// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strconv"
	"strings"

	"recoupe"
)

// Download fetches a large file to name. What an earlier, broken call left in
// name + ".part" is continued where the server allows it (RFC 9110, range
// requests) and the file is still the same one there. The file appears under its
// name when it is complete. progress, which may be nil, is told the bytes that
// are here and the bytes expected (0 if unknown). Errors are those of Get.
func (c *Client) Download(ctx context.Context, address, name string, progress func(have, want int64)) error {
	u, err := parse(address)
	if err != nil {
		return err
	}
	part := name + ".part"
	have, tag := resume(part)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return fmt.Errorf("fetch %s: %w: %v", shown(u), recoupe.ErrInvalid, err)
	}
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept-Encoding", "identity")
	if have > 0 {
		req.Header.Set("Range", "bytes="+strconv.FormatInt(have, 10)+"-")
		req.Header.Set("If-Range", tag)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return failure(u, err)
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusOK:
		have = 0
	case resp.StatusCode == http.StatusPartialContent && have > 0 && strings.HasPrefix(resp.Header.Get("Content-Range"), "bytes "+strconv.FormatInt(have, 10)+"-"):
	case resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusGone:
		return fmt.Errorf("fetch %s: %w: the server says %s", shown(u), recoupe.ErrNotFound, resp.Status)
	default:
		return fmt.Errorf("fetch %s: the server says %s", shown(u), resp.Status)
	}
	want := int64(0)
	if resp.ContentLength >= 0 {
		want = have + resp.ContentLength
	}
	if max(want, have) > c.max {
		return tooLarge(u, c.max)
	}
	if err := save(resp, part, have, want, c.max, progress); err != nil {
		return fmt.Errorf("fetch %s: %w", shown(u), err)
	}
	return errors.Join(os.Rename(part, name), removeTag(part))
}

// resume says how much of a file is here and which version of it.
func resume(part string) (int64, string) {
	tag, err := os.ReadFile(part + ".tag")
	if err != nil || len(tag) == 0 {
		return 0, ""
	}
	st, err := os.Stat(part)
	if err != nil {
		return 0, ""
	}
	return st.Size(), string(tag)
}

func removeTag(part string) error {
	if err := os.Remove(part + ".tag"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// save appends the answer to the part; what arrived before an error stays.
func save(resp *http.Response, part string, have, want, limit int64, progress func(have, want int64)) error {
	tag := resp.Header.Get("ETag")
	if tag == "" || strings.HasPrefix(tag, "W/") { // a weak tag does not say that the bytes are the same
		tag = resp.Header.Get("Last-Modified")
	}
	if err := os.WriteFile(part+".tag", []byte(tag), 0o644); err != nil {
		return err
	}
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Truncate(have)); err != nil {
		return errors.Join(err, f.Close())
	}
	if _, err := f.Seek(have, io.SeekStart); err != nil {
		return errors.Join(err, f.Close())
	}
	buf := make([]byte, 64<<10)
	for {
		n, err := resp.Body.Read(buf)
		if n > 0 {
			if _, werr := f.Write(buf[:n]); werr != nil {
				return errors.Join(werr, f.Close())
			}
			have += int64(n)
			if progress != nil {
				progress(have, want)
			}
		}
		switch {
		case have > limit:
			return errors.Join(fmt.Errorf("more than %d bytes: %w", limit, recoupe.ErrInvalid), f.Close(), os.Remove(part))
		case errors.Is(err, io.EOF):
			if want > 0 && have != want {
				return errors.Join(fmt.Errorf("%d of %d bytes arrived", have, want), f.Close())
			}
			return errors.Join(f.Sync(), f.Close())
		case err != nil:
			return errors.Join(fmt.Errorf("broken off after %d bytes: %w", have, err), f.Close())
		}
	}
}
