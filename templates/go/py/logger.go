package py

import (
	"strings"
	"sync"
	"sync/atomic"
)

// The levels of logging.
const (
	levelDebug    = 10
	levelInfo     = 20
	levelWarning  = 30
	levelError    = 40
	levelCritical = 50
)

// A Logger is a logging.Logger.
type Logger struct {
	name   string
	parent *Logger
	level  atomic.Int64 // 0: the parent's
}

var (
	rootLogger = &Logger{name: "root"}
	loggers    = struct {
		sync.Mutex
		named map[string]*Logger
	}{named: map[string]*Logger{}}
)

// LoggingGetLogger is logging.getLogger(name).
func LoggingGetLogger(name Optional[string]) *Logger {
	if name.Value == "" || name.Value == "root" {
		return rootLogger
	}
	loggers.Lock()
	defer loggers.Unlock()
	return namedLogger(name.Value)
}

func namedLogger(name string) *Logger {
	if l := loggers.named[name]; l != nil {
		return l
	}
	l := &Logger{name: name, parent: rootLogger}
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		l.parent = namedLogger(name[:dot])
	}
	loggers.named[name] = l
	return l
}

// SetLevel is l.setLevel(level).
func (l *Logger) SetLevel(level int64) {
	l.level.Store(level)
}

// enabled is l.isEnabledFor(level).
func (l *Logger) enabled(level int64) bool {
	for ; l.parent != nil; l = l.parent {
		if own := l.level.Load(); own != 0 {
			return level >= own
		}
	}
	// The root logger has no parent; its level is WARNING until it is set.
	if own := l.level.Load(); own != 0 {
		return level >= own
	}
	return level >= levelWarning
}

// log writes a record; without logging.basicConfig only warnings and worse are shown, as bare text.
func (l *Logger) log(level int64, text string) {
	if !l.enabled(level) {
		return
	}
	if show := logFormat.Load(); show != nil {
		stderr.write((*show)(l.name, level, text) + "\n")
	} else if level >= levelWarning {
		stderr.write(text + "\n")
	}
}

// Debug is l.debug(text).
func (l *Logger) Debug(text string) {
	l.log(levelDebug, text)
}

// Info is l.info(text).
func (l *Logger) Info(text string) {
	l.log(levelInfo, text)
}

// Warning is l.warning(text).
func (l *Logger) Warning(text string) {
	l.log(levelWarning, text)
}

// Error is l.error(text), and l.exception(text) without its traceback.
func (l *Logger) Error(text string) {
	l.log(levelError, text)
}

// Critical is l.critical(text).
func (l *Logger) Critical(text string) {
	l.log(levelCritical, text)
}

// logFormat makes the line of a record once logging.basicConfig was called.
var logFormat atomic.Pointer[func(name string, level int64, text string) string]

// plainLogLine is the format of Python's default.
func plainLogLine(name string, level int64, text string) string {
	return levelName(level) + ":" + name + ":" + text
}

func levelName(level int64) string {
	return [...]string{"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}[level/10-1]
}
