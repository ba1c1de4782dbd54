//! Settings of a random world.

use super::{Dice, place};
use domain::*;

/// A setting, now and then one that makes no sense.
pub(super) fn setting(dice: &mut Dice, product: ProductId) -> Setting {
    let low = match dice.chance(50) {
        true => Threshold::Seats(dice.below(9) as u32),
        false => Threshold::Percent(dice.below(130) as u32),
    };
    match dice.below(6) {
        0 => Setting::Name(format!("N{}", dice.below(3)).into()),
        1 => Setting::DefaultLocation(dice.chance(70).then(|| place(dice))),
        2 => Setting::Cloud(*dice.pick(&Cloud::ALL)),
        3 => Setting::LowStock(low),
        4 => Setting::Partner(
            OrganizationId(dice.below(3) as i64 + 2),
            dice.some(&Role::ALL, 30).into_iter().collect(),
        ),
        _ => Setting::LowStockOf(product, dice.chance(60).then_some(low)),
    }
}
