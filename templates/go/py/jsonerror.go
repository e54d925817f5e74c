package py

import (
	"strings"
	"unicode/utf8"
)

// JsonDecodeErrorMsg is e.msg of a json.JSONDecodeError.
func JsonDecodeErrorMsg(e *Error) string {
	return faultOf(e).what
}

// JsonDecodeErrorDoc is e.doc: the text that is no JSON.
func JsonDecodeErrorDoc(e *Error) string {
	return faultOf(e).text
}

// JsonDecodeErrorPos is e.pos: the number of characters before the fault.
func JsonDecodeErrorPos(e *Error) int64 {
	return int64(utf8.RuneCountInString(faultOf(e).before()))
}

// JsonDecodeErrorLineno is e.lineno.
func JsonDecodeErrorLineno(e *Error) int64 {
	return int64(strings.Count(faultOf(e).before(), "\n")) + 1
}

// JsonDecodeErrorColno is e.colno.
func JsonDecodeErrorColno(e *Error) int64 {
	before := faultOf(e).before()
	return int64(utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])) + 1
}

func faultOf(e *Error) jsonFault {
	fault, ok := e.Payload.(jsonFault)
	if !ok {
		beyond("a JSONDecodeError that the program made")
	}
	return fault
}
