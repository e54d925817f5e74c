package py

// ExpectStr is v, which has to be text; otherwise it gives an exception of that class, whose text is before, the name of v's type
// where named says so, and after.
func ExpectStr(v Value, class, before, after string, named bool) (string, error) {
	if s, ok := v.held.(string); ok {
		return s, nil
	}
	return "", unexpected(v, class, before, after, named)
}

// ExpectFloat is v as a float, which has to be a number.
func ExpectFloat(v Value, class, before, after string, named bool) (float64, error) {
	if _, ok := v.held.(string); !ok {
		x, err := v.ToFloat()
		if _, wrong := Caught(err, TypeError); !wrong {
			return x, err
		}
	}
	return 0, unexpected(v, class, before, after, named)
}

func unexpected(v Value, class, before, after string, named bool) error {
	if named {
		before += v.TypeName() + after
	}
	if class == "AttributeError" {
		return AttributeError.New(before)
	}
	return TypeError.New(before)
}
