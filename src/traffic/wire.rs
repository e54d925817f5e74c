//! How bytes stand in JSON.

use anyhow::{Result, bail};

/// Bytes as latin-1 text.
pub(super) fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// The bytes of latin-1 text.
///
/// # Errors
/// A character above U+00FF: it stands for no byte.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        let Ok(byte) = u8::try_from(u32::from(character)) else {
            bail!(
                "{character:?} is no byte; a target or header holds latin-1, other characters percent-encoded or as their UTF-8 bytes"
            );
        };
        bytes.push(byte);
    }
    Ok(bytes)
}

/// Bodies: text where the bytes are UTF-8, else `{"base64": "…"}`.
pub(super) mod body {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// A body in JSON.
    #[derive(Serialize, Deserialize)]
    #[serde(untagged, expecting = "a body is text or {\"base64\": \"…\"}")]
    enum Body<'a> {
        Text(std::borrow::Cow<'a, str>),
        Binary(Base64),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Base64 {
        base64: String,
    }

    /// Writes a body.
    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Body::Text(text.into()).serialize(serializer),
            Err(_) => Body::Binary(Base64 { base64: STANDARD.encode(bytes) }).serialize(serializer),
        }
    }

    /// Reads a body.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        match Body::deserialize(deserializer)? {
            Body::Text(text) => Ok(text.into_owned().into_bytes()),
            Body::Binary(Base64 { base64 }) => STANDARD.decode(base64).map_err(D::Error::custom),
        }
    }
}

/// Headers: `[["Name", "value"], …]`, which keeps order and repetition; read also from `{"Name": "value"}`.
pub(super) mod headers {
    use std::fmt;

    use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
    use serde::{Deserialize, Serialize, Serializer};

    use super::super::Headers;

    /// Writes headers.
    pub fn serialize<S: Serializer>(headers: &Headers, serializer: S) -> Result<S::Ok, S::Error> {
        headers.serialize(serializer)
    }

    /// Reads headers.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Headers, D::Error> {
        deserializer.deserialize_any(HeadersVisitor)
    }

    struct HeadersVisitor;

    /// One value or several of the same name.
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a header's value is text or a list of texts")]
    enum Values {
        One(String),
        Many(Vec<String>),
    }

    impl<'de> Visitor<'de> for HeadersVisitor {
        type Value = Headers;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("headers: [[\"Name\", \"value\"], …] or {\"Name\": \"value\"}")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Headers, A::Error> {
            let mut headers = Headers::new();
            while let Some(header) = list.next_element()? {
                headers.push(header);
            }
            Ok(headers)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Headers, A::Error> {
            let mut headers = Headers::new();
            while let Some((name, values)) = map.next_entry::<String, Values>()? {
                match values {
                    Values::One(value) => headers.push((name, value)),
                    Values::Many(values) => headers.extend(values.into_iter().map(|value| (name.clone(), value))),
                }
            }
            Ok(headers)
        }
    }
}
