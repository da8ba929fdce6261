//! What does the registry hold and offer, in numbers and in the vocabularies that machines look for?
//!
//! VoID for the content, the SPARQL service description for the endpoint. Counts come from the index; nothing is kept.

mod counts;
mod service;
mod void;
mod writer;

pub use counts::{Count, classes, graphs};
pub use service::{Offer, service_description};
pub use void::void;
