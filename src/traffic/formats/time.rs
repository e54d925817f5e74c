//! Times in the notation of RFC 3339.

use std::time::UNIX_EPOCH;

/// Seconds since 1970 of a time such as `2025-01-01T00:00:00.5+02:00`; `None` for what is no such time or before 1970.
pub fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    if !text.is_ascii() || text.len() < 20 {
        return None;
    }
    let (clock, offset) = if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        (clock, 0.0)
    } else {
        let (clock, zone) = text.split_at(text.len() - 6);
        let (sign, zone) = match zone.split_at(1) {
            ("+", zone) => (1.0, zone),
            ("-", zone) => (-1.0, zone),
            _ => return None,
        };
        let (hours, minutes) = zone.split_once(':')?;
        let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
        if hours > 23 || minutes > 59 {
            return None;
        }
        (clock, sign * (f64::from(hours) * 3600.0 + f64::from(minutes) * 60.0))
    };
    let time = humantime::parse_rfc3339(&format!("{clock}Z")).ok()?;
    Some(time.duration_since(UNIX_EPOCH).ok()?.as_secs_f64() - offset)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn zones_are_counted() {
        assert_eq!(seconds("1970-01-01T01:00:00+01:00"), Some(0.0));
        assert_eq!(seconds("1970-01-01T00:00:00.5Z"), Some(0.5));
        assert_eq!(seconds("1970-01-01T00:00:00-00:30"), Some(1800.0));
        for text in [
            "",
            "t",
            "2025-13-01T00:00:00Z",
            "2025-01-01T00:00:00",
            "2025-01-01T00:00:00+aa:00",
            "2025-01-01é00:00:00Z00",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
