// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package reprint

import (
	"cmp"
	"encoding/binary"
	"slices"
	"time"
)

// Vault keeps what an index does not hold in memory, as records by number.
type Vault interface {
	// Text is the text of a document that was put away, with its credits.
	Text(id string) (text string, credits []string)
	Chunk(key int64) []byte
	SetChunk(key int64, body []byte)
}

// pair is one fingerprint of one document.
type pair struct {
	hash uint64
	doc  handle
}

// volume is a sorted list of pairs in a vault, a chunk a record. In memory are the first hash of each chunk and a Bloom
// filter (Bloom 1970), by which almost all fingerprints that are not in it are known not to be.
type volume struct {
	number int64
	firsts []uint64
	filter filter
	// day is when it was written last; gone says that what it holds need not be in memory any more.
	day  int32
	gone bool
}

const (
	chunkPairs = 512
	pairBytes  = 12
	// volumeBits is where the number of a volume stands in the key of a chunk.
	volumeBits = 24
	// smallVolume is how many chunks a volume has at least before the next one is begun.
	smallVolume = 128
)

// Seal writes the fingerprints of the documents that came since the last time to the vault, and forgets those that were
// last printed so long before today that they are furniture wherever they come again.
func (x *Index) Seal(today time.Time) {
	if len(x.fresh) > 0 {
		number := int64(len(x.volumes) + 1)
		if n := len(x.volumes); n > 0 && len(x.volumes[n-1].firsts) < smallVolume {
			x.fresh, number = x.pairs(&x.volumes[n-1], x.fresh), int64(n)
			x.volumes = x.volumes[:n-1]
		}
		x.volumes = append(x.volumes, x.write(number, dayOf(today)))
	}
	x.fresh = nil
	x.forget(dayOf(today) - int32(x.p.Stock) - 1)
}

// forget forgets what was last printed before a day: of the volumes that were written before it, once each, and of what
// came back from one since the last time.
func (x *Index) forget(limit int32) {
	for i := range x.volumes {
		if r := &x.volumes[i]; !r.gone && r.day < limit {
			r.gone = true
			for _, p := range x.pairs(r, nil) {
				x.forgetOne(p.hash, limit)
			}
		}
	}
	for _, hash := range x.recalled {
		x.forgetOne(hash, limit)
	}
	x.recalled = nil
}

func (x *Index) forgetOne(hash uint64, limit int32) {
	p, ok := x.postings[hash]
	if !ok || p.last == 0 || p.last >= limit {
		return
	}
	if p.list != 0 {
		x.lists[p.list] = nil
		x.freeLists = append(x.freeLists, p.list)
	}
	delete(x.postings, hash)
}

// pairs adds what a volume holds to a list.
func (x *Index) pairs(r *volume, out []pair) []pair {
	for k := range r.firsts {
		body := x.vault.Chunk(r.number<<volumeBits | int64(k+1))
		for i := 0; i+pairBytes <= len(body); i += pairBytes {
			out = append(out, pair{binary.LittleEndian.Uint64(body[i:]), handle(binary.LittleEndian.Uint32(body[i+8:]))})
		}
	}
	return out
}

func (x *Index) write(number int64, day int32) volume {
	slices.SortFunc(x.fresh, func(a, b pair) int {
		if a.hash != b.hash {
			return cmp.Compare(a.hash, b.hash)
		}
		return cmp.Compare(a.doc, b.doc)
	})
	r := volume{number: number, filter: newFilter(len(x.fresh)), day: day}
	for chunk := range slices.Chunk(x.fresh, chunkPairs) {
		body := make([]byte, 0, len(chunk)*pairBytes)
		for _, p := range chunk {
			body = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint64(body, p.hash), uint32(p.doc))
			r.filter.add(p.hash)
		}
		r.firsts = append(r.firsts, chunk[0].hash)
		x.vault.SetChunk(number<<volumeBits|int64(len(r.firsts)), body)
	}
	head := binary.LittleEndian.AppendUint64(nil, uint64(len(r.firsts))|uint64(uint32(day))<<32)
	for _, h := range r.firsts {
		head = binary.LittleEndian.AppendUint64(head, h)
	}
	for _, h := range r.filter {
		head = binary.LittleEndian.AppendUint64(head, h)
	}
	x.vault.SetChunk(number<<volumeBits, head)
	return r
}

