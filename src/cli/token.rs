//! `concord token`

use super::args::{Token, TokenCommand};
use super::fault::Fault;
use super::table;
use crate::registry::{Role, Tokens};
use std::io::Write as _;

pub(super) fn run(args: &Token) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    match &args.command {
        TokenCommand::Add { role, name, data } => {
            let role: Role = role.parse()?;
            writeln!(out, "{}", Tokens::new(data).add(name, role)?.secret)?;
        }
        TokenCommand::List { data } => {
            let names = ["name", "role", "since"].map(str::to_owned);
            let tokens = Tokens::new(data).list()?;
            let rows: Vec<Vec<String>> =
                tokens.into_iter().map(|it| vec![it.name, it.role.to_string(), it.created]).collect();
            table::write_rows(&names, &rows, &mut out)?;
        }
        TokenCommand::Remove { name, data } => Tokens::new(data).remove(name)?,
    }
    Ok(())
}
