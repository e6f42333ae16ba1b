// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"hash/fnv"
	"math"
	"slices"
	"time"

	"recoupe"
	"recoupe/geo"
)

// Node is an item in a linker, with the event that it belongs to. Whoever keeps the nodes gives them numbers from
// 1 on and may put a node away between two calls of the linker: its Item and its Bonds bring it back.
type Node struct {
	Item
	No uint32
	Bonds

	kind     kind
	vectors  []vector
	from, to int64 // of Item.From and To, in seconds
	seen     uint64
	queued   bool
}

// Bonds are what linking decided about a node.
type Bonds struct {
	// Root is the number of the item that opened the event, the node's own for an opener, 0 before it is linked.
	Root uint32
	// Members are, for an opener, all items of the event in order.
	Members []uint32
}

// vector is a spot on the unit sphere; reach is its radius as an angle.
type vector struct{ x, y, z, reach float64 }

// NewNode makes a node of an item, with what linking decided about it before, if anything.
func NewNode(no uint32, it Item, b Bonds) *Node {
	n := &Node{}
	n.Set(no, it, b)
	return n
}

// Set makes n what NewNode returns.
func (n *Node) Set(no uint32, it Item, b Bonds) {
	*n = Node{Item: it, No: no, Bonds: b, kind: kinds()[it.Type], from: it.From.Unix(), to: it.To.Unix()}
	for i := range it.Spots {
		n.vectors = append(n.vectors, newVector(&it.Spots[i]))
	}
}

func newVector(s *Spot) vector {
	lon, lat := s.Point[0]*math.Pi/180, s.Point[1]*math.Pi/180
	return vector{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat), s.Km / geo.Radius}
}

// Links reports whether the node is of a type that is linked at all.
func (n *Node) Links() bool { return n.kind.group != "" }

// before orders nodes as compare orders items.
func (n *Node) before(m *Node) bool { return n != m && compare(&n.Item, &m.Item) < 0 }

// Compare orders nodes by when they were said, then by name.
func (n *Node) Compare(m *Node) int { return compare(&n.Item, &m.Item) }

// asunder says cheaply of most pairs that score refuses that it does: two precise times or places apart.
func asunder(a, b *Node) bool {
	if !a.From.IsZero() && !b.From.IsZero() {
		gap := max(a.from-b.to, b.from-a.to)
		if gap > int64(slack/time.Second)+1 || gap > 1 && a.Stated && b.Stated {
			return true
		}
	}
	if a.Inferred || b.Inferred || len(a.vectors) == 0 || len(b.vectors) == 0 {
		return false
	}
	for i := range a.vectors {
		for j := range b.vectors {
			if !far(&a.vectors[i], &b.vectors[j]) || a.Spots[i].ID != "" && a.Spots[i].ID == b.Spots[j].ID {
				return false
			}
		}
	}
	return true
}

// far says that two discs are certainly apart: the chord between two points is shorter than the arc.
func far(a, b *vector) bool {
	dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
	reach := a.reach + b.reach + 1e-9
	return dx*dx+dy*dy+dz*dz > reach*reach
}

// hint is where a node is, if it is at one spot: enough to tell most of those that are far from it.
type hint struct {
	x, y, z, reach float32
	id             uint32 // of the place, hashed; 0 is none
}

// A node of which a hint tells nothing, and one that has not been looked at since its page came back.
const (
	silent = -1
	unread = -2
)

func (n *Node) hint() hint {
	if n.Inferred || len(n.vectors) != 1 {
		return hint{reach: silent}
	}
	v := &n.vectors[0]
	h := hint{x: float32(v.x), y: float32(v.y), z: float32(v.z), reach: float32(v.reach)}
	if id := n.Spots[0].ID; id != "" {
		f := fnv.New32a()
		f.Write([]byte(id))
		h.id = max(f.Sum32(), 1)
	}
	return h
}

// parts says that two nodes are asunder; what it does not tell may be so too.
func (h *hint) parts(o *hint) bool {
	if h.reach < 0 || o.reach < 0 || h.id == o.id && h.id != 0 {
		return false
	}
	dx, dy, dz := h.x-o.x, h.y-o.y, h.z-o.z
	reach := h.reach + o.reach + 2e-6 // some metres, for what is lost in rounding
	return dx*dx+dy*dy+dz*dz > reach*reach
}

// weigh scores two nodes of one group in thousand millionths, which add up to the same sum in any order.
func weigh(a, b *Node) (total int64, refused bool) {
	if asunder(a, b) {
		return 0, true
	}
	s := score(&a.Item, &b.Item, a.kind, Score{silent: true})
	return int64(math.Round(s.Total * millionths)), s.Refused
}

// millionths are the parts of one in which scores are added: a thousand to the millionth.
const millionths = 1e9

// insert puts a number where it belongs among members.
func (l *Linker) insert(ms []uint32, n *Node) []uint32 {
	at, _ := slices.BinarySearchFunc(ms, n, func(no uint32, n *Node) int { return l.keep.Node(no).Compare(n) })
	return slices.Insert(ms, at, n.No)
}

func without(ms []uint32, no uint32) []uint32 {
	if at := slices.Index(ms, no); at >= 0 {
		return slices.Delete(ms, at, at+1)
	}
	return ms
}

// keptApart: a person decided that the two are not one event.
func (l *Linker) keptApart(a, b recoupe.ClaimRef) bool {
	return len(l.apart) > 0 && (slices.Contains(l.apart[a], b) || slices.Contains(l.apart[b], a))
}
