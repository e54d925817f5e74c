//! The runtime files that a project needs: those that define what it names, and what those name, without the private parts that
//! only other files use.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::prune::pruned;
use super::source::{Source, tokens};
use crate::emit::File;

/// Every file of the runtime.
const FILES: &[(&str, &str)] = &[
    ("admin.go", include_str!("../../../templates/go/py/admin.go")),
    ("answer.go", include_str!("../../../templates/go/py/answer.go")),
    ("argparse.go", include_str!("../../../templates/go/py/argparse.go")),
    ("arith.go", include_str!("../../../templates/go/py/arith.go")),
    ("base64.go", include_str!("../../../templates/go/py/base64.go")),
    ("base64strict.go", include_str!("../../../templates/go/py/base64strict.go")),
    ("beyond.go", include_str!("../../../templates/go/py/beyond.go")),
    ("binascii.go", include_str!("../../../templates/go/py/binascii.go")),
    ("bridge.go", include_str!("../../../templates/go/py/bridge.go")),
    ("bytes.go", include_str!("../../../templates/go/py/bytes.go")),
    ("bytescase.go", include_str!("../../../templates/go/py/bytescase.go")),
    ("bytesfind.go", include_str!("../../../templates/go/py/bytesfind.go")),
    ("byteshex.go", include_str!("../../../templates/go/py/byteshex.go")),
    ("bytesitem.go", include_str!("../../../templates/go/py/bytesitem.go")),
    ("bytespartition.go", include_str!("../../../templates/go/py/bytespartition.go")),
    ("bytesslice.go", include_str!("../../../templates/go/py/bytesslice.go")),
    ("bytessplit.go", include_str!("../../../templates/go/py/bytessplit.go")),
    ("char.go", include_str!("../../../templates/go/py/char.go")),
    ("charmap.go", include_str!("../../../templates/go/py/charmap.go")),
    ("clientaddress.go", include_str!("../../../templates/go/py/clientaddress.go")),
    ("codec.go", include_str!("../../../templates/go/py/codec.go")),
    ("codecnames.go", include_str!("../../../templates/go/py/codecnames.go")),
    ("cp1252.go", include_str!("../../../templates/go/py/cp1252.go")),
    ("date.go", include_str!("../../../templates/go/py/date.go")),
    ("datearith.go", include_str!("../../../templates/go/py/datearith.go")),
    ("datetime.go", include_str!("../../../templates/go/py/datetime.go")),
    ("datetimearith.go", include_str!("../../../templates/go/py/datetimearith.go")),
    ("datetimeformat.go", include_str!("../../../templates/go/py/datetimeformat.go")),
    ("decode.go", include_str!("../../../templates/go/py/decode.go")),
    ("decodebytes.go", include_str!("../../../templates/go/py/decodebytes.go")),
    ("deepcopy.go", include_str!("../../../templates/go/py/deepcopy.go")),
    ("dict.go", include_str!("../../../templates/go/py/dict.go")),
    ("dictbig.go", include_str!("../../../templates/go/py/dictbig.go")),
    ("dictfrom.go", include_str!("../../../templates/go/py/dictfrom.go")),
    ("dictkey.go", include_str!("../../../templates/go/py/dictkey.go")),
    ("dictof.go", include_str!("../../../templates/go/py/dictof.go")),
    ("dictvalue.go", include_str!("../../../templates/go/py/dictvalue.go")),
    ("divmod.go", include_str!("../../../templates/go/py/divmod.go")),
    ("encode.go", include_str!("../../../templates/go/py/encode.go")),
    ("encodedict.go", include_str!("../../../templates/go/py/encodedict.go")),
    ("encodelist.go", include_str!("../../../templates/go/py/encodelist.go")),
    ("encodenumber.go", include_str!("../../../templates/go/py/encodenumber.go")),
    ("encodeoptional.go", include_str!("../../../templates/go/py/encodeoptional.go")),
    ("encodevalue.go", include_str!("../../../templates/go/py/encodevalue.go")),
    ("environ.go", include_str!("../../../templates/go/py/environ.go")),
    ("errorarg.go", include_str!("../../../templates/go/py/errorarg.go")),
    ("errors.go", include_str!("../../../templates/go/py/errors.go")),
    ("exceptionname.go", include_str!("../../../templates/go/py/exceptionname.go")),
    ("exit.go", include_str!("../../../templates/go/py/exit.go")),
    ("expect.go", include_str!("../../../templates/go/py/expect.go")),
    ("extreme.go", include_str!("../../../templates/go/py/extreme.go")),
    ("extremenone.go", include_str!("../../../templates/go/py/extremenone.go")),
    ("fixed.go", include_str!("../../../templates/go/py/fixed.go")),
    ("float.go", include_str!("../../../templates/go/py/float.go")),
    ("floatarith.go", include_str!("../../../templates/go/py/floatarith.go")),
    ("flow.go", include_str!("../../../templates/go/py/flow.go")),
    ("format.go", include_str!("../../../templates/go/py/format.go")),
    ("formatdate.go", include_str!("../../../templates/go/py/formatdate.go")),
    ("formatfloat.go", include_str!("../../../templates/go/py/formatfloat.go")),
    ("formatint.go", include_str!("../../../templates/go/py/formatint.go")),
    ("fsum.go", include_str!("../../../templates/go/py/fsum.go")),
    ("handler.go", include_str!("../../../templates/go/py/handler.go")),
    ("handlerjson.go", include_str!("../../../templates/go/py/handlerjson.go")),
    ("hash.go", include_str!("../../../templates/go/py/hash.go")),
    ("headers.go", include_str!("../../../templates/go/py/headers.go")),
    ("headersmore.go", include_str!("../../../templates/go/py/headersmore.go")),
    ("heapq.go", include_str!("../../../templates/go/py/heapq.go")),
    ("hmac.go", include_str!("../../../templates/go/py/hmac.go")),
    ("html.go", include_str!("../../../templates/go/py/html.go")),
    ("int.go", include_str!("../../../templates/go/py/int.go")),
    ("intarith.go", include_str!("../../../templates/go/py/intarith.go")),
    ("intbytes.go", include_str!("../../../templates/go/py/intbytes.go")),
    ("intexact.go", include_str!("../../../templates/go/py/intexact.go")),
    ("intformat.go", include_str!("../../../templates/go/py/intformat.go")),
    ("intmath.go", include_str!("../../../templates/go/py/intmath.go")),
    ("intoptional.go", include_str!("../../../templates/go/py/intoptional.go")),
    ("isoparse.go", include_str!("../../../templates/go/py/isoparse.go")),
    ("iterate.go", include_str!("../../../templates/go/py/iterate.go")),
    ("iteratetuples.go", include_str!("../../../templates/go/py/iteratetuples.go")),
    ("jsonerror.go", include_str!("../../../templates/go/py/jsonerror.go")),
    ("list.go", include_str!("../../../templates/go/py/list.go")),
    ("listindexrange.go", include_str!("../../../templates/go/py/listindexrange.go")),
    ("listofeach.go", include_str!("../../../templates/go/py/listofeach.go")),
    ("listslice.go", include_str!("../../../templates/go/py/listslice.go")),
    ("localdatetime.go", include_str!("../../../templates/go/py/localdatetime.go")),
    ("lock.go", include_str!("../../../templates/go/py/lock.go")),
    ("logconfig.go", include_str!("../../../templates/go/py/logconfig.go")),
    ("logfunctions.go", include_str!("../../../templates/go/py/logfunctions.go")),
    ("logger.go", include_str!("../../../templates/go/py/logger.go")),
    ("logging.go", include_str!("../../../templates/go/py/logging.go")),
    ("math.go", include_str!("../../../templates/go/py/math.go")),
    ("mathprod.go", include_str!("../../../templates/go/py/mathprod.go")),
    ("mathtuple.go", include_str!("../../../templates/go/py/mathtuple.go")),
    ("mersenne.go", include_str!("../../../templates/go/py/mersenne.go")),
    ("nan.go", include_str!("../../../templates/go/py/nan.go")),
    ("netloc.go", include_str!("../../../templates/go/py/netloc.go")),
    ("next.go", include_str!("../../../templates/go/py/next.go")),
    ("number.go", include_str!("../../../templates/go/py/number.go")),
    ("numberformat.go", include_str!("../../../templates/go/py/numberformat.go")),
    ("optional.go", include_str!("../../../templates/go/py/optional.go")),
    ("options.go", include_str!("../../../templates/go/py/options.go")),
    ("original.go", include_str!("../../../templates/go/py/original.go")),
    ("ospath.go", include_str!("../../../templates/go/py/ospath.go")),
    ("ospathsplit.go", include_str!("../../../templates/go/py/ospathsplit.go")),
    ("percent.go", include_str!("../../../templates/go/py/percent.go")),
    ("pid.go", include_str!("../../../templates/go/py/pid.go")),
    ("program.go", include_str!("../../../templates/go/py/program.go")),
    ("radix.go", include_str!("../../../templates/go/py/radix.go")),
    ("random.go", include_str!("../../../templates/go/py/random.go")),
    ("randomlist.go", include_str!("../../../templates/go/py/randomlist.go")),
    ("rangelen.go", include_str!("../../../templates/go/py/rangelen.go")),
    ("re.go", include_str!("../../../templates/go/py/re.go")),
    ("repr.go", include_str!("../../../templates/go/py/repr.go")),
    ("reprs.go", include_str!("../../../templates/go/py/reprs.go")),
    ("rlock.go", include_str!("../../../templates/go/py/rlock.go")),
    ("round.go", include_str!("../../../templates/go/py/round.go")),
    ("secrets.go", include_str!("../../../templates/go/py/secrets.go")),
    ("senderror.go", include_str!("../../../templates/go/py/senderror.go")),
    ("server.go", include_str!("../../../templates/go/py/server.go")),
    ("service.go", include_str!("../../../templates/go/py/service.go")),
    ("set.go", include_str!("../../../templates/go/py/set.go")),
    ("setupdate.go", include_str!("../../../templates/go/py/setupdate.go")),
    ("sort.go", include_str!("../../../templates/go/py/sort.go")),
    ("sortby.go", include_str!("../../../templates/go/py/sortby.go")),
    ("sortkeys.go", include_str!("../../../templates/go/py/sortkeys.go")),
    ("sortkeysvalues.go", include_str!("../../../templates/go/py/sortkeysvalues.go")),
    ("status.go", include_str!("../../../templates/go/py/status.go")),
    ("stdin.go", include_str!("../../../templates/go/py/stdin.go")),
    ("str.go", include_str!("../../../templates/go/py/str.go")),
    ("strascii.go", include_str!("../../../templates/go/py/strascii.go")),
    ("strcase.go", include_str!("../../../templates/go/py/strcase.go")),
    ("strcased.go", include_str!("../../../templates/go/py/strcased.go")),
    ("strcasefold.go", include_str!("../../../templates/go/py/strcasefold.go")),
    ("strdigits.go", include_str!("../../../templates/go/py/strdigits.go")),
    ("strexpandtabs.go", include_str!("../../../templates/go/py/strexpandtabs.go")),
    ("strfind.go", include_str!("../../../templates/go/py/strfind.go")),
    ("strftime.go", include_str!("../../../templates/go/py/strftime.go")),
    ("stridentifier.go", include_str!("../../../templates/go/py/stridentifier.go")),
    ("strletters.go", include_str!("../../../templates/go/py/strletters.go")),
    ("strpad.go", include_str!("../../../templates/go/py/strpad.go")),
    ("strprintable.go", include_str!("../../../templates/go/py/strprintable.go")),
    ("strptime.go", include_str!("../../../templates/go/py/strptime.go")),
    ("strreplace.go", include_str!("../../../templates/go/py/strreplace.go")),
    ("strsplit.go", include_str!("../../../templates/go/py/strsplit.go")),
    ("strstrip.go", include_str!("../../../templates/go/py/strstrip.go")),
    ("strtest.go", include_str!("../../../templates/go/py/strtest.go")),
    ("structtime.go", include_str!("../../../templates/go/py/structtime.go")),
    ("sum.go", include_str!("../../../templates/go/py/sum.go")),
    ("sumcompensated.go", include_str!("../../../templates/go/py/sumcompensated.go")),
    ("sumstart.go", include_str!("../../../templates/go/py/sumstart.go")),
    ("time.go", include_str!("../../../templates/go/py/time.go")),
    ("timedelta.go", include_str!("../../../templates/go/py/timedelta.go")),
    ("timestamp.go", include_str!("../../../templates/go/py/timestamp.go")),
    ("timezone.go", include_str!("../../../templates/go/py/timezone.go")),
    ("timezoneoffset.go", include_str!("../../../templates/go/py/timezoneoffset.go")),
    ("timsort.go", include_str!("../../../templates/go/py/timsort.go")),
    ("tuple.go", include_str!("../../../templates/go/py/tuple.go")),
    ("tuple1.go", include_str!("../../../templates/go/py/tuple1.go")),
    ("undecoded.go", include_str!("../../../templates/go/py/undecoded.go")),
    ("unicode.go", include_str!("../../../templates/go/py/unicode.go")),
    ("unicode_alpha.go", include_str!("../../../templates/go/py/unicode_alpha.go")),
    ("unicode_case.go", include_str!("../../../templates/go/py/unicode_case.go")),
    ("unicode_cased.go", include_str!("../../../templates/go/py/unicode_cased.go")),
    ("unicode_class.go", include_str!("../../../templates/go/py/unicode_class.go")),
    ("unicode_decimal.go", include_str!("../../../templates/go/py/unicode_decimal.go")),
    ("unicode_digit.go", include_str!("../../../templates/go/py/unicode_digit.go")),
    ("unicode_fold.go", include_str!("../../../templates/go/py/unicode_fold.go")),
    ("unicode_identifier.go", include_str!("../../../templates/go/py/unicode_identifier.go")),
    ("unicode_numeric.go", include_str!("../../../templates/go/py/unicode_numeric.go")),
    ("unicode_printable.go", include_str!("../../../templates/go/py/unicode_printable.go")),
    ("url.go", include_str!("../../../templates/go/py/url.go")),
    ("urlencode.go", include_str!("../../../templates/go/py/urlencode.go")),
    ("urlhost.go", include_str!("../../../templates/go/py/urlhost.go")),
    ("urljoin.go", include_str!("../../../templates/go/py/urljoin.go")),
    ("urlquery.go", include_str!("../../../templates/go/py/urlquery.go")),
    ("urlquote.go", include_str!("../../../templates/go/py/urlquote.go")),
    ("urlunquote.go", include_str!("../../../templates/go/py/urlunquote.go")),
    ("uuid.go", include_str!("../../../templates/go/py/uuid.go")),
    ("valid.go", include_str!("../../../templates/go/py/valid.go")),
    ("value.go", include_str!("../../../templates/go/py/value.go")),
    ("valuearith.go", include_str!("../../../templates/go/py/valuearith.go")),
    ("valuebits.go", include_str!("../../../templates/go/py/valuebits.go")),
    ("valuecompare.go", include_str!("../../../templates/go/py/valuecompare.go")),
    ("valueconvert.go", include_str!("../../../templates/go/py/valueconvert.go")),
    ("valuecopy.go", include_str!("../../../templates/go/py/valuecopy.go")),
    ("valuedict.go", include_str!("../../../templates/go/py/valuedict.go")),
    ("valuefold.go", include_str!("../../../templates/go/py/valuefold.go")),
    ("valueinplace.go", include_str!("../../../templates/go/py/valueinplace.go")),
    ("valueinteger.go", include_str!("../../../templates/go/py/valueinteger.go")),
    ("valueitem.go", include_str!("../../../templates/go/py/valueitem.go")),
    ("valueitems.go", include_str!("../../../templates/go/py/valueitems.go")),
    ("valuekind.go", include_str!("../../../templates/go/py/valuekind.go")),
    ("valuemethods.go", include_str!("../../../templates/go/py/valuemethods.go")),
    ("valueoptional.go", include_str!("../../../templates/go/py/valueoptional.go")),
    ("valuepercent.go", include_str!("../../../templates/go/py/valuepercent.go")),
    ("valuerest.go", include_str!("../../../templates/go/py/valuerest.go")),
    ("valueset.go", include_str!("../../../templates/go/py/valueset.go")),
    ("valuesort.go", include_str!("../../../templates/go/py/valuesort.go")),
    ("valuesortitems.go", include_str!("../../../templates/go/py/valuesortitems.go")),
    ("valuestr.go", include_str!("../../../templates/go/py/valuestr.go")),
    ("valuetext.go", include_str!("../../../templates/go/py/valuetext.go")),
    ("valuetextmethods.go", include_str!("../../../templates/go/py/valuetextmethods.go")),
    ("wire.go", include_str!("../../../templates/go/py/wire.go")),
];

