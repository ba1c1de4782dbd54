//! `usher backup`: a consistent copy, taken while others write.

use crate::{
    Error, Store,
    sql::{Engine, query},
};
use std::{
    fs::{File, OpenOptions},
    io::ErrorKind,
    path::Path,
};

impl Store {
    /// Writes a consistent copy of the database to the new file `to`, beside running servers. It is on the disk when
    /// this returns, for its owner's eyes only.
    ///
    /// # Errors
    /// [`Error::Input`] if there is such a file already; [`Error::Unavailable`] if it can't be written.
    pub async fn backup(&self, to: &Path) -> Result<(), Error> {
        let mut conn = self.engine.read().await?;
        if conn.engine() != Engine::Sqlite {
            return Err(Error::Input(
                "A backup of a PostgreSQL database is made by PostgreSQL: run pg_dump, or archive its log.".into(),
            ));
        }
        let target = to.to_str().ok_or_else(|| {
            Error::Input("The path of a backup must be readable text (UTF-8).".into())
        })?;
        create(to)?;
        let copied = query("vacuum into ?1")
            .bind(target)
            .execute(&mut conn)
            .await;
        let kept = match copied {
            Ok(_) => kept(to).map_err(|error| unwritable(to, &error)),
            Err(error) => Err(match error.into() {
                Error::Unavailable(why) => Error::Unavailable(format!("{}: {why}", to.display())),
                other => other,
            }),
        };
        if kept.is_err() {
            // Half a backup is none. If even that fails, the words about the first failure count.
            drop(std::fs::remove_file(to));
        }
        kept
    }
}

/// Claims the name. SQLite fills an empty file, and no other.
fn create(to: &Path) -> Result<(), Error> {
    let mut new = OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    match new.open(to) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Error::Input(
            format!(
                "{} exists already. Choose another name: a backup overwrites nothing.",
                to.display()
            )
            .into(),
        )),
        Err(error) => Err(unwritable(to, &error)),
    }
}

/// Makes the copy outlast a power failure: its bytes and its name.
fn kept(to: &Path) -> std::io::Result<()> {
    File::open(to)?.sync_all()?;
    match std::path::absolute(to)?.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn unwritable(to: &Path, error: &std::io::Error) -> Error {
    Error::Unavailable(format!(
        "The backup can't be written to {} ({error}). Choose a folder that exists, with space left, \
         in which the account that runs Usher may write.",
        to.display()
    ))
}
