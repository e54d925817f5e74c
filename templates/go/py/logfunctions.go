package py

// The functions of the module configure logging when the program has not.
func logRoot(level int64, text string) {
	if logFormat.Load() == nil {
		show := plainLogLine
		logFormat.CompareAndSwap(nil, &show)
	}
	rootLogger.log(level, text)
}

// LoggingDebug is logging.debug(text).
func LoggingDebug(text string) {
	logRoot(levelDebug, text)
}

// LoggingInfo is logging.info(text).
func LoggingInfo(text string) {
	logRoot(levelInfo, text)
}

// LoggingWarning is logging.warning(text).
func LoggingWarning(text string) {
	logRoot(levelWarning, text)
}

// LoggingError is logging.error(text).
func LoggingError(text string) {
	logRoot(levelError, text)
}

// LoggingCritical is logging.critical(text).
func LoggingCritical(text string) {
	logRoot(levelCritical, text)
}

// LoggingException is logging.exception(text), without the traceback.
func LoggingException(text string) {
	logRoot(levelError, text)
}