/// The files that generated code uses, with those that they use.
pub fn needed(generated: &[&str]) -> Vec<File> {
    let files: Vec<Source> = FILES.iter().map(|(_, text)| Source::read(text)).collect();
    let mut used = BTreeSet::new();
    for text in generated {
        let words = tokens(text);
        for (i, word) in words.iter().enumerate() {
            let qualified = i >= 2 && words[i - 1] == "." && words[i - 2] == "py";
            let member = i >= 1 && words[i - 1] == "." && !qualified;
            if qualified {
                used.insert((*word).to_owned());
            } else if member {
                used.insert(format!(".{word}"));
            }
        }
        // A method that an interface asks for.
        if words.contains(&"EncodeJSON") {
            used.insert(".EncodeJSON".to_owned());
        }
    }
    let mut chosen = BTreeSet::new();
    loop {
        let before = chosen.len();
        for (i, file) in files.iter().enumerate() {
            let named = file.names.iter().any(|name| used.contains(name));
            let called = file.methods.iter().any(|(ty, name)| used.contains(ty) && used.contains(&format!(".{name}")));
            if (named || called) && chosen.insert(i) {
                used.extend(file.uses.iter().cloned());
            }
        }
        if chosen.len() == before {
            break;
        }
    }
    let texts: Vec<&str> = chosen.iter().map(|&i| FILES[i].1).collect();
    chosen
        .iter()
        .zip(pruned(&texts))
        .filter_map(|(&i, text)| Some(File { path: format!("py/{}", FILES[i].0), text: text? }))
        .collect()
}

