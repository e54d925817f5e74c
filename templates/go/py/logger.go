package py

// A Logger is a logger of the module logging. It writes to stderr as logging.basicConfig sets it up.
type Logger struct {
	name  string
	level int64
}

// logRoot is the logger that has no name.
var logRoot = &Logger{name: "root", level: 30}

// LoggingGetLogger is logging.getLogger(name).
func LoggingGetLogger(name Optional[string]) *Logger {
	if !name.Ok {
		return logRoot
	}
	return &Logger{name: name.Value}
}

// SetLevel is logger.setLevel(level).
func (l *Logger) SetLevel(level int64) {
	l.level = level
}

func (l *Logger) log(level int64, name, text string) {
	least := l.level
	if least == 0 {
		least = logRoot.level
	}
	if level >= least {
		stderr.write(name + ":" + l.name + ":" + text + "\n")
	}
}

// Debug is logger.debug(text).
func (l *Logger) Debug(text string) {
	l.log(10, "DEBUG", text)
}

// Info is logger.info(text).
func (l *Logger) Info(text string) {
	l.log(20, "INFO", text)
}

// Warning is logger.warning(text).
func (l *Logger) Warning(text string) {
	l.log(30, "WARNING", text)
}

// Error is logger.error(text) and logger.exception(text).
func (l *Logger) Error(text string) {
	l.log(40, "ERROR", text)
}

// Critical is logger.critical(text).
func (l *Logger) Critical(text string) {
	l.log(50, "CRITICAL", text)
}

// LoggingDebug is logging.debug(text).
func LoggingDebug(text string) {
	logRoot.Debug(text)
}

// LoggingInfo is logging.info(text).
func LoggingInfo(text string) {
	logRoot.Info(text)
}

// LoggingWarning is logging.warning(text).
func LoggingWarning(text string) {
	logRoot.Warning(text)
}

// LoggingError is logging.error(text).
func LoggingError(text string) {
	logRoot.Error(text)
}

// LoggingException is logging.exception(text).
func LoggingException(text string) {
	logRoot.Error(text)
}

// LoggingCritical is logging.critical(text).
func LoggingCritical(text string) {
	logRoot.Critical(text)
}

// LoggingBasicConfig is logging.basicConfig(level=level, format=format, datefmt=datefmt); of the layout only the level matters,
// as no client sees the log.
func LoggingBasicConfig(level int64, _ string, _ Optional[string]) {
	logRoot.level = level
}
