package py

import (
	"regexp"
	"slices"
	"strings"
)

// A Namespace is what argparse read: the texts that were given for each argument.
type Namespace struct {
	given map[string][]string
}

// Flag tells whether an argument was given.
func (n *Namespace) Flag(dest string) bool {
	_, ok := n.given[dest]
	return ok
}

// Text is the last text that was given for an argument, or the default.
func (n *Namespace) Text(dest, otherwise string) string {
	if texts := n.given[dest]; len(texts) > 0 {
		return texts[len(texts)-1]
	}
	return otherwise
}

// Texts are all texts that were given for an argument.
func (n *Namespace) Texts(dest string) []string {
	return n.given[dest]
}

// An argument is what add_argument describes.
type argument struct {
	dest       string
	name       string
	flags      []string
	kind       string
	least      int
	most       int
	choices    []string
	isRequired bool
}

// readArgument reads `sort: -s --sort str {total,count} required`.
func readArgument(text string) *argument {
	dest, rest, _ := strings.Cut(text, ": ")
	a := &argument{dest: dest, least: 1, most: 1}
	var names []string
	for _, word := range strings.Fields(rest) {
		kind := strings.TrimRight(word, "?*+")
		switch {
		case word == "required":
			a.isRequired = true
		case strings.HasPrefix(word, "{"):
			a.choices = strings.Split(strings.Trim(word, "{}"), ",")
		case len(names) == 0 || strings.HasPrefix(word, "-"):
			names = append(names, word)
		default:
			a.kind = kind
			a.least, a.most = counts(word, kind)
		}
	}
	a.name = strings.Join(names, "/")
	if strings.HasPrefix(names[0], "-") {
		a.flags = names
	}
	return a
}

// counts are the least and the greatest number of texts that `int?` takes.
func counts(word, kind string) (int, int) {
	const many = 1 << 30
	switch strings.TrimPrefix(word, kind) {
	case "?":
		return 0, 1
	case "*":
		return 0, many
	case "+":
		return 1, many
	}
	if kind == "flag" || kind == "help" {
		return 0, 0
	}
	return 1, 1
}

// An option is how an argument of the command line names one: `--top=5`.
type option struct {
	argument *argument
	flag     string
	explicit Optional[string]
}

// A commandLine is read by argparse, as CPython 3.11 does.
type commandLine struct {
	usage, help, prog string
	texts             []string
	options           []*argument
	positionals       []*argument
	named             map[int]option
	seen              map[*argument]bool
	extras            []string
	into              *Namespace
}

// ArgparseParse is parser.parse_args(). The arguments are described a line each, as in `sort: -s --sort str {total,count}`.
func ArgparseParse(prog, usage, help string, arguments string) (*Namespace, error) {
	line := &commandLine{
		usage: usage,
		help:  help,
		prog:  prog,
		texts: ProgramArgv()[1:],
		named: map[int]option{},
		seen:  map[*argument]bool{},
		into:  &Namespace{given: map[string][]string{}},
	}
	line.options = []*argument{readArgument("help: -h --help help")}
	required := []*argument{}
	for _, text := range strings.FieldsFunc(arguments, func(c rune) bool { return c == '\n' }) {
		a := readArgument(text)
		if a.flags == nil {
			line.positionals = append(line.positionals, a)
			if a.least > 0 {
				required = append(required, a)
			}
			continue
		}
		line.options = append(line.options, a)
		if a.isRequired {
			required = append(required, a)
		}
	}
	if err := line.parse(); err != nil {
		return nil, err
	}
	var missing []string
	for _, a := range required {
		if !line.seen[a] {
			missing = append(missing, a.name)
		}
	}
	if len(missing) > 0 {
		return nil, line.fail("the following arguments are required: " + strings.Join(missing, ", "))
	}
	if len(line.extras) > 0 {
		return nil, line.fail("unrecognized arguments: " + strings.Join(line.extras, " "))
	}
	return line.into, nil
}

// fail says what is wrong, and ends the program.
func (l *commandLine) fail(message string) error {
	PrintStderr(l.usage + l.prog + ": error: " + message + "\n")
	return SysExit(IntValue(2))
}

func (l *commandLine) failAt(a *argument, message string) error {
	return l.fail("argument " + a.name + ": " + message)
}

// parse takes options and positional arguments in turns.
func (l *commandLine) parse() error {
	last := -1
	for i, text := range l.texts {
		if text == "--" {
			beyond("`--` on the command line")
		}
		found, ok, err := l.optionOf(text)
		if err != nil {
			return err
		}
		if ok {
			l.named[i] = found
			last = i
		}
	}
	at := 0
	for at <= last {
		next := at
		for _, ok := l.named[next]; !ok; _, ok = l.named[next] {
			next++
		}
		if at != next {
			end, err := l.takePositionals(at)
			if err != nil {
				return err
			}
			if end > at {
				at = end
				continue
			}
			l.extras = append(l.extras, l.texts[at:next]...)
			at = next
		}
		end, err := l.takeOption(at)
		if err != nil {
			return err
		}
		at = end
	}
	end, err := l.takePositionals(at)
	if err != nil {
		return err
	}
	l.extras = append(l.extras, l.texts[end:]...)
	return nil
}

