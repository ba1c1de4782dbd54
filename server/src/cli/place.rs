//! Countries and regions, as flags name them.

use domain::Location;

/// The country or region with this two-letter code, in any case.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn location(code: &str) -> Result<Location, String> {
    Location::new(code).ok_or_else(|| {
        format!("{code:?} is no country or region. Write its two-letter code, such as DE.")
    })
}
