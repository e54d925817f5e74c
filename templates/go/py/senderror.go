package py

import (
	"strconv"
	"strings"
)

// SendError is self.send_error(code): an HTML page about the status.
func (h *Handler) SendError(code int64) {
	h.SendErrorExplained(code, None[string](), None[string]())
}

// SendErrorMessage is self.send_error(code, message).
func (h *Handler) SendErrorMessage(code int64, message string) {
	h.SendErrorExplained(code, Some(message), None[string]())
}

// SendErrorExplained is self.send_error(code, message, explain); what is None is taken from http.HTTPStatus.
func (h *Handler) SendErrorExplained(code int64, message, explain Optional[string]) {
	texts, ok := responses[code]
	if !ok {
		texts = [2]string{"???", "???"}
	}
	text, explanation := message.Or(texts[0]), explain.Or(texts[1])
	number := strconv.FormatInt(code, 10)
	h.LogMessage("code " + number + ", message " + text)
	h.SendResponseMessage(code, text)
	h.SendHeader("Connection", "close")
	body := ""
	if code >= 200 && code != 204 && code != 205 && code != 304 {
		body = errorPage(number, escapeText(text), escapeText(explanation))
		h.SendHeader("Content-Type", "text/html;charset=utf-8")
		h.SendHeader("Content-Length", strconv.Itoa(len(body)))
	}
	h.EndHeaders()
	if h.Command != "HEAD" && body != "" {
		h.WriteString(body)
	}
}

var escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace

func errorPage(code, message, explain string) string {
	return `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: ` + code + `</p>
        <p>Message: ` + message + `.</p>
        <p>Error code explanation: ` + code + ` - ` + explain + `.</p>
    </body>
</html>
`
}
