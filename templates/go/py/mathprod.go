package py

// MathProd is math.prod(items).
func MathProd(items []int64) int64 {
	product := int64(1)
	for _, item := range items {
		product = Mul(product, item)
	}
	return product
}
