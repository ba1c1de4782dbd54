//! Something that needs the database can't have it. The log says when that begins and when it is over, and not each time that
//! somebody tries: an outage of an hour must not fill it.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether one thing fails at the moment.
#[derive(Default)]
pub(crate) struct Outage(AtomicBool);

impl Outage {
    /// It fails. Is that new?
    pub(crate) fn begins(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }

    /// It goes well. Is that new?
    pub(crate) fn ends(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::Outage;

    #[test]
    fn an_outage_begins_once_and_ends_once_however_often_somebody_tries() {
        let outage = Outage::default();
        assert!(!outage.ends(), "there was none");
        assert!(outage.begins());
        assert!(!outage.begins() && !outage.begins());
        assert!(outage.ends());
        assert!(!outage.ends());
        assert!(outage.begins(), "another one");
    }
}
