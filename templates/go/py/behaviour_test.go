package py

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The tables of tests/behaviour hold calls and CPython's answers; see the README there. TestBehaviour calls the helper of each
// table with reflection.

const tables = "../../../tests/behaviour"

type table struct {
	Helper string
	Calls  []call
}

type call struct {
	Args   []json.RawMessage
	Result json.RawMessage
	Raises *struct{ Class, Str string }
	After  []json.RawMessage
}

// Values of a table that Go has no type of its own for.
type (
	pyInt        string
	pyCodePoints struct{}
	pyTuple      []any
	pySet        []any
	pyDict       [][2]any
)

func parse(t *testing.T, raw json.RawMessage) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	return parsed(v)
}

func parsed(v any) any {
	object, ok := v.(map[string]any)
	if !ok {
		return v
	}
	for kind, v := range object {
		switch kind {
		case "int":
			return pyInt(v.(string))
		case "float":
			x, err := strconv.ParseFloat(v.(string), 64)
			if err != nil && !math.IsInf(x, 0) {
				panic(err)
			}
			return x
		case "str":
			return v
		case "code_points", "complex":
			return pyCodePoints{}
		case "bytes":
			b, err := base64.StdEncoding.DecodeString(v.(string))
			if err != nil {
				panic(err)
			}
			return b
		case "list":
			return parsedAll(v)
		case "tuple":
			return pyTuple(parsedAll(v))
		case "set":
			return pySet(parsedAll(v))
		case "dict":
			d := pyDict{}
			for _, item := range v.([]any) {
				pair := item.([]any)
				d = append(d, [2]any{parsed(pair[0]), parsed(pair[1])})
			}
			return d
		}
	}
	panic(fmt.Sprint("no value: ", v))
}

func parsedAll(v any) []any {
	out := []any{}
	for _, item := range v.([]any) {
		out = append(out, parsed(item))
	}
	return out
}

// hold gives v as a value of a Go type, if that can hold it.
func hold(v any, t reflect.Type) (reflect.Value, bool) {
	none := reflect.New(t).Elem()
	switch t {
	case reflect.TypeFor[Value]():
		value, ok := holdValue(v)
		return reflect.ValueOf(value), ok
	case reflect.TypeFor[Int]():
		s, ok := v.(pyInt)
		n, err := BigIntParse(string(s))
		return reflect.ValueOf(n), ok && err == nil
	case reflect.TypeFor[Number]():
		value, ok := holdValue(v)
		switch value.held.(type) {
		case bool, Int:
			return none, false
		}
		if !ok {
			return none, false
		}
		n, ok := value.Number()
		return reflect.ValueOf(n), ok
	}
	if strings.HasPrefix(t.Name(), "Optional[") {
		out := none
		if v == nil {
			return out, true
		}
		value, ok := hold(v, t.Field(0).Type)
		if ok {
			out.Field(0).Set(value)
			out.Field(1).SetBool(true)
		}
		return out, ok
	}
	if strings.HasPrefix(t.Name(), "Tuple") {
		items, ok := v.(pyTuple)
		if !ok || len(items) != t.NumField() {
			return none, false
		}
		for i, item := range items {
			value, ok := hold(item, t.Field(i).Type)
			if !ok {
				return none, false
			}
			none.Field(i).Set(value)
		}
		return none, true
	}
	switch t.Kind() {
	case reflect.Int64, reflect.Int:
		s, ok := v.(pyInt)
		n, err := strconv.ParseInt(string(s), 10, 64)
		if b, isBool := v.(bool); isBool {
			ok, err = true, nil
			n, _ = BoolValue(b).Int()
		}
		none.SetInt(n)
		return none, ok && err == nil
	case reflect.Float64:
		x, ok := v.(float64)
		if s, isInt := v.(pyInt); isInt {
			n, err := strconv.ParseInt(string(s), 10, 64)
			if x, ok = float64(n), err == nil; math.Abs(x) > 1<<53 {
				return none, false
			}
		}
		none.SetFloat(x)
		return none, ok
	case reflect.String:
		s, ok := v.(string)
		none.SetString(s)
		return none, ok
	case reflect.Bool:
		b, ok := v.(bool)
		none.SetBool(b)
		return none, ok
	case reflect.Slice:
		if b, ok := v.([]byte); ok && t.Elem().Kind() == reflect.Uint8 {
			return reflect.ValueOf(b), true
		}
		var items []any
		switch v := v.(type) {
		case []any:
			items = v
		case pyTuple:
			items = v
		default:
			return none, false
		}
		out := reflect.MakeSlice(t, 0, 0)
		for _, item := range items {
			value, ok := hold(item, t.Elem())
			if !ok {
				return none, false
			}
			out = reflect.Append(out, value)
		}
		return out, true
	case reflect.Pointer:
		out := reflect.New(t.Elem())
		switch v := v.(type) {
		case pyDict:
			set := out.MethodByName("Set")
			if !set.IsValid() {
				return none, false
			}
			for _, item := range v {
				key, ok := hold(item[0], set.Type().In(0))
				value, ok2 := hold(item[1], set.Type().In(1))
				if !ok || !ok2 {
					return none, false
				}
				set.Call([]reflect.Value{key, value})
			}
			return out, true
		case pySet:
			add := out.MethodByName("Add")
			if !add.IsValid() {
				return none, false
			}
			for _, item := range v {
				value, ok := hold(item, add.Type().In(0))
				if !ok {
					return none, false
				}
				add.Call([]reflect.Value{value})
			}
			return out, true
		case []any:
			if t.Elem().Kind() == reflect.Slice {
				items, ok := hold(v, t.Elem())
				if ok {
					out.Elem().Set(items)
				}
				return out, ok
			}
			if strings.HasPrefix(t.Elem().Name(), "List[") {
				items, ok := hold(v, t.Elem().Field(0).Type)
				if ok {
					out.Elem().Field(0).Set(items)
				}
				return out, ok
			}
		}
	}
	return none, false
}

