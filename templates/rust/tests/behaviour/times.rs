//! Dates and times.

use crate::dispatch::{Helpers, Raises};
use py::{DateTime, TimeDelta};

/// The moment of a table's first seven columns.
type Fields = (i64, i64, i64, i64, i64, i64, i64);

fn moment((year, month, day, hour, minute, second, microsecond): Fields) -> py::Result<DateTime> {
    py::datetime_datetime(year, month, day, hour, minute, second, microsecond)
}

fn delta(days: f64, seconds: f64, microseconds: f64) -> py::Result<TimeDelta> {
    py::datetime_timedelta(days, seconds, microseconds, 0.0, 0.0, 0.0, 0.0)
}

/// The day with that number; the first day of the year 1 is 1.
fn ordinal(days: i64) -> py::Date {
    let first = py::datetime_date(1, 1, 1).expect("a date");
    let delta = delta((days - 1) as f64, 0.0, 0.0).expect("a timedelta");
    py::datetime_date_add(&first, &delta).expect("a date")
}

fn seconds(x: f64) -> TimeDelta {
    delta(0.0, x, 0.0).expect("a timedelta")
}

/// A number that Python takes as a float too.
struct Float(f64);

impl crate::datum::Arg for Float {
    fn arg(datum: &crate::datum::Datum) -> Option<Float> {
        match datum {
            crate::datum::Datum::Float(value) => Some(Float(*value)),
            _ => i64::arg(datum).map(|value| Float(value as f64)),
        }
    }
}

/// A helper of a moment that is made of seven columns.
macro_rules! of_moment {
    ($h:ident, $name:literal, $f:expr) => {
        $h.add($name, |y: i64, mo: i64, d: i64, h: i64, m: i64, s: i64, us: i64| {
            Raises(moment((y, mo, d, h, m, s, us)).map($f))
        })
    };
}

