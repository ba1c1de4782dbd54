//! Adding, editing and blocking users.

use crate::org::*;
use domain::*;
use std::sync::Arc;

/// The organization, with accounts for everybody, and Dora, who is deleted and held Visio.
pub(crate) fn org() -> Org {
    let mut org = Org::new();
    let people: Vec<Person> = org.facts.people.values().cloned().collect();
    for person in people {
        org.account(&person, Vec::new());
    }
    org.person("Dora");
    let license = License {
        product: product("Visio Plan 2"),
        via: Via::Direct,
        off: Services::none(),
        since: 0,
        by: "somebody".into(),
    };
    org.gone("Dora", vec![license], Vec::new());
    org
}

impl Org {
    fn account(&mut self, person: &Person, roles: Vec<Role>) {
        let account = Account {
            profile: profile(&person.name, &person.username),
            enabled: true,
            roles,
            deleted: None,
        };
        let holder = UsernameHolder {
            user: person.named(),
            deleted: false,
        };
        let known = Username {
            key: person.username.clone(),
            holder: Some(holder),
        };
        self.facts.usernames.insert(person.username.clone(), known);
        self.facts.accounts.insert(person.id, account);
    }

    pub(crate) fn gone(&mut self, name: &str, licenses: Vec<License>, inherits: Vec<Inheritance>) {
        let person = self.facts.people.remove(&user(name)).expect("somebody");
        let person = Person { licenses, ..person };
        self.account(&person, Vec::new());
        let known = self.facts.usernames.get_mut(&person.username);
        let holder = known.and_then(|known| known.holder.as_mut());
        holder.expect("just named").deleted = true;
        let account = self.facts.accounts.get_mut(&person.id);
        account.expect("just kept").deleted = Some(Box::new(Deleted {
            at: 0,
            person,
            inherits,
        }));
    }

    fn has_role(&mut self, name: &str, role: Role) {
        let roles = vec![role];
        self.account_of(name).roles.clone_from(&roles);
        let can_sign_in = true;
        let admin = Admin { roles, can_sign_in };
        self.facts.admins.insert(user(name), admin);
    }

    fn account_of(&mut self, name: &str) -> &mut Account {
        let account = self.facts.accounts.get_mut(&user(name));
        account.expect("an account")
    }
}

fn profile(name: &str, username: &str) -> Profile {
    Profile::of([
        (ProfileField::Name, name),
        (ProfileField::Username, username),
    ])
}

pub(crate) fn add(id: &str, name: &str, username: &str) -> Order {
    let action = Action::AddUser {
        profile: profile(name, username),
        kind: UserKind::Member,
    };
    Order::new(action, [user(id)])
}

pub(crate) fn locate(who: &str) -> Order {
    Order::new(Action::SetLocation(place("DE")), users(&[who]))
}

pub(crate) fn act(action: Action, whom: &[&str]) -> Order {
    Order::new(action, users(whom))
}

pub(crate) fn group_gives(what: &[&str]) -> Inheritance {
    let Via::Group(group) = group("Sales") else {
        unreachable!("a group");
    };
    Inheritance {
        group,
        licenses: what
            .iter()
            .map(|name| (product(name), Services::none()))
            .collect(),
    }
}

#[test]
fn a_user_is_added_with_a_license_in_one_order() {
    let org = org();
    let order = together(&[
        add("Nora", "Nora New", "nora@x.example"),
        locate("Nora"),
        assign("Visio Plan 2", &["Nora"]),
    ]);
    assert_eq!(
        org.line(&order),
        "1 user added; 1 user gets Visio Plan 2; 1 usage location set; 1 of 10 seats left."
    );
    let after = org.after(&order);
    let nora = &after.facts.people[&user("Nora")];
    assert!(nora.holds(product("Visio Plan 2")));
    assert_eq!(nora.location, Some(place("DE")));
    assert_eq!(&*nora.username, "nora@x.example");
}

#[test]
fn all_that_is_wrong_with_somebody_new_is_said_at_once() {
    let mut org = org();
    org.seats("Visio Plan 2", 8, 8);
    let order = together(&[
        add("Nora", " ", "no blanks@x.example"),
        assign_all(
            &["Visio Plan 2", "Office 365 E1", "Office 365 E3"],
            &["Nora"],
        ),
    ]);
    let mut causes = org.causes(&order);
    causes.sort_unstable();
    causes.dedup();
    assert_eq!(
        causes,
        ["bad-profile", "conflict", "no-location", "no-seats"]
    );
    let messages = org.refusal(&order).message();
    assert!(messages.contains("The display name is missing. Write one."));
    assert!(messages.contains("\"no blanks@x.example\" is no username."));
}