func holdValue(v any) (Value, bool) {
	switch v := v.(type) {
	case nil:
		return Value{}, true
	case bool, string:
		return Value{v}, true
	case float64:
		return Value{v}, true
	case pyInt:
		n, _ := BigIntParse(string(v))
		return AnyIntValue(n), true
	case []any:
		l := &List[Value]{}
		for _, item := range v {
			value, ok := holdValue(item)
			if !ok {
				return Value{}, false
			}
			l.Items = append(l.Items, value)
		}
		return Value{l}, true
	case pyDict:
		d := NewDict[string, Value]()
		for _, item := range v {
			key, ok := item[0].(string)
			value, ok2 := holdValue(item[1])
			if !ok || !ok2 {
				return Value{}, false
			}
			d.Set(key, value)
		}
		return Value{d}, true
	}
	return Value{}, false
}

// plain is the way back: what a Go value is as a value of a table.
func plain(v reflect.Value) any {
	switch held := v.Interface().(type) {
	case Value:
		if held.held == nil {
			return nil
		}
		return plain(reflect.ValueOf(held.held))
	case Int:
		return pyInt(held.String())
	case Number:
		if held.isFloat {
			return held.float
		}
		return pyInt(strconv.FormatInt(held.int, 10))
	case []byte:
		return held
	}
	t := v.Type()
	if strings.HasPrefix(t.Name(), "Optional[") {
		if !v.Field(1).Bool() {
			return nil
		}
		return plain(v.Field(0))
	}
	if strings.HasPrefix(t.Name(), "Tuple") {
		out := pyTuple{}
		for i := range t.NumField() {
			out = append(out, plain(v.Field(i)))
		}
		return out
	}
	switch t.Kind() {
	case reflect.Int64, reflect.Int:
		return pyInt(strconv.FormatInt(v.Int(), 10))
	case reflect.Slice:
		out := []any{}
		for i := range v.Len() {
			out = append(out, plain(v.Index(i)))
		}
		return out
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		if items := v.MethodByName("Items"); items.IsValid() {
			all := plain(items.Call(nil)[0]).([]any)
			if v.MethodByName("Add").IsValid() {
				return pySet(all)
			}
			d := pyDict{}
			for _, item := range all {
				pair := item.(pyTuple)
				d = append(d, [2]any{pair[0], pair[1]})
			}
			return d
		}
		if strings.HasPrefix(t.Elem().Name(), "List[") {
			return plain(v.Elem().Field(0))
		}
		return plain(v.Elem())
	}
	return v.Interface()
}

