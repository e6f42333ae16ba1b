// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"slices"
	"time"

	"recoupe"
)

// Days files nodes by what may be compared: a group of types, a day, a cell of about half a degree. The days that
// are worked on are in memory; the others can be packed and put away.
type Days struct {
	pages map[sheet]*page
	load  func(key int64) []byte
	turn  uint64
	queue []sheet
	// ahead are the pages that changed since they were saved, first changed first.
	ahead []sheet
}

// sheet names a page: a group of types on one day.
type sheet struct {
	day   int32
	group int16
}

func (s sheet) key() int64 { return int64(uint32(s.day))<<16 | int64(s.group) }

// page is what one group of types has on one day: the nodes of each block.
type page struct {
	blocks  map[block]*bucket
	used    uint64
	changed bool
}

// bucket holds the numbers of nodes, and of each what tells most of those that are apart without looking at them.
type bucket struct {
	nos   []uint32
	hints []hint
}

// block is a cell in which items are compared.
type block struct{ lon, lat int16 }

// Cells beyond the map: items without a place or with a wide one lie nowhere; everything lies anywhere.
const (
	nowhere  = math.MaxInt16
	anywhere = math.MaxInt16 - 1
)

const cellDegrees = 0.5

func day(t time.Time) int32 { return int32(t.Unix() / 86400) }

// dateless is the page of items of which nothing says when.
const dateless = math.MinInt32

// days are those on which an item may have happened.
func (it *Item) days() (from, to int32) {
	if it.From.IsZero() {
		return dateless, dateless
	}
	return day(it.From), max(day(it.To), day(it.From))
}

// longest bounds how many days an item is filed under; of longer ones the first count.
const longest = 7

func (d *Days) page(s sheet) *page {
	p := d.pages[s]
	if p == nil {
		p = &page{blocks: map[block]*bucket{}}
		if body := d.load(s.key()); body != nil {
			p.unpack(body)
		}
		d.pages[s] = p
		d.queue = append(d.queue, s)
	}
	p.used = d.turn
	return p
}

// changing is a page that is about to change.
func (d *Days) changing(s sheet) *page {
	p := d.page(s)
	if !p.changed {
		p.changed = true
		d.ahead = append(d.ahead, s)
	}
	return p
}

// filed lists the pages and blocks that a node is kept in.
func (n *Node) filed(yield func(int32, block) bool) {
	from, to := n.days()
	for d := from; ; d++ {
		for _, c := range n.cells() {
			if !yield(d, block{c[0], c[1]}) {
				return
			}
		}
		if !yield(d, block{anywhere, anywhere}) || d == to || d-from >= longest {
			return
		}
	}
}

func (d *Days) file(n *Node) {
	for day, b := range n.filed {
		p := d.changing(sheet{day, n.kind.number})
		k := p.blocks[b]
		if k == nil {
			k = &bucket{}
			p.blocks[b] = k
		}
		k.nos, k.hints = append(k.nos, n.No), append(k.hints, n.hint())
	}
}

func (d *Days) unfile(n *Node) {
	for day, b := range n.filed {
		p := d.changing(sheet{day, n.kind.number})
		k := p.blocks[b]
		if at := slices.Index(k.nos, n.No); at >= 0 {
			k.nos, k.hints = slices.Delete(k.nos, at, at+1), slices.Delete(k.hints, at, at+1)
		}
		if len(k.nos) == 0 {
			delete(p.blocks, b)
		}
	}
}

func (it *Item) cells() [][2]int16 {
	out := make([][2]int16, 0, 4)
	for i := range it.Spots {
		c := [2]int16{nowhere, nowhere}
		if s := &it.Spots[i]; !s.Wide {
			c = cell(s.Point)
		}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		out = append(out, [2]int16{nowhere, nowhere})
	}
	return out
}

func cell(p recoupe.LonLat) [2]int16 {
	return [2]int16{int16(math.Floor(p[0] / cellDegrees)), int16(math.Floor(p[1] / cellDegrees))}
}

// near runs over the blocks in which a node may find others; a number may come twice.
func (d *Days) near(n *Node) iter.Seq[*bucket] {
	return func(yield func(*bucket) bool) {
		from, to := n.days()
		if from != dateless {
			from, to = from-2, min(to, from+longest)+2
		}
		cells := n.cells()
		for day := from; day <= to; day++ {
			p := d.page(sheet{day, n.kind.number})
			if len(p.blocks) == 0 {
				continue
			}
			for _, b := range around(cells) {
				if k := p.blocks[b]; k != nil && !yield(k) {
					return
				}
			}
		}
	}
}

// around are the blocks of one day in which an item may find others.
func around(cells [][2]int16) []block {
	out := make([]block, 0, 10*len(cells))
	for _, c := range cells {
		if c[0] == nowhere {
			out = append(out, block{anywhere, anywhere})
			continue
		}
		for dx := int16(-1); dx <= 1; dx++ {
			for dy := int16(-1); dy <= 1; dy++ {
				out = append(out, block{c[0] + dx, c[1] + dy})
			}
		}
		out = append(out, block{nowhere, nowhere})
	}
	return out
}