#[test]
fn somebody_new_can_do_without_the_license_that_has_no_seats() {
    let mut org = org();
    org.seats("Visio Plan 2", 8, 8);
    let order = together(&[
        add("Nora", "Nora New", "nora@x.example"),
        locate("Nora"),
        assign("Visio Plan 2", &["Nora"]),
    ]);
    let problem = org.problem(&order);
    assert_eq!(
        titles(&problem),
        [
            "Buy 1 more seat of Visio Plan 2",
            "Don't assign Visio Plan 2"
        ]
    );
    let fixed = order.fixed(&problem.fixes[1], &users(&["Nora"]));
    assert_eq!(org.line(&fixed), "1 user added; 1 usage location set.");
}

#[test]
fn without_a_location_the_organizations_is_offered() {
    let org = org();
    let order = together(&[
        add("Nora", "Nora New", "nora@x.example"),
        assign("Visio Plan 2", &["Nora"]),
    ]);
    assert_eq!(org.causes(&order), ["no-location"]);
    let fixed = org.fixed(&order);
    assert!(org.decide(&fixed).is_ok());
}

#[test]
fn a_username_belongs_to_one_user_also_to_a_deleted_one() {
    let mut org = org();
    let taken = org.message(&add("Nora", "Nora New", "ann@x.example"));
    assert_eq!(
        taken,
        "The username ann@x.example is taken, by Ann. Choose another username."
    );
    let deleted = org.message(&add("Nora", "Nora New", "dora@x.example"));
    assert_eq!(
        deleted,
        "The username dora@x.example is taken, by Dora, who is deleted. Choose another username, or restore Dora, \
         or delete Dora permanently."
    );
    // The store says which usernames are the same.
    let known = org.facts.usernames["ann@x.example"].clone();
    org.facts.usernames.insert("Ann@X.example".into(), known);
    let edits: Edits = [(ProfileField::Username, "Ann@X.example".into())].into();
    assert_eq!(
        org.causes(&act(Action::EditUser(edits.clone()), &["Bob"])),
        ["username-taken"]
    );
    assert!(org.decide(&act(Action::EditUser(edits), &["Ann"])).is_ok());
}

#[test]
fn of_two_who_want_one_username_the_first_has_it() {
    let org = org();
    let order = together(&[
        add("Nora", "Nora New", "nora@x.example"),
        add("Nils", "Nils New", "NORA@x.example"),
    ]);
    let problem = org.problem(&order);
    assert_eq!(problem.cause.code(), "username-taken");
    assert_eq!(names(&problem.users), ["Nils New"]);
    assert!(problem.cause.message().contains("by Nora New"));
}

#[test]
fn the_id_of_somebody_who_exists_is_not_new() {
    let org = org();
    for id in ["Ann", "Dora"] {
        let order = add(id, "Nora New", "nora@x.example");
        assert_eq!(org.causes(&order), ["user-exists"]);
    }
    let twice = together(&[
        add("Nora", "Nora New", "nora@x.example"),
        add("Nora", "Nora New", "nora@x.example"),
    ]);
    assert_eq!(org.causes(&twice), ["user-exists"]);
}

#[test]
fn an_edit_changes_what_it_names_and_nothing_else() {
    let mut org = org();
    // What came in by an import of old is left alone.
    let account = org.account_of("Ann");
    account.profile.set(ProfileField::Mail, "no address");
    let edits: Edits = [
        (ProfileField::Name, "Ann  Marie".into()),
        (ProfileField::Department, "Sales".into()),
    ]
    .into();
    let order = act(Action::EditUser(edits), &["Ann"]);
    assert_eq!(org.line(&order), "1 user edited.");
    let after = org.after(&order);
    assert_eq!(&*after.facts.people[&user("Ann")].name, "Ann Marie");
    let profile = &after.facts.accounts[&user("Ann")].profile;
    assert_eq!(profile.get(ProfileField::Department), "Sales");
    assert_eq!(profile.get(ProfileField::Mail), "no address");
    let again = org.after(&order).line(&order);
    assert_eq!(again, "Nothing changes.");
}

#[test]
fn a_text_that_lies_is_no_name() {
    let org = org();
    let edits: Edits = [(ProfileField::Name, "Ann\u{202E}nnA".into())].into();
    let order = act(Action::EditUser(edits), &["Ann"]);
    assert!(
        org.message(&order)
            .starts_with("The display name has characters")
    );
    let long: Arc<str> = "x".repeat(257).into();
    let edits: Edits = [(ProfileField::City, long)].into();
    let order = act(Action::EditUser(edits), &["Ann"]);
    assert_eq!(
        org.message(&order),
        "The city is longer than 256 characters. Shorten it."
    );
}