/// Whether a function of the runtime gives an error; `name` is `py.IntParse`.
pub fn returns_error(name: &str) -> Option<bool> {
    static FUNCTIONS: LazyLock<HashMap<&str, bool>> = LazyLock::new(|| {
        let lines = FILES.iter().flat_map(|(_, text)| text.lines());
        let functions = lines.filter_map(|line| {
            let rest = line.strip_prefix("func ")?;
            let name = &rest[..rest.find(['(', '['])?];
            Some((name, line.trim_end_matches(" {").trim_end_matches(')').ends_with("error")))
        });
        functions.collect()
    });
    FUNCTIONS.get(name.strip_prefix("py.")?).copied()
}

#[cfg(test)]
mod tests {
    use super::{FILES, Source, needed};
    use std::collections::BTreeMap;

    #[test]
    fn every_file_of_the_runtime_is_listed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/go/py");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .expect("the runtime's folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".go") && !name.ends_with("_test.go"))
            .collect();
        found.sort();
        let listed: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, found, "list the files of templates/go/py in src/emit/go/runtime.rs");
    }

    #[test]
    fn no_name_is_defined_twice() {
        let mut seen = BTreeMap::new();
        for (file, text) in FILES {
            for name in Source::read(text).names {
                if let Some(other) = seen.insert(name.clone(), file) {
                    assert_eq!(other, file, "{name} is defined in two files");
                }
            }
        }
    }

    #[test]
    fn only_what_is_used_is_chosen() {
        let files = needed(&["func f() { py.Add(1, 2) }"]);
        let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert!(names.contains(&"py/arith.go"), "{names:?}");
        assert!(!names.contains(&"py/server.go"), "{names:?}");
    }
}
