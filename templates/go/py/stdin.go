package py

import (
	"bufio"
	"os"
	"strings"
	"unicode/utf8"
)

var stdin = bufio.NewReader(os.Stdin)

// StdinReadline is sys.stdin.readline(): "\r\n" and "\r" end a line as "\n" does, and are read as it.
func StdinReadline() string {
	var line []byte
	for {
		c, err := stdin.ReadByte()
		if err != nil {
			break
		}
		if c == '\r' {
			if next, err := stdin.Peek(1); err == nil && next[0] == '\n' {
				_, _ = stdin.Discard(1)
			}
			c = '\n'
		}
		line = append(line, c)
		if c == '\n' {
			break
		}
	}
	if !utf8.Valid(line) {
		beyond("standard input that is not UTF-8")
	}
	return string(line)
}

// StdinReadlines is sys.stdin.readlines().
func StdinReadlines() []string {
	var lines []string
	for line := StdinReadline(); line != ""; line = StdinReadline() {
		lines = append(lines, line)
	}
	return lines
}

// StdinRead is sys.stdin.read().
func StdinRead() string {
	return strings.Join(StdinReadlines(), "")
}

// Input is input(prompt).
func Input(prompt string) (string, error) {
	PrintStdout(prompt)
	Flush()
	line := StdinReadline()
	if line == "" {
		return "", EOFError.New("EOF when reading a line")
	}
	return strings.TrimSuffix(line, "\n"), nil
}
