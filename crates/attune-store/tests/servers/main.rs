//! State on servers that other people wrote: moto as S3, Azurite as Azure Blob Storage. `cargo xtask test` installs them.
#![cfg(test)]

mod proxy;
mod server;
mod stories;

/// The same stories on both.
macro_rules! on_both {
    ($($story:ident),* $(,)?) => {
        mod s3 {
            $(
                #[test]
                fn $story() {
                    crate::stories::$story(&crate::server::s3(stringify!($story)));
                }
            )*
        }
        mod azure {
            $(
                #[test]
                fn $story() {
                    crate::stories::$story(&crate::server::azure(stringify!($story)));
                }
            )*
        }
    };
}

on_both!(
    a_team_shares_one_ledger,
    writers_at_once_leave_one_chain,
    a_dead_holder_is_passed_over_once_its_lease_has_run_out,
    a_lost_answer_is_looked_up,
    a_line_is_there_before_its_act,
    who_was_overtaken_is_told_who_works_now,
    everything_but_the_lock_is_encrypted,
    state_moves_there_and_back,
    what_is_wrong_is_said_without_secrets,
);
