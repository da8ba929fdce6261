//! `concord token`

use super::args::{Token, TokenCommand};
use super::fault::Fault;
use super::table;
use crate::registry::{Role, TokenError, Tokens};
use std::io::Write as _;

pub(super) fn run(args: &Token) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    match &args.command {
        TokenCommand::Add { role, name, graph, data } => {
            let (role, tokens): (Role, _) = (role.parse()?, Tokens::new(data));
            let token = match (role, graph) {
                (Role::Steward, Some(graph)) => tokens.add_steward(name, graph)?,
                (Role::Reader | Role::Admin, Some(_)) => return Err(TokenError::Prefix.into()),
                (role, None) => tokens.add(name, role)?,
            };
            writeln!(out, "{}", token.secret)?;
        }
        TokenCommand::List { data } => {
            let names = ["name", "role", "since", "graphs"].map(str::to_owned);
            let tokens = Tokens::new(data).list()?;
            let rows: Vec<Vec<String>> = tokens
                .into_iter()
                .map(|it| vec![it.name, it.role.to_string(), it.created, it.graph_prefix.unwrap_or_default()])
                .collect();
            table::write_rows(&names, &rows, &mut out)?;
        }
        TokenCommand::Remove { name, data } => Tokens::new(data).remove(name)?,
    }
    Ok(())
}
