package py

import (
	"math"
	"time"
)

// A StructTime is the time.struct_time of time.gmtime.
type StructTime struct {
	time time.Time
}

var gmt = time.FixedZone("GMT", 0)

// TimeGmtimeNow is time.gmtime().
func TimeGmtimeNow() StructTime {
	return StructTime{time.Now().In(gmt)}
}

// TimeGmtime is time.gmtime(seconds).
func TimeGmtime(seconds float64) (StructTime, error) {
	whole, err := stampSeconds(math.Floor(seconds))
	return StructTime{time.Unix(whole, 0).In(gmt)}, err
}

// TimeStrftime is time.strftime(format, t).
func TimeStrftime(format string, t StructTime) string {
	return strftime(format, t.time)
}
