//! The methods of a `logging.Logger` as functions.

use super::error::Result;
use super::logging::{Logger, level_named};

/// `logger.setLevel(level)`
pub fn logger_set_level(logger: &Logger, level: i64) {
    logger.set_level(level);
}

/// `logger.setLevel("INFO")`
pub fn logger_set_level_named(logger: &Logger, level: &str) -> Result<()> {
    logger.set_level(level_named(level)?);
    Ok(())
}

/// `logger.debug(text)`
pub fn logger_debug(logger: &Logger, text: &str) {
    logger.debug(text);
}

/// `logger.info(text)`
pub fn logger_info(logger: &Logger, text: &str) {
    logger.info(text);
}

/// `logger.warning(text)`
pub fn logger_warning(logger: &Logger, text: &str) {
    logger.warning(text);
}

/// `logger.error(text)`
pub fn logger_error(logger: &Logger, text: &str) {
    logger.error(text);
}

/// `logger.critical(text)`
pub fn logger_critical(logger: &Logger, text: &str) {
    logger.critical(text);
}

/// `logger.exception(text)`
pub fn logger_exception(logger: &Logger, text: &str) {
    logger.exception(text);
}
