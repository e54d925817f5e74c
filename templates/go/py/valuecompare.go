package py

import "cmp"

// Equal is v == w.
func (v Value) Equal(w Value) bool {
	return v.equal(w, 0)
}

func (v Value) equal(w Value, depth int) bool {
	if depth > maxDepth {
		beyond("a nesting that is too deep")
	}
	switch a := v.held.(type) {
	case nil:
		return w.held == nil
	case string:
		b, ok := w.held.(string)
		return ok && a == b
	case *List[Value]:
		b, ok := w.held.(*List[Value])
		if !ok || len(a.Items) != len(b.Items) {
			return false
		}
		for i, item := range a.Items {
			if !item.same(b.Items[i], depth+1) {
				return false
			}
		}
		return true
	case *Dict[string, Value]:
		b, ok := w.held.(*Dict[string, Value])
		return ok && a.Equal(b, func(x, y Value) bool { return x.same(y, depth+1) })
	}
	order, ok := v.compareNumbers(w)
	return ok && order == 0
}

// Same is what a container asks of its items: v is w or v == w.
func (v Value) Same(w Value) bool {
	return v.same(w, 0)
}

// same is what containers ask: v is w or v == w. A float that is shared is not told from an equal one, so NaN is beyond.
func (v Value) same(w Value, depth int) bool {
	if x, ok := v.held.(float64); ok && x != x {
		if y, ok := w.held.(float64); ok && y != y {
			beyond(beyondNan)
		}
	}
	return v.equal(w, depth)
}

// compareNumbers orders two numbers; it is not ok when one is none or NaN.
func (v Value) compareNumbers(w Value) (order int, ok bool) {
	if !v.isNumber() || !w.isNumber() {
		return 0, false
	}
	a, aBig := v.held.(Int)
	b, bBig := w.held.(Int)
	if !aBig && !bBig {
		m, _ := v.Number()
		n, _ := w.Number()
		return m.Compare(n)
	}
	if x, ok := v.held.(float64); ok {
		order, ok = compareBigFloat(b, x)
		return -order, ok
	}
	if x, ok := w.held.(float64); ok {
		return compareBigFloat(a, x)
	}
	if !aBig {
		n, _ := v.Int()
		a = NewInt(n)
	}
	if !bBig {
		n, _ := w.Int()
		b = NewInt(n)
	}
	return a.Compare(b), true
}

// compareBigFloat compares an int of more than 64 bits with a float.
func compareBigFloat(n Int, x float64) (order int, ok bool) {
	switch {
	case x != x:
		return 0, false
	case x-x != 0: // an infinity
		return compareFloats(0, x)
	}
	if -0x1p63 <= x && x < 0x1p63 {
		return n.sign(), true
	}
	whole, err := BigIntParse(wholeText(x))
	if err != nil {
		beyond(beyondInt)
	}
	return n.Compare(whole), true
}

func (v Value) isNumber() bool {
	switch v.held.(type) {
	case bool, int64, Int, float64:
		return true
	}
	return false
}

// Less is v < w.
func (v Value) Less(w Value) (bool, error) {
	return v.order("<", w)
}

// LessEqual is v <= w.
func (v Value) LessEqual(w Value) (bool, error) {
	return v.order("<=", w)
}

// Greater is v > w.
func (v Value) Greater(w Value) (bool, error) {
	return v.order(">", w)
}

// GreaterEqual is v >= w.
func (v Value) GreaterEqual(w Value) (bool, error) {
	return v.order(">=", w)
}

func (v Value) order(operator string, w Value) (bool, error) {
	switch a := v.held.(type) {
	case string:
		if b, ok := w.held.(string); ok {
			return holds(operator, cmp.Compare(a, b)), nil
		}
	case *List[Value]:
		if b, ok := w.held.(*List[Value]); ok {
			return orderLists(operator, a.Items, b.Items)
		}
	default:
		if v.isNumber() && w.isNumber() {
			order, ok := v.compareNumbers(w)
			return ok && holds(operator, order), nil
		}
	}
	return false, TypeError.New("'" + operator + "' not supported between instances of '" + v.TypeName() + "' and '" + w.TypeName() + "'")
}

func orderLists(operator string, a, b []Value) (bool, error) {
	for i := range min(len(a), len(b)) {
		if !a[i].same(b[i], 0) {
			return a[i].order(operator, b[i])
		}
	}
	return holds(operator, cmp.Compare(len(a), len(b))), nil
}

func holds(operator string, order int) bool {
	switch operator {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}
