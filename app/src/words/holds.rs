//! Seats that are held for a moment.

use super::date::time;
use domain::Hold;

/// "Maria Voss has this pane open too, and holds 3 seats until 14:05 UTC."
pub fn other(hold: &Hold) -> String {
    match hold.seats {
        0 => say!("{who} has this pane open too.", who = &hold.admin.name),
        seats => say!(
            seats => "{who} has this pane open too, and holds 1 seat until {time}."
                | "{who} has this pane open too, and holds {n} seats until {time}.",
            who = &hold.admin.name,
            time = time(hold.until)
        ),
    }
}

/// "3 seats are held for you until 14:05 UTC."
pub fn own(hold: &Hold) -> String {
    say!(
        hold.seats => "1 seat is held for you until {time}." | "{n} seats are held for you until {time}.",
        time = time(hold.until)
    )
}

/// "Maria Voss is about to assign 3 seats, and holds them until 14:05 UTC."
pub fn about_to_assign(hold: &Hold) -> String {
    say!(
        hold.seats => "{who} is about to assign 1 seat, and holds it until {time}."
            | "{who} is about to assign {n} seats, and holds them until {time}.",
        who = &hold.admin.name,
        time = time(hold.until)
    )
}
