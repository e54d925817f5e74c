package py

import (
	"fmt"
	"strings"
)

// Strftime is d.strftime(format); a date is its midnight.
func (d Date) Strftime(format string) string {
	return Datetime{clock: d.days * daySeconds * 1e6}.Strftime(format)
}

// Strftime is d.strftime(format).
func (d Datetime) Strftime(format string) string {
	zone, name := "", ""
	if d.zone != nil {
		zone, name = d.zone.text(""), d.zone.name()
	}
	micros := fmt.Sprintf("%06d", d.Microsecond())
	fields := strings.NewReplacer("%%", "%%", "%f", micros, "%z", zone, "%Z", strings.ReplaceAll(name, "%", "%%"))
	return strftime(fields.Replace(format), d.time())
}
