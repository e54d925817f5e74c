//! `email.utils.formatdate`

use super::beyond::beyond;
use super::datetime::{
    DateTime, datetime_datetime_strftime, datetime_datetime_utcfromtimestamp, datetime_datetime_utcnow,
};

/// `formatdate(usegmt=True)`
pub fn email_utils_formatdate_now() -> String {
    written(&datetime_datetime_utcnow(), "GMT")
}

/// `formatdate(timestamp, usegmt=True)`
pub fn email_utils_formatdate_usegmt(timestamp: f64) -> String {
    written(&moment(timestamp), "GMT")
}

/// `formatdate(timestamp)`
pub fn email_utils_formatdate(timestamp: f64) -> String {
    written(&moment(timestamp), "-0000")
}

fn moment(timestamp: f64) -> DateTime {
    datetime_datetime_utcfromtimestamp(timestamp).unwrap_or_else(|_| beyond("a date out of range"))
}

fn written(moment: &DateTime, zone: &str) -> String {
    datetime_datetime_strftime(moment, "%a, %d %b %4Y %H:%M:%S ") + zone
}
