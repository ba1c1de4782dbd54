//! An organization in a real store, which does what the model does.

use crate::{
    model::{Model, Shown, Start, Transition, pane_id, told},
    scene::{Database, Raw},
    world,
};
use domain::{Change, Matching, Order, OrganizationId, Outcome, Preview};
use std::{
    cell::RefCell,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use store::{Asker, Sources, Store, Terms};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// So many organizations share a database, each a sequence's own: one must not see another.
const ORGANIZATIONS: i64 = 40;

/// A store with the clock and the ids that the model has.
struct Server {
    // Dropped first: the database can be, then.
    store: Store,
    raw: Raw,
    _database: Database,
    runtime: Rc<Runtime>,
    now: Arc<AtomicI64>,
    ids: Arc<AtomicU64>,
    organizations: i64,
}

impl Server {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        let (now, ids) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicU64::new(0)));
        let (clock, id) = (now.clone(), ids.clone());
        let fresh = move || {
            Uuid::from_u64_pair(
                world::uuid(9, 0).as_u64_pair().0,
                id.load(Ordering::Relaxed),
            )
        };
        let sources = Sources::new(move || clock.load(Ordering::Relaxed), fresh);
        let (store, raw, database) = runtime.block_on(async {
            let database = Database::create().await;
            let store = Store::open(&database.url(), sources).await.unwrap();
            let raw = database.raw().await;
            (store, raw, database)
        });
        Self {
            store,
            raw,
            _database: database,
            runtime: Rc::new(runtime),
            now,
            ids,
            organizations: 0,
        }
    }

    /// The model's time, and its next id.
    fn set(&self, model: &Model) {
        self.now.store(model.now, Ordering::Relaxed);
        let id = u64::try_from(model.fresh & u128::from(u64::MAX)).unwrap();
        self.ids.store(id, Ordering::Relaxed);
    }
}

thread_local! {
    /// The server of the sequence before, if nothing parted.
    static SERVER: RefCell<Option<Server>> = const { RefCell::new(None) };
}

/// An organization in a store.
pub(crate) struct Tested {
    server: Server,
    organization: OrganizationId,
    /// What was shown last of an order, and of one for all who match.
    shown: Option<Outcome>,
    seal: String,
}

impl Tested {
    /// An organization as the model's is at its beginning.
    pub(crate) fn new(model: &Model) -> Self {
        let mut server = SERVER.take().unwrap_or_else(Server::new);
        server.organizations += 1;
        let runtime = server.runtime.clone();
        let name = format!("Organization {}", server.organizations);
        let created = server.store.create_organization(&name, "x.example", None);
        let organization = runtime.block_on(created).unwrap();
        let mut tested = Self {
            server,
            organization,
            shown: None,
            seal: String::new(),
        };
        runtime.block_on(tested.found(&Start::new(model.seed)));
        tested
    }

    /// Something happens, and the answer is the model's, which is as it is then.
    pub(crate) fn meets(&mut self, transition: &Transition, model: &Model) {
        self.server.set(model);
        let runtime = self.server.runtime.clone();
        runtime.block_on(self.happen(transition, model));
    }

    /// It ends as the model.
    pub(crate) fn ends(mut self, model: &Model) {
        let runtime = self.server.runtime.clone();
        runtime.block_on(self.end(model));
        if self.server.organizations < ORGANIZATIONS {
            SERVER.set(Some(self.server));
        }
    }

    fn asker(&self, asker: &Asker) -> Asker {
        let organization = self.organization;
        Asker {
            organization,
            ..asker.clone()
        }
    }

