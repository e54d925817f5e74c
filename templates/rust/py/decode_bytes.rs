//! `json.loads` of bytes, in whichever of Unicode's encodings they are.

use super::beyond::beyond;
use super::codec::Codec;
use super::decode::json_loads;
use super::error::Result;
use super::value::Value;

/// `json.loads(data)`
pub fn json_loads_bytes(data: &[u8]) -> Result<Value> {
    let codec = detect(data);
    match std::str::from_utf8(data) {
        Ok(text) if codec == Codec::Utf8 => json_loads(text),
        _ => json_loads(&codec.decode(data, |_, what| {
            // Python takes the halves of surrogate pairs here.
            if what.is_surrogate {
                beyond("a lone surrogate");
            }
            Err(what.error())
        })?),
    }
}

/// The encoding that the first bytes show.
fn detect(data: &[u8]) -> Codec {
    match data {
        [0, 0, 0xfe, 0xff, ..] | [0xff, 0xfe, 0, 0, ..] => Codec::Utf32,
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] => Codec::Utf16,
        [0xef, 0xbb, 0xbf, ..] => Codec::Utf8Sig,
        [0, 0, _, _, ..] => Codec::Utf32Be,
        [0, _, _, _, ..] | [0, _] => Codec::Utf16Be,
        [_, 0, 0, 0, ..] => Codec::Utf32Le,
        [_, 0, _, _, ..] | [_, 0] => Codec::Utf16Le,
        _ => Codec::Utf8,
    }
}
