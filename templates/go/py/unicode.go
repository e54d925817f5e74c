package py

import (
	"sort"
	"strconv"
	"strings"
	"sync"
)

// A runSet is a set of characters, kept as the starts of alternating runs outside and inside of it.
type runSet struct {
	once   sync.Once
	text   string
	starts []rune
}

func newRuns(lengths string) *runSet {
	return &runSet{text: lengths}
}

func (s *runSet) has(r rune) bool {
	_, in := s.find(r)
	return in
}

// find gives the start of the run that r is in, and whether that run is inside of the set.
func (s *runSet) find(r rune) (start rune, in bool) {
	s.once.Do(s.decode)
	i := sort.Search(len(s.starts), func(i int) bool { return s.starts[i] > r })
	return s.starts[i-1], i%2 == 0
}

func (s *runSet) decode() {
	at := rune(0)
	s.starts = append(s.starts, at)
	for word := range strings.FieldsSeq(s.text) {
		n, err := strconv.ParseInt(word, 16, 32)
		if err != nil {
			panic(err)
		}
		at += rune(n)
		s.starts = append(s.starts, at)
	}
}
