//! Views that somebody saved.

use super::{Model, carry_out::may_read};
use domain::{SavedView, UserQuery};
use store::{Asker, Error};

impl Model {
    pub fn save_view(&mut self, asker: &Asker, view: &SavedView) -> Result<(), Error> {
        may_read(asker)?;
        let nobody = || Error::Input("".into());
        let user = asker
            .user
            .and_then(|id| self.users.get_mut(&id))
            .ok_or_else(nobody)?;
        let name = view.name.trim().to_owned();
        if name.is_empty() {
            return Err(nobody());
        }
        let query = UserQuery {
            after: None,
            ..view.query.clone()
        };
        let columns = view.columns.clone();
        let saved = SavedView {
            name: name.clone(),
            query,
            columns,
        };
        user.views.insert(name, saved);
        Ok(())
    }

    pub fn delete_view(&mut self, asker: &Asker, name: &str) -> Result<(), Error> {
        may_read(asker)?;
        let nobody = || Error::Input("".into());
        let id = asker.user.ok_or_else(nobody)?;
        if let Some(user) = self.users.get_mut(&id) {
            user.views.remove(name);
        }
        Ok(())
    }

    pub fn views_of(&self, asker: &Asker) -> Vec<SavedView> {
        let user = asker.user.and_then(|id| self.users.get(&id));
        user.map(|user| user.views.values().cloned().collect())
            .unwrap_or_default()
    }
}
