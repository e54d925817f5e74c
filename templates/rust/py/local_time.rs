//! The offset of local time from UTC, from the `TZ` variable or the system's zone file.

use std::sync::OnceLock;

/// Moments from which an offset in seconds holds.
struct Zone {
    first: i64,
    changes: Vec<(i64, i64)>,
}

/// How many seconds local time is ahead of UTC at this moment.
pub fn local_offset(seconds: i64) -> i64 {
    static ZONE: OnceLock<Zone> = OnceLock::new();
    let zone = ZONE.get_or_init(|| read_zone().unwrap_or(Zone { first: 0, changes: Vec::new() }));
    let next = zone.changes.partition_point(|(from, _)| *from <= seconds);
    next.checked_sub(1).map_or(zone.first, |at| zone.changes[at].1)
}

fn read_zone() -> Option<Zone> {
    let path = match std::env::var("TZ") {
        Ok(name) if name.is_empty() || name == "UTC" => return None,
        Ok(name) if name.starts_with('/') => name,
        Ok(name) => format!("/usr/share/zoneinfo/{}", name.trim_start_matches(':')),
        Err(_) => "/etc/localtime".to_owned(),
    };
    parse(&std::fs::read(path).ok()?)
}

/// Reads the 64-bit part of a zone file (RFC 9636).
fn parse(data: &[u8]) -> Option<Zone> {
    let int = |at: usize| data.get(at..at + 4).and_then(|b| b.try_into().ok()).map(i32::from_be_bytes);
    let long = |at: usize| data.get(at..at + 8).and_then(|b| b.try_into().ok()).map(i64::from_be_bytes);
    let counts = |at: usize| -> Option<[usize; 6]> {
        let mut counts = [0; 6];
        for (i, count) in counts.iter_mut().enumerate() {
            *count = usize::try_from(int(at + 20 + 4 * i)?).ok()?;
        }
        Some(counts)
    };
    if data.get(..4)? != b"TZif" || *data.get(4)? < b'2' {
        return None;
    }
    let [utc, std, leap, times, types, chars] = counts(0)?;
    let header = 44 + times * 5 + types * 6 + chars + leap * 8 + std + utc;
    let [.., times, types, _] = counts(header)?;
    let body = header + 44;
    let kinds = body + times * 8;
    let infos = kinds + times;
    let offset = |kind: usize| int(infos + 6 * kind).map(i64::from);
    let mut changes = Vec::with_capacity(times);
    for i in 0..times {
        changes.push((long(body + 8 * i)?, offset(usize::from(*data.get(kinds + i)?))?));
    }
    if types == 0 {
        return None;
    }
    Some(Zone { first: offset(0)?, changes })
}
