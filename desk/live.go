// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// beat is how often an idle stream says that it lives.
const beat = 20 * time.Second

// live streams changes as server-sent events; a page that was cut off states the last it saw.
func (d *desk) live(w http.ResponseWriter, r *http.Request) {
	if d.Changes == nil {
		http.Error(w, "this desk is not live", http.StatusNotFound)
		return
	}
	last, _ := strconv.ParseInt(r.Header.Get("Last-Event-ID"), 10, 64)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	rc := http.NewResponseController(w)
	rc.SetWriteDeadline(time.Time{})
	fmt.Fprint(w, "retry: 3000\n\n")
	if rc.Flush() != nil {
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	changes := d.Changes.Subscribe(ctx, last)
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			fmt.Fprint(w, ": here\n\n")
		case c, ok := <-changes:
			if !ok {
				return
			}
			d.shelf.clear()
			writeChange(w, c)
		}
		if rc.Flush() != nil {
			return
		}
	}
}

func writeChange(w http.ResponseWriter, c Change) {
	data, err := json.Marshal(map[string]string{"kind": c.Kind, "id": c.ID, "text": c.Text})
	if err != nil {
		return
	}
	fmt.Fprintf(w, "id: %d\nevent: change\ndata: %s\n\n", c.Seq, data)
}