// meets reports whether near finds one of two nodes of one group for the other.
func (n *Node) meets(m *Node) bool {
	from, to := n.days()
	mfrom, mto := m.days()
	if (from == dateless) != (mfrom == dateless) || from != dateless && (mfrom > min(to, from+longest)+2 || from > min(mto, mfrom+longest)+2) {
		return false
	}
	for _, a := range n.cells() {
		for _, b := range m.cells() {
			if a[0] == nowhere || b[0] == nowhere || a[0]-1 <= b[0] && b[0] <= a[0]+1 && a[1]-1 <= b[1] && b[1] <= a[1]+1 {
				return true
			}
		}
	}
	return false
}

// Turn begins a new turn of work; pages that were not used since count as idle.
func (d *Days) Turn() { d.turn++ }

// PutAway looks at some of the pages and forgets those that were last used before a turn; those that changed it hands to
// save, packed.
func (d *Days) PutAway(before uint64, some int, save func(key int64, body []byte)) {
	for range min(some, len(d.queue)) {
		s := d.queue[0]
		d.queue = d.queue[1:]
		p := d.pages[s]
		if p.used >= before {
			d.queue = append(d.queue, s)
			continue
		}
		d.save(s, p, save)
		delete(d.pages, s)
	}
}

func (d *Days) save(s sheet, p *page, save func(key int64, body []byte)) {
	if p.changed {
		save(s.key(), p.pack())
		p.changed = false
	}
}

// Unsaved is how many pages changed since they were saved, at most.
func (d *Days) Unsaved() int { return len(d.ahead) }

// Save hands so many of the pages that changed to save, packed, those first that changed first, and keeps them.
func (d *Days) Save(some int, save func(key int64, body []byte)) {
	some = min(some, len(d.ahead))
	for _, s := range d.ahead[:some] {
		if p := d.pages[s]; p != nil {
			d.save(s, p, save)
		}
	}
	d.ahead = d.ahead[some:]
}

// Turns is the number of the present turn.
func (d *Days) Turns() uint64 { return d.turn }

// pack writes a page: blocks in order, each with its numbers.
func (p *page) pack() []byte {
	keys := make([]block, 0, len(p.blocks))
	for b := range p.blocks {
		keys = append(keys, b)
	}
	slices.SortFunc(keys, func(a, b block) int {
		return cmp.Or(cmp.Compare(a.lon, b.lon), cmp.Compare(a.lat, b.lat))
	})
	out := []byte{}
	for _, b := range keys {
		out = binary.AppendVarint(out, int64(b.lon))
		out = binary.AppendVarint(out, int64(b.lat))
		out = binary.AppendUvarint(out, uint64(len(p.blocks[b].nos)))
		for _, no := range p.blocks[b].nos {
			out = binary.AppendUvarint(out, uint64(no))
		}
		if b.lon == anywhere {
			continue // what lies nowhere is compared with everything
		}
		for _, h := range p.blocks[b].hints {
			for _, x := range []uint32{math.Float32bits(h.x), math.Float32bits(h.y), math.Float32bits(h.z), math.Float32bits(h.reach), h.id} {
				out = binary.LittleEndian.AppendUint32(out, x)
			}
		}
	}
	return out
}

// Broken is what a linker panics with when a page that it is given back is not one that was packed.
type Broken struct{ Left int }

// Error says how much of the page was left.
func (b Broken) Error() string {
	return fmt.Sprintf("a packed day breaks off %d bytes before its end", b.Left)
}

// unpack reads what pack wrote.
func (p *page) unpack(body []byte) {
	next := func() int64 {
		v, n := binary.Varint(body)
		if n <= 0 {
			panic(Broken{len(body)})
		}
		body = body[n:]
		return v
	}
	unsigned := func() uint64 {
		v, n := binary.Uvarint(body)
		if n <= 0 {
			panic(Broken{len(body)})
		}
		body = body[n:]
		return v
	}
	for len(body) > 0 {
		b := block{int16(next()), int16(next())}
		n := unsigned()
		if n > uint64(len(body)) {
			panic(Broken{len(body)})
		}
		k := &bucket{hints: slices.Repeat([]hint{{reach: unread}}, int(n))}
		for range n {
			k.nos = append(k.nos, uint32(unsigned()))
		}
		if b.lon != anywhere {
			body = k.unpackHints(body)
		}
		p.blocks[b] = k
	}
}

// hintBytes is how long a packed hint is.
const hintBytes = 20

func (k *bucket) unpackHints(body []byte) []byte {
	if len(body) < hintBytes*len(k.hints) {
		panic(Broken{len(body)})
	}
	for i := range k.hints {
		at := func(n int) uint32 { return binary.LittleEndian.Uint32(body[4*n:]) }
		k.hints[i] = hint{math.Float32frombits(at(0)), math.Float32frombits(at(1)), math.Float32frombits(at(2)), math.Float32frombits(at(3)), at(4)}
		body = body[hintBytes:]
	}
	return body
}
