//! `usher preview`.

use super::{Desk, Failure, assign::Assign};
use clap::Args;

/// Shows what `usher assign` with the same flags would do.
#[derive(Args)]
pub(crate) struct Preview {
    #[command(flatten)]
    assign: Assign,
}

impl Preview {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        self.assign.previewing().run(desk).await
    }
}