pub fn add(h: &mut Helpers) {
    h.add("datetime_date", |y: i64, m: i64, d: i64| {
        Raises(py::datetime_date(y, m, d).map(|date| py::datetime_date_isoformat(&date)))
    });
    h.add("datetime_date_isoformat", |y: i64, m: i64, d: i64| {
        Raises(py::datetime_date(y, m, d).map(|date| py::datetime_date_isoformat(&date)))
    });
    h.add("datetime_date_strftime", |y: i64, m: i64, d: i64, format: String| {
        Raises(py::datetime_date(y, m, d).map(|date| py::datetime_date_strftime(&date, &format)))
    });
    h.add("datetime_date_weekday", |y: i64, m: i64, d: i64| {
        Raises(py::datetime_date(y, m, d).map(|date| py::datetime_date_weekday(&date)))
    });
    h.add("datetime_date_year", |y: i64, m: i64, d: i64| {
        Raises(py::datetime_date(y, m, d).map(|date| py::datetime_date_year(&date)))
    });
    h.add("datetime_date_month", |y: i64, m: i64, d: i64| {
        Raises(py::datetime_date(y, m, d).map(|date| py::datetime_date_month(&date)))
    });
    h.add("datetime_date_day", |y: i64, m: i64, d: i64| {
        Raises(py::datetime_date(y, m, d).map(|date| py::datetime_date_day(&date)))
    });
    h.add("datetime_date_fromisoformat", |text: String| {
        Raises(py::datetime_date_fromisoformat(&text).map(|date| py::datetime_date_isoformat(&date)))
    });
    h.add("datetime_date_add", |y: i64, m: i64, d: i64, days: Float, seconds: Float| {
        let sum =
            py::datetime_date(y, m, d).and_then(|date| py::datetime_date_add(&date, &delta(days.0, seconds.0, 0.0)?));
        Raises(sum.map(|date| py::datetime_date_isoformat(&date)))
    });
    h.add("datetime_date_sub_delta", |y: i64, m: i64, d: i64, days: Float, seconds: Float| {
        let sum = py::datetime_date(y, m, d)
            .and_then(|date| py::datetime_date_sub_delta(&date, &delta(days.0, seconds.0, 0.0)?));
        Raises(sum.map(|date| py::datetime_date_isoformat(&date)))
    });
    h.add("datetime_date_sub", |y: i64, m: i64, d: i64, days: i64| {
        let difference = py::datetime_date(y, m, d).map(|date| py::datetime_date_sub(&date, &ordinal(days)));
        Raises(difference.map(|difference| py::datetime_timedelta_str(&difference)))
    });
    h.add("datetime_date_lt", |y: i64, m: i64, d: i64, days: i64| {
        Raises(py::datetime_date(y, m, d).map(|date| py::datetime_date_lt(&date, &ordinal(days))))
    });
    h.add("datetime_datetime_strptime", |text: String, format: String| {
        Raises(py::datetime_datetime_strptime(&text, &format).map(|t| py::datetime_datetime_isoformat(&t)))
    });
    of_moment!(h, "datetime_datetime", |t| py::datetime_datetime_isoformat(&t));
    of_moment!(h, "datetime_datetime_isoformat", |t| py::datetime_datetime_isoformat(&t));
    of_moment!(h, "datetime_datetime_isoformat_utc", |t| {
        py::datetime_datetime_isoformat(&t.with_zone(Some(py::datetime_utc())))
    });
    of_moment!(h, "datetime_datetime_str", |t| py::datetime_datetime_str(&t));
    of_moment!(h, "datetime_datetime_repr", |t| py::repr(&t));
    of_moment!(h, "datetime_datetime_date", |t| py::datetime_date_isoformat(&py::datetime_datetime_date(&t)));
    of_moment!(h, "datetime_datetime_timestamp", |t| {
        py::datetime_datetime_timestamp(&t.with_zone(Some(py::datetime_utc())))
    });
    h.add("datetime_datetime_strftime", |y: i64, mo: i64, d: i64, h: i64, m: i64, s: i64, us: i64, format: String| {
        Raises(moment((y, mo, d, h, m, s, us)).map(|t| py::datetime_datetime_strftime(&t, &format)))
    });
    h.add("datetime_datetime_fromisoformat", |text: String| {
        Raises(py::datetime_datetime_fromisoformat(&text).map(|t| py::datetime_datetime_isoformat(&t)))
    });
    h.add("datetime_datetime_fromtimestamp", |t: Float| {
        Raises(py::datetime_datetime_fromtimestamp(t.0).map(|t| py::datetime_datetime_isoformat(&t)))
    });
    h.add("datetime_datetime_utcfromtimestamp", |t: Float| {
        Raises(py::datetime_datetime_utcfromtimestamp(t.0).map(|t| py::datetime_datetime_isoformat(&t)))
    });
    h.add("datetime_datetime_fromtimestamp_utc", |t: Float| {
        let utc = py::datetime_utc();
        Raises(py::datetime_datetime_fromtimestamp_utc(t.0, &utc).map(|t| py::datetime_datetime_isoformat(&t)))
    });
    h.add("datetime_datetime_lt", |a: Float, b: Float| {
        let at = py::datetime_datetime_utcfromtimestamp;
        Raises(at(a.0).and_then(|a| py::datetime_datetime_lt(&a, &at(b.0)?)))
    });
    h.add("datetime_datetime_sub", |a: Float, b: Float| {
        let at = py::datetime_datetime_utcfromtimestamp;
        let difference = at(a.0).and_then(|a| py::datetime_datetime_sub(&a, &at(b.0)?));
        Raises(difference.map(|difference| py::datetime_timedelta_str(&difference)))
    });
    h.add("datetime_datetime_add", |t: Float, days: Float, seconds: Float| {
        let t = py::datetime_datetime_utcfromtimestamp(t.0).expect("a moment");
        let sum = delta(days.0, seconds.0, 0.0).and_then(|delta| py::datetime_datetime_add(&t, &delta));
        Raises(sum.map(|t| py::datetime_datetime_isoformat(&t)))
    });
    h.add("datetime_datetime_sub_delta", |t: Float, days: Float, seconds: Float| {
        let t = py::datetime_datetime_utcfromtimestamp(t.0).expect("a moment");
        let sum = delta(days.0, seconds.0, 0.0).and_then(|delta| py::datetime_datetime_sub_delta(&t, &delta));
        Raises(sum.map(|t| py::datetime_datetime_isoformat(&t)))
    });
    h.add("datetime_datetime_add_seconds", |t: Float, x: Float| {
        let t = py::datetime_datetime_utcfromtimestamp(t.0).expect("a moment");
        Raises(py::datetime_datetime_add(&t, &seconds(x.0)).map(|t| py::datetime_datetime_isoformat(&t)))
    });
    h.add("datetime_timedelta", |d: Float, s: Float, us: Float| {
        Raises(delta(d.0, s.0, us.0).map(|delta| {
            (
                py::datetime_timedelta_days(&delta),
                py::datetime_timedelta_seconds(&delta),
                py::datetime_timedelta_microseconds(&delta),
            )
        }))
    });
    h.add("datetime_timedelta_of_seconds", |s: Float| Raises(delta(0.0, s.0, 0.0).map(TimeDelta::parts)));
    h.add("datetime_timedelta_str", |d: Float, s: Float, us: Float| {
        Raises(delta(d.0, s.0, us.0).map(|delta| py::datetime_timedelta_str(&delta)))
    });
    h.add("datetime_timedelta_repr", |d: Float, s: Float, us: Float| {
        Raises(delta(d.0, s.0, us.0).map(|delta| py::repr(&delta)))
    });
    h.add("datetime_timedelta_total_seconds", |d: Float, s: Float, us: Float| {
        Raises(delta(d.0, s.0, us.0).map(|delta| py::datetime_timedelta_total_seconds(&delta)))
    });
    h.add("datetime_timedelta_add", |a: Float, b: Float| {
        Raises(py::datetime_timedelta_add(&seconds(a.0), &seconds(b.0)).map(|d| d.to_string()))
    });
    h.add("datetime_timedelta_sub", |a: Float, b: Float| {
        Raises(py::datetime_timedelta_sub(&seconds(a.0), &seconds(b.0)).map(|d| d.to_string()))
    });
    h.add("datetime_timedelta_lt", |a: Float, b: Float| py::datetime_timedelta_lt(&seconds(a.0), &seconds(b.0)));
    h.add("email_utils_formatdate", |t: Float| py::email_utils_formatdate(t.0));
    h.add("email_utils_formatdate_usegmt", |t: Float| py::email_utils_formatdate_usegmt(t.0));
    h.add("time_gmtime", |t: Float| {
        Raises(py::time_gmtime(t.0).map(|t| {
            let t = t.civil();
            let fields = [t.year, t.month, t.day, t.hour, t.minute, t.second, t.weekday, t.yearday, 0];
            crate::datum::Datum::Tuple(fields.into_iter().map(crate::datum::Out::out).collect())
        }))
    });
    h.add("time_strftime", |format: String, t: Float| {
        Raises(py::time_gmtime(t.0).map(|t| py::time_strftime(&format, &t)))
    });
}
