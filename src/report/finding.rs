//! Findings as people read them: the place, its line, the span underlined, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

use crate::source::{Finding, Severity, SourceFile, Sources, Span};

/// A finding with the source line that it is about, without a line end after it.
///
/// ```text
/// warning[library]: `eval()`: source that is known only at run time
///   --> app.py:38:21
///    |
/// 38 |             value = eval(expr, {"__builtins__": {}}, prices)
///    |                     ^^^^
/// ```
pub fn render(finding: &Finding, sources: &Sources, color: bool) -> String {
    let level = match finding.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(&finding.title).id(finding.code);
    let place = finding.place.map(|place| (sources.get(place.file), place.span));
    let path = place.map(|(file, _)| file.path().display().to_string());
    let group = match (place, &path) {
        (Some((file, span)), Some(path)) => title.element(snippet(file, path, span)),
        _ => Group::with_title(title),
    };
    let mut report = vec![group];
    if !finding.hint.is_empty() {
        report.push(Group::with_title(Level::HELP.secondary_title(&finding.hint)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&report)
}

/// A span that goes over several lines is shown by its first one: a whole branch would bury what is wrong with it.
fn snippet<'a>(file: &'a SourceFile, path: &'a str, span: Span) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = file.slice(span);
    let first = text.find(['\n', '\r']).unwrap_or(text.len());
    let start = span.start as usize;
    Snippet::source(file.text()).path(path).annotation(AnnotationKind::Primary.span(start..start + first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Place;

    #[test]
    fn the_first_line_of_a_span_is_underlined() {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("app.py", "a = 1\nif b:\n    é = 2\n"));
        let finding = Finding {
            code: "some-code",
            severity: Severity::Warning,
            place: Some(Place { file, span: Span::new(6, 22) }),
            title: "it cannot".into(),
            hint: "do this".into(),
        };
        let text = render(&finding, &sources, false);
        assert!(text.contains("warning[some-code]: it cannot"), "{text}");
        assert!(text.contains("app.py:2:1"), "{text}");
        assert!(text.contains("2 | if b:\n  | ^^^^^"), "{text}");
        assert!(text.contains("help: do this"), "{text}");
    }
}
