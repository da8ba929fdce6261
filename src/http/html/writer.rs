//! How does text become HTML without becoming markup?

use crate::http::params::encode;

/// An HTML text in the making.
pub(in crate::http) struct Html {
    out: String,
    /// What every link within the site keeps of the request's query: language and revision.
    carried: String,
}

impl Html {
    pub(super) fn new(carried: String) -> Self {
        Self { out: String::with_capacity(16 << 10), carried }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Markup that stands in our own code.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text from anywhere, for element content and for attribute values.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                other => self.out.push(other),
            }
        }
        self
    }

    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.text(&grouped(number))
    }

    /// An element around a text, `name` being one of ours.
    pub(super) fn element(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">")
    }

    /// A text in its own language where that is not the page's.
    pub(super) fn text_in(&mut self, text: &str, language: Option<&str>, page: &str) -> &mut Self {
        match language.filter(|it| !it.eq_ignore_ascii_case(page)) {
            Some(language) => self.raw("<span lang=\"").text(language).raw("\">").text(text).raw("</span>"),
            None => self.text(text),
        }
    }

    /// The start of a link; without a safe address it is no link at all, and `false` is given back.
    pub(super) fn link_start(&mut self, address: &str) -> bool {
        let is_safe = ["/", "#", "http://", "https://"].iter().any(|it| address.starts_with(it));
        if !is_safe {
            return false;
        }
        let address = self.carry(address);
        self.raw("<a href=\"").text(&address).raw("\">");
        true
    }

    pub(super) fn link(&mut self, address: &str, text: &str) -> &mut Self {
        self.link_in(address, text, None, "")
    }

    pub(super) fn link_in(
        &mut self,
        address: &str,
        text: &str,
        language: Option<&str>,
        page: &str,
    ) -> &mut Self {
        let is_link = self.link_start(address);
        self.text_in(text, language, page);
        if is_link { self.raw("</a>") } else { self }
    }

    /// An address within the site with what is carried along.
    fn carry(&self, address: &str) -> String {
        if self.carried.is_empty() || !address.starts_with('/') {
            return address.to_owned();
        }
        let (path, fragment) = address.split_once('#').map_or((address, None), |it| (it.0, Some(it.1)));
        let mark = if path.contains('?') { '&' } else { '?' };
        let fragment = fragment.map(|it| format!("#{it}")).unwrap_or_default();
        format!("{path}{mark}{}{fragment}", self.carried)
    }

    /// Hidden fields that carry the same through a form.
    pub(super) fn carried_fields(&mut self) -> &mut Self {
        let carried = self.carried.clone();
        for (name, value) in carried.split('&').filter_map(|it| it.split_once('=')) {
            self.raw("<input type=\"hidden\" name=\"").text(name).raw("\" value=\"").text(value).raw("\">");
        }
        self
    }
}

/// A number with thin spaces between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// A query parameter of a link.
pub(super) fn parameter(name: &str, value: &str) -> String {
    format!("{name}={}", encode(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let mut html = Html::new(String::new());
        html.text("<script>\"&'").link("javascript:alert(1)", "x").link("/a\"b", "y");
        assert_eq!(html.finish(), "&lt;script&gt;&quot;&amp;&#39;x<a href=\"/a&quot;b\">y</a>");
    }

    #[test]
    fn links_carry_the_language() {
        let mut html = Html::new("lang=de".to_owned());
        html.link("/ns#a", "a").link("/doc?iri=b", "b").link("https://example.com/", "c");
        let text = html.finish();
        assert!(text.contains("/ns?lang=de#a") && text.contains("/doc?iri=b&amp;lang=de"), "{text}");
        assert!(text.contains("\"https://example.com/\""), "{text}");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(grouped(123), "123");
    }
}
