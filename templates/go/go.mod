module pivot/runtime

go 1.25