// agree compares the answer of a helper with the recorded one.
func agree(want, got any) bool {
	switch want := want.(type) {
	case float64:
		x, ok := got.(float64)
		return ok && (x != x && want != want || x == want && math.Signbit(x) == math.Signbit(want))
	case []byte:
		b, ok := got.([]byte)
		return ok && string(b) == string(want)
	case []any:
		return agreeAll(want, got)
	case pyTuple:
		return agreeAll(want, got)
	case pySet:
		items, ok := got.(pySet)
		if !ok || len(items) != len(want) {
			return false
		}
		for _, item := range want {
			found := false
			for _, other := range items {
				found = found || agree(item, other)
			}
			if !found {
				return false
			}
		}
		return true
	case pyDict:
		d, ok := got.(pyDict)
		if !ok || len(d) != len(want) {
			return false
		}
		for i := range want {
			if !agree(want[i][0], d[i][0]) || !agree(want[i][1], d[i][1]) {
				return false
			}
		}
		return true
	}
	return want == got
}

func agreeAll(want []any, got any) bool {
	var items []any
	switch got := got.(type) {
	case []any:
		items = got
	case pyTuple:
		items = got
	default:
		return false
	}
	if len(items) != len(want) {
		return false
	}
	for i := range want {
		if !agree(want[i], items[i]) {
			return false
		}
	}
	return true
}

// needsBeyond tells whether a recorded answer is one that no native value is.
func needsBeyond(want any, native bool) bool {
	switch want := want.(type) {
	case pyCodePoints:
		return true
	case pyInt:
		_, err := strconv.ParseInt(string(want), 10, 64)
		return native && err != nil
	case []any:
		for _, item := range want {
			if needsBeyond(item, native) {
				return true
			}
		}
	case pyTuple:
		return needsBeyond([]any(want), native)
	case pyDict:
		for _, item := range want {
			if needsBeyond(item[0], native) || needsBeyond(item[1], native) {
				return true
			}
		}
	}
	return false
}

// mayBeBeyond tells whether an int of the call is so large that a step on the way to the answer may not fit, or a text holds
// half of a surrogate pair: then beyond is right, too.
func mayBeBeyond(v any) bool {
	switch v := v.(type) {
	case pyInt:
		n, err := strconv.ParseInt(string(v), 10, 64)
		return err != nil || n < -1<<61 || n > 1<<61
	case float64:
		return math.Abs(v) > 1<<61
	case string:
		return strings.Contains(strings.ToLower(v), `\ud`)
	case []any:
		return slices.ContainsFunc(v, mayBeBeyond)
	case pyTuple:
		return slices.ContainsFunc(v, mayBeBeyond)
	case pyDict:
		return slices.ContainsFunc(v, func(item [2]any) bool { return mayBeBeyond(item[1]) })
	}
	return false
}

// anySize are the helpers whose result is an int of any size.
func anySize(t reflect.Type) bool {
	return t.NumOut() > 0 && (strings.Contains(t.Out(0).String(), "Int") || strings.Contains(t.Out(0).String(), "Value"))
}

func TestBehaviour(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(tables, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("no tables", err)
	}
	ran, skipped := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var table table
		if err := json.Unmarshal(text, &table); err != nil {
			t.Fatal(file, err)
		}
		t.Run(table.Helper, func(t *testing.T) {
			helper, ok := helpers[table.Helper]
			if !ok {
				t.Fatal("no helper")
			}
			if helper == nil {
				t.Skip("not offered in Go")
			}
			for _, call := range table.Calls {
				if checkCall(t, reflect.ValueOf(helper), call) {
					ran++
				} else {
					skipped++
				}
			}
		})
	}
	t.Logf("%d calls agree with CPython, %d hold what Go cannot", ran, skipped)
}