// open reads the head of a volume that was written; false where there is none of that number.
func (x *Index) open(number int64) bool {
	head := x.vault.Chunk(number << volumeBits)
	if len(head) < 8 {
		return false
	}
	words := make([]uint64, len(head)/8)
	for i := range words {
		words[i] = binary.LittleEndian.Uint64(head[8*i:])
	}
	n := int(uint32(words[0]))
	x.volumes = append(x.volumes, volume{number, words[1 : n+1], filter(words[n+1:]), int32(words[0] >> 32), true})
	return true
}

// posting is what is known of a fingerprint, brought back from the vault if it was forgotten.
func (x *Index) posting(hash uint64) posting {
	p, ok := x.postings[hash]
	if ok || len(x.volumes) == 0 {
		return p
	}
	for i := range x.volumes {
		r := &x.volumes[i]
		if !r.filter.has(hash) {
			continue
		}
		for _, h := range x.look(r, hash) {
			if e := x.entries[h]; e != nil {
				p = x.hold(p, h)
				p.see(e.day)
			}
		}
	}
	if x.size(&p) > 0 {
		x.postings[hash] = p
		x.recalled = append(x.recalled, hash)
	}
	return p
}

// look finds the documents of a fingerprint in a volume.
func (x *Index) look(r *volume, hash uint64) []handle {
	at, _ := slices.BinarySearch(r.firsts, hash) // the first chunk that begins with it or behind it
	var out []handle
	for k := max(at-1, 0); k < len(r.firsts) && r.firsts[k] <= hash; k++ {
		body := x.vault.Chunk(r.number<<volumeBits | int64(k+1))
		for i := 0; i+pairBytes <= len(body); i += pairBytes {
			if binary.LittleEndian.Uint64(body[i:]) == hash {
				out = append(out, handle(binary.LittleEndian.Uint32(body[i+8:])))
			}
		}
	}
	return out
}

// filter is a Bloom filter whose bits for one hash lie in one word group of 512.
type filter []uint64

const (
	bitsEach = 12
	probes   = 6
)

func newFilter(n int) filter { return make(filter, 8*(n*bitsEach/512+1)) }

func (f filter) add(hash uint64) {
	g, h := f.group(hash)
	for range probes {
		g[h>>6&7] |= 1 << (h & 63)
		h >>= 9
	}
}

func (f filter) has(hash uint64) bool {
	g, h := f.group(hash)
	for range probes {
		if g[h>>6&7]&(1<<(h&63)) == 0 {
			return false
		}
		h >>= 9
	}
	return true
}

// group is the group of a hash and the bits that choose in it.
func (f filter) group(hash uint64) (filter, uint64) {
	h := mix(hash + 0x9e3779b97f4a7c15)
	at := 8 * (hash % uint64(len(f)/8))
	return f[at : at+8], h
}

// Entry is what a restored index has to be told of a document.
type Entry struct {
	ID, Publisher string
	Published     time.Time
	Body          uint64
	Words         int32
	Agency        bool
}

// Entry returns what Restore wants to know of a document; false where there is none of that id.
func (x *Index) Entry(id string) (Entry, bool) {
	h := x.docs[id]
	if h == 0 {
		return Entry{}, false
	}
	e := x.entries[h]
	var at time.Time
	if e.published != unknown {
		at = time.Unix(0, e.published).UTC()
	}
	return Entry{e.id, x.printers[e.publisher], at, e.body, e.words, e.agency}, true
}

// Restore makes x, which has to be empty, the index of the documents that were in it when it was sealed last, in the
// order in which they came. Those that are gone are empty entries.
func (x *Index) Restore(es []Entry) {
	for _, e := range es {
		if e.ID == "" {
			x.entries = append(x.entries, nil)
			continue
		}
		h := x.number(&entry{id: e.ID, publisher: x.printer(e.Publisher), day: dayOf(e.Published), published: instant(e.Published), body: e.Body, words: e.Words, agency: e.Agency, met: true})
		if e.Words > 0 {
			x.bodies[e.Body] = append(x.bodies[e.Body], h)
		}
	}
	for n := int64(1); x.open(n); n++ {
	}
}