// negativeNumber is a text that looks like an option and is none.
var negativeNumber = regexp.MustCompile(`^-\p{Nd}+\n?$|^-\p{Nd}*\.\p{Nd}+\n?$`)

// optionOf tells whether a text names an option; its argument is nil for one that is not known.
func (l *commandLine) optionOf(text string) (option, bool, error) {
	if len(text) < 2 || text[0] != '-' {
		return option{}, false, nil
	}
	if a := l.flag(text); a != nil {
		return option{argument: a, flag: text}, true, nil
	}
	head, value, hasValue := strings.Cut(text, "=")
	explicit := Optional[string]{Value: value, Ok: hasValue}
	if a := l.flag(head); a != nil && hasValue {
		return option{argument: a, flag: head, explicit: explicit}, true, nil
	}
	var found []option
	for _, a := range l.options {
		for _, flag := range a.flags {
			switch {
			case text[1] == '-':
				if strings.HasPrefix(flag, head) {
					found = append(found, option{argument: a, flag: flag, explicit: explicit})
				}
			case flag == StrTo(text, 2):
				found = append(found, option{argument: a, flag: flag, explicit: Some(text[len(flag):])})
			case strings.HasPrefix(flag, text):
				found = append(found, option{argument: a, flag: flag})
			}
		}
	}
	if len(found) == 1 {
		return found[0], true, nil
	}
	if len(found) > 1 {
		var flags []string
		for _, one := range found {
			flags = append(flags, one.flag)
		}
		return option{}, false, l.fail("ambiguous option: " + text + " could match " + strings.Join(flags, ", "))
	}
	if negativeNumber.MatchString(text) || strings.Contains(text, " ") {
		return option{}, false, nil
	}
	return option{flag: text}, true, nil
}

func (l *commandLine) flag(text string) *argument {
	for _, a := range l.options {
		for _, flag := range a.flags {
			if flag == text {
				return a
			}
		}
	}
	return nil
}

// takeOption takes the option at a place, or several in one text (-xyz), and what belongs to it; the place behind.
func (l *commandLine) takeOption(at int) (int, error) {
	given := l.named[at]
	if given.argument == nil {
		l.extras = append(l.extras, l.texts[at])
		return at + 1, nil
	}
	var flags []*argument
	var values []string
	for given.explicit.Ok && given.argument.most == 0 {
		rest := given.explicit.Value
		short := given.flag[1] != '-'
		if !short || rest == "" {
			return 0, l.failAt(given.argument, "ignored explicit argument "+StrRepr(rest))
		}
		flags = append(flags, given.argument)
		first := StrTo(rest, 1)
		next := l.flag("-" + first)
		if next == nil {
			return 0, l.failAt(given.argument, "ignored explicit argument "+StrRepr(rest))
		}
		rest = rest[len(first):]
		given = option{argument: next, flag: "-" + first, explicit: Optional[string]{Value: rest, Ok: rest != ""}}
	}
	end := at + 1
	switch {
	case given.explicit.Ok:
		values = []string{given.explicit.Value}
	case given.argument.most > 0:
		if _, named := l.named[end]; named || end == len(l.texts) {
			return 0, l.failAt(given.argument, "expected one argument")
		}
		values = l.texts[end : end+1]
		end++
	}
	for _, one := range flags {
		if err := l.take(one, nil); err != nil {
			return 0, err
		}
	}
	return end, l.take(given.argument, values)
}

// takePositionals gives the texts up to the next option to as many positional arguments as can have some; the place behind.
func (l *commandLine) takePositionals(at int) (int, error) {
	free := 0
	for at+free < len(l.texts) {
		if _, named := l.named[at+free]; named {
			break
		}
		free++
	}
	count, least := 0, 0
	for i, a := range l.positionals {
		least += a.least
		if least > free {
			break
		}
		count = i + 1
	}
	needed := 0
	for _, a := range l.positionals[:count] {
		needed += a.least
	}
	taken := l.positionals[:count]
	l.positionals = l.positionals[count:]
	for _, a := range taken {
		needed -= a.least
		size := min(a.most, free-needed)
		if err := l.take(a, l.texts[at:at+size]); err != nil {
			return 0, err
		}
		at += size
		free -= size
	}
	return at, nil
}

// take notes what was given for an argument, if it is what it should be.
func (l *commandLine) take(a *argument, values []string) error {
	l.seen[a] = true
	if a.kind == "help" {
		PrintStdout(l.help)
		return SysExit(IntValue(0))
	}
	for _, value := range values {
		var err error
		switch a.kind {
		case "int":
			_, err = BigIntParse(value)
		case "float":
			_, err = FloatParse(value)
		}
		if err != nil {
			return l.failAt(a, "invalid "+a.kind+" value: "+StrRepr(value))
		}
		if a.choices != nil && !slices.Contains(a.choices, value) {
			var choices []string
			for _, choice := range a.choices {
				choices = append(choices, StrRepr(choice))
			}
			return l.failAt(a, "invalid choice: "+StrRepr(value)+" (choose from "+strings.Join(choices, ", ")+")")
		}
	}
	if len(values) > 0 || a.kind == "flag" {
		l.into.given[a.dest] = values
	}
	return nil
}