func checkCall(t *testing.T, helper reflect.Value, call call) (ran bool) {
	t.Helper()
	what := string(mustJSON(call.Args))
	ft := helper.Type()
	parameters := ft.NumIn()
	args := []reflect.Value{}
	for i := len(call.Args); i < parameters; i++ {
		call.Args = append(call.Args, json.RawMessage("null"))
	}
	for i, raw := range call.Args {
		if i >= parameters {
			t.Errorf("%s: the helper has %d parameters", what, parameters)
			return true
		}
		arg, ok := hold(parse(t, raw), ft.In(i))
		if !ok {
			return false
		}
		args = append(args, arg)
	}
	var results []reflect.Value
	var beyond *Beyond
	func() {
		defer func() {
			if p := recover(); p != nil {
				b, ok := p.(Beyond)
				if !ok {
					t.Errorf("%s: panic %v", what, p)
					results = []reflect.Value{}
					return
				}
				beyond = &b
			}
		}()
		if ft.IsVariadic() {
			results = helper.CallSlice(args)
		} else {
			results = helper.Call(args)
		}
	}()
	if call.Raises != nil {
		if beyond == nil || !allowsBeyond(t, call, *beyond) {
			checkRaises(t, what, call.Raises.Class, call.Raises.Str, results, beyond)
		}
		return true
	}
	want := parse(t, call.Result)
	if needsBeyond(want, !anySize(ft)) {
		if beyond == nil {
			t.Errorf("%s: want beyond, got %v", what, results)
		}
		return true
	}
	if beyond != nil {
		if allowsBeyond(t, call, *beyond) {
			return true
		}
		t.Errorf("%s: want %v, got %v", what, want, *beyond)
		return true
	}
	var got any
	if n := len(results); n > 0 {
		last := results[n-1]
		if last.Type() == reflect.TypeFor[error]() {
			if !last.IsNil() {
				t.Errorf("%s: want %v, raised %v", what, want, last)
				return true
			}
			results = results[:n-1]
		} else if n == 2 && last.Kind() == reflect.Bool && !last.Bool() {
			results = nil
		}
	}
	if len(results) > 0 {
		got = plain(results[0])
	}
	if !agree(want, got) {
		t.Errorf("%s: want %v, got %v", what, want, got)
	}
	for i, raw := range call.After {
		if after := parse(t, raw); !agree(after, plain(args[i])) {
			t.Errorf("%s: argument %d shall be %v after the call, is %v", what, i, after, plain(args[i]))
		}
	}
	return true
}

const negativePower = "an integer to a negative power"

// noSuchOption is a row about an option that no generated code uses.
const noSuchOption = "allow_nan=False"

// allowsBeyond tells whether a call may be beyond although its answer could be held.
func allowsBeyond(t *testing.T, call call, b Beyond) bool {
	t.Helper()
	if b.Reason == dictKeys || b.Reason == dynamicPercent || b.Reason == noSuchOption || b.Reason == "a power of floats" || b.Reason == negativePower {
		return true
	}
	return slices.ContainsFunc(call.Args, func(raw json.RawMessage) bool { return mayBeBeyond(parse(t, raw)) })
}

func checkRaises(t *testing.T, what, class, str string, results []reflect.Value, beyond *Beyond) {
	t.Helper()
	if beyond != nil {
		t.Errorf("%s: want %s: %s, got %v", what, class, str, *beyond)
		return
	}
	if n := len(results); n > 0 {
		if err, ok := results[n-1].Interface().(error); ok {
			e, _ := Caught(err, BaseException)
			if e.Class.Name != class || e.Error() != str {
				t.Errorf("%s: want %s: %s, raised %s: %s", what, class, str, e.Class.Name, e)
			}
			return
		}
	}
	t.Errorf("%s: want %s: %s, got %v", what, class, str, results)
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
