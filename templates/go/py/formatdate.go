package py

import (
	"net/http"
	"strings"
	"time"
)

// EmailUtilsFormatdateUsegmt is email.utils.formatdate(timestamp, usegmt=True).
func EmailUtilsFormatdateUsegmt(timestamp float64) string {
	d, err := DatetimeDatetimeUtcfromtimestamp(timestamp)
	if err != nil {
		beyond("a date outside of the years 1 to 9999")
	}
	return d.time().Format(http.TimeFormat)
}

// EmailUtilsFormatdate is email.utils.formatdate(timestamp).
func EmailUtilsFormatdate(timestamp float64) string {
	return strings.TrimSuffix(EmailUtilsFormatdateUsegmt(timestamp), "GMT") + "-0000"
}

// EmailUtilsFormatdateNow is email.utils.formatdate(usegmt=True).
func EmailUtilsFormatdateNow() string {
	return time.Now().UTC().Format(http.TimeFormat)
}

// HandlerDateTimeString is h.date_time_string(timestamp).
func HandlerDateTimeString(_ *Handler, timestamp float64) string {
	return EmailUtilsFormatdateUsegmt(timestamp)
}
