package py

// IntDivmod is divmod(a, b).
func IntDivmod(a, b int64) (Tuple2[int64, int64], error) {
	q, err := FloorDiv(a, b)
	if err != nil {
		return Tuple2[int64, int64]{}, err
	}
	r, err := Mod(a, b)
	return Tuple2[int64, int64]{q, r}, err
}