#[test]
fn blocking_takes_no_license_and_is_done_once() {
    let mut org = org();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    let order = act(Action::BlockSignIn, &["Ann", "Bob"]);
    assert_eq!(org.line(&order), "2 users blocked from sign-in.");
    let after = org.after(&order);
    assert!(after.facts.people[&user("Ann")].holds(product("Visio Plan 2")));
    assert_eq!(after.line(&order), "Nothing changes.");
    let allow = act(Action::AllowSignIn, &["Ann", "Bob"]);
    assert_eq!(after.line(&allow), "2 users allowed to sign in.");
}

#[test]
fn nobody_blocks_or_deletes_themselves() {
    let mut org = org();
    org.facts.asker = Some(user("Ann"));
    for action in [Action::BlockSignIn, Action::DeleteUser] {
        let order = act(action, &["Ann", "Bob"]);
        let problem = org.problem(&order);
        assert_eq!(problem.cause.code(), "yourself");
        assert_eq!(titles(&problem), ["Leave them out"]);
        let others = order.with_policy(Policy::EveryoneWhoCan);
        assert_eq!(org.outcome(&others).changed_users(), 1);
    }
}

#[test]
fn the_last_global_admin_stays() {
    let mut org = org();
    for name in ["Ann", "Bob"] {
        org.has_role(name, Role::Global);
    }
    let one = act(Action::DeleteUser, &["Ann"]);
    assert!(org.decide(&one).is_ok());
    let both = act(Action::DeleteUser, &["Ann", "Bob", "Cem"]);
    assert_eq!(org.causes(&both), ["last-global-admin"]);
    assert_eq!(
        org.after(&one).causes(&act(Action::BlockSignIn, &["Bob"])),
        ["last-global-admin"]
    );
}

#[test]
fn roles_are_given_to_somebody_new_in_the_same_order() {
    let org = org();
    let order = together(&[
        add("Nora", "Nora New", "nora@x.example"),
        Order::set_roles(vec![Role::Reader, Role::User], [user("Nora")]),
    ]);
    assert_eq!(org.line(&order), "1 user added; roles change for 1 user.");
    let after = org.after(&order).facts;
    let roles = vec![Role::User, Role::Reader];
    assert_eq!(after.accounts[&user("Nora")].roles, roles);
    let can_sign_in = true;
    let admin = Admin { roles, can_sign_in };
    assert_eq!(after.admins[&user("Nora")], admin);
}

#[test]
fn a_user_admin_adds_users_but_gives_no_roles() {
    let org = org();
    let add = add("Nora", "Nora New", "nora@x.example");
    assert!(decide(&admin(Role::User), &add, &org.facts).is_ok());
    let roles = Order::set_roles(vec![Role::Helpdesk], [user("Nora")]);
    let refused = decide(&admin(Role::User), &together(&[add, roles]), &org.facts);
    assert_eq!(
        refused.unwrap_err().message(),
        "You don't have permission to manage admins. Ask a Global admin."
    );
}

#[test]
fn roles_come_back_with_a_deleted_user_and_can_be_given_anew_at_once() {
    let mut org = org();
    org.account_of("Dora").roles = vec![Role::Billing];
    let back = act(Action::RestoreUser, &["Dora"]);
    let after = org.after(&back).facts;
    assert_eq!(after.admins[&user("Dora")].roles, [Role::Billing]);
    let order = together(&[back, Order::set_roles(vec![Role::Reader], [user("Dora")])]);
    let after = org.after(&order).facts;
    assert_eq!(after.admins[&user("Dora")].roles, [Role::Reader]);
    // Whoever goes keeps what can be restored.
    let order = together(&[
        act(Action::DeleteUser, &["Dora"]),
        Order::set_roles(vec![], [user("Dora")]),
    ]);
    let gone = Org { facts: after }.after(&order).facts;
    assert_eq!(gone.accounts[&user("Dora")].roles, [Role::Reader]);
    assert!(gone.admins.is_empty());
}

#[test]
fn the_last_two_global_admins_do_not_go_each_in_their_way() {
    let mut org = org();
    for name in ["Ann", "Bob"] {
        org.has_role(name, Role::Global);
    }
    let order = together(&[
        act(Action::BlockSignIn, &["Ann"]),
        Order::set_roles(vec![Role::Reader], [user("Bob")]),
    ]);
    assert_eq!(org.causes(&order), ["last-global-admin"]);
}

#[test]
fn a_field_says_why_a_text_cannot_stand_in_it() {
    let refuses = |field: ProfileField, text| field.refuses(text).map(|cause| cause.message());
    assert_eq!(
        refuses(ProfileField::Name, "").as_deref(),
        Some("The display name is missing. Write one.")
    );
    assert_eq!(
        refuses(ProfileField::Mail, "nora").as_deref(),
        Some("\"nora\" is no mail address. Write it like ida@northlight.example, without blanks.")
    );
    for text in ["", "nora@x.example"] {
        assert_eq!(refuses(ProfileField::Mail, text), None);
    }
}
