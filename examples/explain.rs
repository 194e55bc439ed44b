//! Why each sentence was taken.
//!
//! ```text
//! cargo run --example explain -- data/samples/news.txt school
//! ```

use excerpt::{Budget, Summarizer, score::LexRank, select::Mmr};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_else(|| "data/samples/news.txt".into());
    let text = std::fs::read_to_string(path)?;

    let summarizer = Summarizer::builder()
        .scorer(LexRank::default())
        .selector(Mmr { lambda: 0.6 })
        .budget(Budget::Words(60))
        .query(args.next())
        .explain(true)
        .build()?;

    for pick in summarizer.summarize(&text).by_rank() {
        println!("{pick}");
        if let Some(why) = &pick.explanation {
            println!("    rank {}: {why}\n", pick.rank);
        }
    }
    Ok(())
}
