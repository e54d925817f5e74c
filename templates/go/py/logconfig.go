package py

import (
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// LoggingBasicConfig is logging.basicConfig(level=level, format=format, datefmt=datefmt); the second call changes nothing.
func LoggingBasicConfig(level int64, format string, datefmt Optional[string]) {
	record := logRecord{datefmt: datefmt}
	show := func(name string, level int64, text string) string {
		r := record
		r.name, r.level, r.text, r.time = name, level, text, time.Now()
		return r.format(format)
	}
	if format == "%(levelname)s:%(name)s:%(message)s" {
		show = plainLogLine
	}
	if logFormat.CompareAndSwap(nil, &show) {
		rootLogger.level.Store(level)
	}
}

// A logRecord is one line of a log in the making.
type logRecord struct {
	name    string
	level   int64
	text    string
	time    time.Time
	datefmt Optional[string]
}

// format fills a format of %-style in; where it names the place in the source it is the place in Go.
func (r *logRecord) format(format string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(format, "%")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if format, found = strings.CutPrefix(rest, "%"); found {
			out.WriteByte('%')
			continue
		}
		rest, found = strings.CutPrefix(rest, "(")
		name, rest, closed := strings.Cut(rest, ")")
		flags := len(rest) - len(strings.TrimLeft(rest, "-+ #0123456789."))
		if !found || !closed || flags == len(rest) {
			beyond("a log format that is no format")
		}
		out.WriteString(padLogField(r.field(name), rest[:flags], rest[flags]))
		format = rest[flags+1:]
	}
}

func (r *logRecord) field(name string) string {
	switch name {
	case "message":
		return r.text
	case "levelname":
		return levelName(r.level)
	case "name":
		return r.name
	case "asctime":
		if r.datefmt.Ok {
			return strftime(r.datefmt.Value, r.time)
		}
		return r.time.Format("2006-01-02 15:04:05,000")
	case "levelno":
		return strconv.FormatInt(r.level, 10)
	case "process":
		return strconv.Itoa(os.Getpid())
	case "processName", "threadName":
		return "Main" + strings.ToUpper(name[:1]) + strings.TrimSuffix(name[1:], "Name")
	case "thread":
		return "1"
	case "msecs":
		return strconv.Itoa(r.time.Nanosecond() / 1e6)
	case "created":
		return strconv.FormatFloat(float64(r.time.UnixMicro())/1e6, 'f', 6, 64)
	case "relativeCreated":
		return strconv.FormatInt(time.Since(processStart).Milliseconds(), 10)
	case "pathname", "filename", "module", "lineno", "funcName":
		return logCaller(name)
	}
	beyond("the log field " + name)
	return ""
}

// logCaller is about the function outside this package that logs.
func logCaller(field string) string {
	counters := make([]uintptr, 32)
	frames := runtime.CallersFrames(counters[:runtime.Callers(1, counters)])
	frame, more := frames.Next()
	own := packageOf(frame.Function)
	for more && packageOf(frame.Function) == own {
		frame, more = frames.Next()
	}
	switch field {
	case "pathname":
		return frame.File
	case "filename":
		return path.Base(frame.File)
	case "module":
		return strings.TrimSuffix(path.Base(frame.File), ".go")
	case "lineno":
		return strconv.Itoa(frame.Line)
	}
	return frame.Function[strings.LastIndexByte(frame.Function, '.')+1:]
}

// packageOf is the package of a function's full name: "module/package.(*Type).Method".
func packageOf(function string) string {
	folder := strings.LastIndexByte(function, '/') + 1
	name, _, _ := strings.Cut(function[folder:], ".")
	return function[:folder] + name
}

// padLogField applies the flags between the name of a field and its letter.
func padLogField(text, flags string, letter byte) string {
	flags, precision, cut := strings.Cut(flags, ".")
	if n, err := strconv.Atoi(precision); cut && letter == 's' && err == nil && n < len(text) {
		text = StrTo(text, int64(n))
	}
	width, _ := strconv.Atoi(strings.TrimLeft(flags, "-+ #0"))
	fill := " "
	signs := flags[:len(flags)-len(strings.TrimLeft(flags, "-+ #0"))]
	if strings.Contains(signs, "0") && letter != 's' {
		fill = "0"
	}
	missing := max(0, width-int(StrLen(text)))
	if strings.Contains(signs, "-") {
		return text + strings.Repeat(" ", missing)
	}
	return strings.Repeat(fill, missing) + text
}

// LoggingBasicConfigNamed is logging.basicConfig with the name of a level.
func LoggingBasicConfigNamed(level, format string, datefmt Optional[string]) error {
	number, err := levelNamed(level)
	if err != nil {
		return err
	}
	LoggingBasicConfig(number, format, datefmt)
	return nil
}

// LoggerSetLevelNamed is l.setLevel(level) with the name of a level.
func LoggerSetLevelNamed(l *Logger, level string) error {
	number, err := levelNamed(level)
	if err != nil {
		return err
	}
	l.SetLevel(number)
	return nil
}

// levelNamed is the number of a level.
func levelNamed(name string) (int64, error) {
	switch name {
	case "CRITICAL", "FATAL":
		return levelCritical, nil
	case "ERROR":
		return levelError, nil
	case "WARNING", "WARN":
		return levelWarning, nil
	case "INFO":
		return levelInfo, nil
	case "DEBUG":
		return levelDebug, nil
	case "NOTSET":
		return 0, nil
	}
	return 0, ValueError.New("Unknown level: " + StrRepr(name))
}
