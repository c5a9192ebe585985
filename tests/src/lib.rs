
pub mod built;
pub mod generated;
pub mod pd;