    /// The hash that stands for a token.
    fn token(&self, number: u64) -> [u8; 32] {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&number.to_be_bytes());
        hash[8..16].copy_from_slice(&self.organization.0.to_be_bytes());
        hash
    }

    async fn give(
        &mut self,
        asker: &Asker,
        order: &Order,
        key: Option<&str>,
        shown: Shown,
        model: &Model,
    ) {
        let store = &self.server.store;
        let before = self.shown.clone();
        let mut now = None;
        let facts = store.facts(asker, &order.needs()).await;
        let preview = store.preview(asker, order).await;
        match (&model.given.facts, &model.given.preview) {
            (Some(known), Some(accepted)) => {
                let facts = crate::model::sorted(facts.unwrap());
                if facts != *known {
                    crate::model::same(
                        &"the facts",
                        &format!("{facts:#?}"),
                        &format!("{known:#?}"),
                    );
                }
                let preview = preview.unwrap();
                if preview != *accepted {
                    crate::model::same(
                        &"the preview",
                        &format!("{preview:#?}"),
                        &format!("{accepted:#?}"),
                    );
                }
                if let Preview::Accepted(outcome) = preview {
                    self.shown = Some(outcome.clone());
                    now = Some(outcome);
                }
            }
            _ => {
                crate::model::same(&"the facts", &told(&facts), &model.given.answer);
                crate::model::same(&"the preview", &told(&preview), &model.given.answer);
            }
        }
        let shown = match shown {
            Shown::Nothing => None,
            Shown::Now => now.as_ref(),
            Shown::Before => before.as_ref(),
        };
        let given = store.carry_out(asker, order, Terms { key, shown }).await;
        crate::model::same(&"the receipt", &told(&given), &model.given.answer);
    }

    async fn give_matching(
        &mut self,
        asker: &Asker,
        matching: &Matching,
        key: Option<&str>,
        again: bool,
        model: &Model,
    ) {
        let store = &self.server.store;
        let before = self.seal.clone();
        let summary = store.summary(asker, matching).await;
        match &model.given.summary {
            Some(known) => {
                let mut summary = summary.unwrap();
                self.seal = std::mem::take(&mut summary.seal);
                if summary != *known {
                    crate::model::same(
                        &"the summary",
                        &format!("{summary:#?}"),
                        &format!("{known:#?}"),
                    );
                }
            }
            None => crate::model::same(&"the summary", &told(&summary), &model.given.answer),
        }
        let seal = if again { &before } else { &self.seal };
        let given = store.carry_out_matching(asker, matching, seal, key).await;
        crate::model::same(&"the receipt", &told(&given), &model.given.answer);
    }

    /// Makes the organization, as the model has it.
    async fn found(&mut self, start: &Start) {
        let operator = Asker::operator(self.organization);
        self.server.set(&start.bare);
        crate::model::write_catalog(&mut self.server.raw, self.organization, &start.bare).await;
        let store = &self.server.store;
        let given = store
            .carry_out(&operator, &start.adding, Terms::default())
            .await;
        crate::model::same(&"everybody", &told(&given), &start.gifted.given.answer);
        crate::model::write_gifts(&mut self.server.raw, self.organization, &start.gifted).await;
        let given = store
            .carry_out(&operator, &start.deleting, Terms::default())
            .await;
        crate::model::same(&"the deleted", &told(&given), &start.founded.given.answer);
    }

    async fn happen(&mut self, transition: &Transition, model: &Model) {
        let organization = self.organization;
        let answer = match transition {
            Transition::Give {
                asker,
                order,
                key,
                shown,
            } => {
                let asker = self.asker(asker);
                return self
                    .give(&asker, order, key.as_deref(), *shown, model)
                    .await;
            }
            Transition::GiveMatching {
                asker,
                matching,
                key,
                again,
            } => {
                let asker = self.asker(asker);
                return self
                    .give_matching(&asker, matching, key.as_deref(), *again, model)
                    .await;
            }
            Transition::Look(asker, question) => {
                return question
                    .ask(&self.server.store, model, &self.asker(asker))
                    .await;
            }
            Transition::Wait(_) => return,
            Transition::Tick => told(&self.server.store.tick(organization).await),
            Transition::SignIn(user, token) => {
                let hash = self.token(*token);
                let begun = self
                    .server
                    .store
                    .begin_session(organization, *user, hash, "a browser");
                told(&begun.await)
            }
            Transition::Hold(asker, number, product, wanted) => {
                let (asker, id) = (self.asker(asker), pane_id(*number));
                told(&self.server.store.hold(&asker, id, *product, *wanted).await)
            }
            Transition::Release(asker, number) => {
                let (asker, id) = (self.asker(asker), pane_id(*number));
                told(&self.server.store.release(&asker, id).await)
            }
            Transition::Invite(asker, guest, token) => {
                let (asker, hash) = (self.asker(asker), self.token(*token));
                told(&self.server.store.invite(&asker, *guest, hash).await)
            }
            Transition::Revoke(asker, guest) => {
                let asker = self.asker(asker);
                told(&self.server.store.revoke_invitation(&asker, *guest).await)
            }
            Transition::Accept(token) => {
                let hash = self.token(*token);
                told(
                    &self
                        .server
                        .store
                        .accept_invitation(organization, hash)
                        .await,
                )
            }
            Transition::SaveView(asker, view) => {
                let asker = self.asker(asker);
                told(&self.server.store.save_view(&asker, view).await)
            }
            Transition::DeleteView(asker, name) => {
                let asker = self.asker(asker);
                told(&self.server.store.delete_view(&asker, name).await)
            }
        };
        crate::model::same(transition, &answer, &model.given.answer);
    }

    /// All pages, the ledger, and what the store finds wrong with itself: nothing.
    async fn end(&mut self, model: &Model) {
        let operator = Asker::operator(self.organization);
        for question in crate::model::questions(model, model.seed) {
            question.ask(&self.server.store, model, &operator).await;
        }
        for token in model.invitations.values().map(|one| one.token).chain([0]) {
            let invitation = self
                .server
                .store
                .invitation(self.organization, self.token(token))
                .await;
            assert_eq!(invitation.unwrap(), model.invitation(token));
        }
        let verified = self.server.store.verify(&operator).await.unwrap();
        assert_eq!(verified.wrong, Vec::<String>::new());
        assert_eq!(verified.entries, model.ledger.len() as u64);
        assert_eq!(verified.products, model.products.len() as u64);
        self.compare_ledger(model).await;
    }

    /// No page shows all of an entry. This organization is the newest of its database.
    async fn compare_ledger(&mut self, model: &Model) {
        type Row = (
            i64,
            i64,
            String,
            String,
            Option<String>,
            i64,
            String,
            String,
        );
        let rows: Vec<Row> = self
            .server
            .raw
            .rows(
                "select entry, at, actor, origin, idempotency_key, changed_users, summary, changes from ledger
                 where organization_id = (select max(organization_id) from organization) order by entry",
            )
            .await;
        let entries = rows.into_iter().map(|row| {
            let (entry, at, actor, origin, key, changed, line, changes) = row;
            let changes: Vec<Change> = serde_json::from_str(&changes).unwrap();
            format!("{entry} {at} {actor} {origin} {key:?} {changed} {line} {changes:#?}")
        });
        let known = model.ledger.iter().map(|entry| {
            let (receipt, actor, origin) = (&entry.receipt, &entry.actor, entry.origin);
            let (number, at, line) = (receipt.entry, receipt.at, receipt.line.to_string());
            let (key, changed, changes) = (&entry.key, receipt.changed_users, &entry.changes);
            format!("{number} {at} {actor} {origin} {key:?} {changed} {line} {changes:#?}")
        });
        let lines = |entries: Vec<String>| entries.join("\n");
        crate::model::same(
            &"the ledger",
            &lines(entries.collect()),
            &lines(known.collect()),
        );
    }
}
