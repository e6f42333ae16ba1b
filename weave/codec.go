// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"sync"
	"time"
)

// codec writes values of one type in few bytes and reads them back: integers in as many bytes as they need, of a
// struct a bit for each field that is not zero and then these fields. Unexported fields are left out.
type codec struct {
	write func(*packer, reflect.Value)
	read  func(*unpacker, reflect.Value)
}

// packer collects bytes.
type packer struct{ out []byte }

// unpacker reads them; what is no packed value makes it panic with errShelf.
type unpacker struct{ in []byte }

func (u *unpacker) uint() uint64 {
	v, n := binary.Uvarint(u.in)
	if n <= 0 {
		panic(shelfError{fmt.Errorf("a record is cut short")})
	}
	u.in = u.in[n:]
	return v
}

func (u *unpacker) bytes(n uint64) []byte {
	if n > uint64(len(u.in)) {
		panic(shelfError{fmt.Errorf("a record is cut short")})
	}
	b := u.in[:n]
	u.in = u.in[n:]
	return b
}

// pack writes a value, given by pointer.
func pack(v any) []byte {
	p := packer{out: make([]byte, 0, 1024)}
	x := reflect.ValueOf(v).Elem()
	codecOf(x.Type()).write(&p, x)
	return p.out
}

// unpack reads what pack wrote.
func unpack(body []byte, v any) {
	u := unpacker{in: body}
	x := reflect.ValueOf(v).Elem()
	codecOf(x.Type()).read(&u, x)
	if len(u.in) > 0 {
		panic(shelfError{fmt.Errorf("a record of %s has %d bytes too many", x.Type(), len(u.in))})
	}
}

var codecs sync.Map // reflect.Type → *codec

func codecOf(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	c := newCodec(t)
	codecs.Store(t, c)
	return c
}

var timeType = reflect.TypeFor[time.Time]()

func newCodec(t reflect.Type) *codec {
	if t == timeType {
		return &codec{writeTime, readTime}
	}
	switch t.Kind() {
	case reflect.String:
		return &codec{writeString, func(u *unpacker, v reflect.Value) { v.SetString(string(u.bytes(u.uint()))) }}
	case reflect.Bool:
		return &codec{writeBool, func(u *unpacker, v reflect.Value) { v.SetBool(u.uint() == 1) }}
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Int8, reflect.Int16:
		return &codec{func(p *packer, v reflect.Value) { p.out = binary.AppendUvarint(p.out, zigzag(v.Int())) }, func(u *unpacker, v reflect.Value) { v.SetInt(unzigzag(u.uint())) }}
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return &codec{func(p *packer, v reflect.Value) { p.out = binary.AppendUvarint(p.out, v.Uint()) }, func(u *unpacker, v reflect.Value) { v.SetUint(u.uint()) }}
	case reflect.Float64:
		return &codec{writeFloat, func(u *unpacker, v reflect.Value) {
			v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(u.bytes(8))))
		}}
	case reflect.Pointer:
		return pointerCodec(t)
	case reflect.Slice:
		return sliceCodec(t)
	case reflect.Array:
		return arrayCodec(t)
	case reflect.Struct:
		return structCodec(t)
	}
	panic("weave: no record holds a " + t.String())
}

func zigzag(n int64) uint64   { return uint64(n)<<1 ^ uint64(n>>63) }
func unzigzag(n uint64) int64 { return int64(n>>1) ^ -int64(n&1) }

func writeBool(p *packer, v reflect.Value) {
	if v.Bool() {
		p.out = append(p.out, 1)
		return
	}
	p.out = append(p.out, 0)
}

func writeString(p *packer, v reflect.Value) {
	p.out = binary.AppendUvarint(p.out, uint64(v.Len()))
	p.out = append(p.out, v.String()...)
}

func writeFloat(p *packer, v reflect.Value) {
	p.out = binary.LittleEndian.AppendUint64(p.out, math.Float64bits(v.Float()))
}

// writeTime keeps the instant and the offset of the zone with its name.
func writeTime(p *packer, v reflect.Value) {
	t := v.Interface().(time.Time)
	name, offset := t.Zone()
	if t.Location() == time.UTC {
		name, offset = "", 0
	}
	p.out = binary.AppendUvarint(p.out, zigzag(t.Unix()))
	p.out = binary.AppendUvarint(p.out, uint64(t.Nanosecond()))
	p.out = binary.AppendUvarint(p.out, zigzag(int64(offset)))
	p.out = binary.AppendUvarint(p.out, uint64(len(name)))
	p.out = append(p.out, name...)
}

func readTime(u *unpacker, v reflect.Value) {
	t := time.Unix(unzigzag(u.uint()), int64(u.uint())).UTC()
	offset := int(unzigzag(u.uint()))
	name := string(u.bytes(u.uint()))
	if name != "" || offset != 0 {
		t = t.In(time.FixedZone(name, offset))
	}
	v.Set(reflect.ValueOf(t))
}

func pointerCodec(t reflect.Type) *codec {
	var of *codec
	once := sync.OnceFunc(func() { of = codecOf(t.Elem()) })
	return &codec{func(p *packer, v reflect.Value) { once(); of.write(p, v.Elem()) }, func(u *unpacker, v reflect.Value) {
		once()
		x := reflect.New(t.Elem())
		of.read(u, x.Elem())
		v.Set(x)
	}}
}

func sliceCodec(t reflect.Type) *codec {
	of := codecOf(t.Elem())
	return &codec{func(p *packer, v reflect.Value) {
		p.out = binary.AppendUvarint(p.out, uint64(v.Len()))
		for i := range v.Len() {
			of.write(p, v.Index(i))
		}
	}, func(u *unpacker, v reflect.Value) {
		n := u.uint()
		if n > uint64(len(u.in)) {
			panic(shelfError{fmt.Errorf("a record is cut short")})
		}
		v.Set(reflect.MakeSlice(t, int(n), int(n)))
		for i := range int(n) {
			of.read(u, v.Index(i))
		}
	}}
}

func arrayCodec(t reflect.Type) *codec {
	of := codecOf(t.Elem())
	return &codec{func(p *packer, v reflect.Value) {
		for i := range v.Len() {
			of.write(p, v.Index(i))
		}
	}, func(u *unpacker, v reflect.Value) {
		for i := range v.Len() {
			of.read(u, v.Index(i))
		}
	}}
}

func structCodec(t reflect.Type) *codec {
	var index []int
	var of []*codec
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			index, of = append(index, i), append(of, codecOf(f.Type))
		}
	}
	return &codec{func(p *packer, v reflect.Value) {
		var set uint64
		for k, i := range index {
			if f := v.Field(i); !f.IsZero() {
				set |= 1 << k
			}
		}
		p.out = binary.AppendUvarint(p.out, set)
		for k, i := range index {
			if set&(1<<k) != 0 {
				of[k].write(p, v.Field(i))
			}
		}
	}, func(u *unpacker, v reflect.Value) {
		set := u.uint()
		for k, i := range index {
			if set&(1<<k) != 0 {
				of[k].read(u, v.Field(i))
			}
		}
	}}
}
