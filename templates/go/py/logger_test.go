package py

import (
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// logged is what f writes to stderr, from a process state where nothing is configured.
func logged(t *testing.T, f func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	file := stderr.file
	stderr.file = w
	logFormat.Store(nil)
	rootLogger.level.Store(0)
	f()
	stderr.flush()
	stderr.file = file
	_ = w.Close()
	text, _ := io.ReadAll(r)
	return string(text)
}

// TestLogging runs the same calls in CPython.
func TestLogging(t *testing.T) {
	python, err := exec.LookPath("python3.11")
	if err != nil {
		t.Skip("no python3.11")
	}
	some, none := Some[string], None[string]()
	all := func(l *Logger) {
		l.Debug("d é")
		l.Info("i")
		l.Warning("w")
		l.Error("e")
		l.Critical("c")
	}
	const calls = "l.debug('d é'); l.info('i'); l.warning('w'); l.error('e'); l.critical('c')"
	for _, c := range []struct {
		python string
		run    func()
	}{
		{"l = logging.getLogger('x'); " + calls, func() { all(LoggingGetLogger(some("x"))) }},
		{"l = logging.getLogger('a.b'); logging.getLogger('a').setLevel(10); " + calls, func() {
			l := LoggingGetLogger(some("a.b"))
			LoggingGetLogger(some("a")).SetLevel(10)
			all(l)
			LoggingGetLogger(some("a")).SetLevel(0)
		}},
		{"logging.info('x'); logging.warning('y'); logging.getLogger('z').warning('z')", func() {
			LoggingInfo("x")
			LoggingWarning("y")
			LoggingGetLogger(some("z")).Warning("z")
		}},
		{"logging.basicConfig(level=20); logging.basicConfig(level=10, format='%(message)s'); l = logging.getLogger(); " + calls, func() {
			LoggingBasicConfig(20, "%(levelname)s:%(name)s:%(message)s", none)
			LoggingBasicConfig(10, "%(message)s", none)
			all(LoggingGetLogger(none))
		}},
		{"logging.basicConfig(level=10, format='[%(levelname)-8s|%(levelname)10s|%(levelno)05d|%(name).2s] 100%% %(threadName)s %(processName)s %(message)s'); l = logging.getLogger('root.x'); " + calls, func() {
			LoggingBasicConfig(10, "[%(levelname)-8s|%(levelname)10s|%(levelno)05d|%(name).2s] 100%% %(threadName)s %(processName)s %(message)s", none)
			all(LoggingGetLogger(some("root.x")))
		}},
		{"logging.basicConfig(level=20, format='%(asctime)s %(levelname)s %(message)s'); l = logging.getLogger('s'); " + calls, func() {
			LoggingBasicConfig(20, "%(asctime)s %(levelname)s %(message)s", none)
			all(LoggingGetLogger(some("s")))
		}},
		{"logging.basicConfig(level=20, format='%(asctime)s %(msecs)03d %(message)s', datefmt='%Y-%m-%dT%H:%M:%S%z'); l = logging.getLogger('s'); " + calls, func() {
			LoggingBasicConfig(20, "%(asctime)s %(msecs)03d %(message)s", some("%Y-%m-%dT%H:%M:%S%z"))
			all(LoggingGetLogger(some("s")))
		}},
	} {
		command := exec.Command(python, "-c", "import logging; "+c.python)
		var want strings.Builder
		command.Stderr = &want
		if err := command.Run(); err != nil {
			t.Fatal(err, want.String())
		}
		digits := regexp.MustCompile(`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(,\d{3}|\+0000 \d{3})`)
		hide := func(s string) string { return digits.ReplaceAllString(s, "TIME") }
		if got := logged(t, c.run); hide(got) != hide(want.String()) {
			t.Errorf("%s:\nwant %q\ngot  %q", c.python, want.String(), got)
		}
	}
}
